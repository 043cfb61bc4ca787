package org.helpline.media;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.helpline.media.play.Audio;
import org.helpline.media.rtp.G711Tables;
import org.helpline.sdp.AudioCodec;
import org.jspecify.annotations.Nullable;

/**
 * What a leg plays: a list of prompts before music, music from where it stopped. Hands out frames; allocates nothing for them. One media
 * loop.
 */
final class Player {

    private static final int MUSIC_PLACES = 8;
    private static final long NANOS_PER_SAMPLE = 125_000;

    private final Told told;
    private List<Audio> prompts = List.of();
    private int index;
    private int position;
    private long heardSamples;
    private long playId;
    private boolean playing;
    private @Nullable Audio music;
    private int musicPosition;
    private final Map<Audio, Integer> places = new LinkedHashMap<>();

    /** Hears that a play has ended. */
    @FunctionalInterface
    interface Told {
        void ended(long playId, Duration heard, boolean complete);
    }

    Player(Told told) {
        this.told = told;
    }

    void play(long id, List<Audio> audio) {
        stop();
        playId = id;
        prompts = audio;
        index = 0;
        position = 0;
        heardSamples = 0;
        playing = true;
        endIfDone();
    }

    void stop() {
        if (playing) {
            end(false);
        }
    }

    private void end(boolean complete) {
        playing = false;
        prompts = List.of();
        told.ended(playId, Duration.ofNanos(heardSamples * NANOS_PER_SAMPLE), complete);
    }

    void startMusic(Audio piece) {
        if (!piece.equals(music)) {
            stopMusic();
            music = piece;
            musicPosition = places.getOrDefault(piece, 0);
        }
    }

    void stopMusic() {
        if (music != null) {
            places.remove(music);
            places.put(music, musicPosition);
            if (places.size() > MUSIC_PLACES) {
                places.remove(places.keySet().iterator().next());
            }
            music = null;
        }
    }

    /** Whether the next frame is taken by a prompt or by music. */
    boolean isBusy() {
        return playing || music != null;
    }

    /**
     * Fills one frame; only while {@link #isBusy}. A prompt that ends within the frame is followed by the next one at once, the last by
     * silence; its end is told with its last frame, so that what follows can begin with the next.
     */
    void fill(AudioCodec codec, ByteBuffer frame, int at, int samples) {
        int filled = playing ? fillPrompts(codec, frame, at, samples) : fillMusic(codec, frame, at, samples);
        for (int i = filled; i < samples; i++) {
            frame.put(at + i, G711Tables.silence(codec));
        }
    }

    private int fillPrompts(AudioCodec codec, ByteBuffer frame, int at, int samples) {
        int filled = 0;
        while (filled < samples && index < prompts.size()) {
            byte[] bytes = prompts.get(index).encoded(codec);
            int n = Math.min(samples - filled, bytes.length - position);
            frame.put(at + filled, bytes, position, n);
            filled += n;
            position += n;
            if (position >= bytes.length) {
                index++;
                position = 0;
            }
        }
        heardSamples += filled;
        endIfDone();
        return filled;
    }

    private void endIfDone() {
        if (playing && index >= prompts.size()) {
            end(true);
        }
    }

    private int fillMusic(AudioCodec codec, ByteBuffer frame, int at, int samples) {
        Audio piece = music;
        byte[] bytes = piece == null ? new byte[0] : piece.encoded(codec);
        int filled = 0;
        while (filled < samples && bytes.length > 0) {
            musicPosition = musicPosition < bytes.length ? musicPosition : 0;
            int n = Math.min(samples - filled, bytes.length - musicPosition);
            frame.put(at + filled, bytes, musicPosition, n);
            filled += n;
            musicPosition += n;
        }
        return filled;
    }
}
