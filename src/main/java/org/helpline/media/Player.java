package org.helpline.media;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.helpline.core.FewMap;
import org.helpline.media.play.Audio;
import org.helpline.media.play.PacketShelf;
import org.helpline.media.play.Packets;
import org.helpline.media.play.Variant;
import org.helpline.media.rtp.G711Tables;
import org.helpline.sdp.AudioCodec;
import org.jspecify.annotations.Nullable;

/**
 * What a leg plays: a list of prompts before music, music from where it stopped. Hands out frames; allocates nothing for them. One media
 * loop.
 */
final class Player {

    /** What {@link #packet} says where there is none. */
    static final int NOT_SHARED = -1;

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
    private final Map<Audio, Integer> places = new FewMap<>();
    private @Nullable Packets packets; // of what is played, if they are shared
    private boolean looked; // for those

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
        looked = false;
        endIfDone();
    }

    void stop() {
        if (playing) {
            end(false);
        }
    }

    private void end(boolean complete) {
        playing = false;
        looked = false;
        prompts = List.of();
        told.ended(playId, Duration.ofNanos(heardSamples * NANOS_PER_SAMPLE), complete);
    }

    void startMusic(Audio piece) {
        if (!piece.equals(music)) {
            stopMusic();
            music = piece;
            looked &= playing;
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

    /** From now on packets are cut otherwise, or encoded otherwise: what is under way is filled frame by frame to its end. */
    void recut() {
        packets = null;
        looked = isBusy();
    }

    /**
     * The next frame as a packet that all calls share; only while {@link #isBusy}. Such a packet begins with its prompt: one that ends within a packet is
     * followed by silence to that packet's end.
     *
     * @return its bytes; {@link #NOT_SHARED}: there is none, and {@link #fill} has the frame
     */
    int packet(PacketShelf shelf, Variant variant, ByteBuffer to, int at) {
        if (!looked) {
            looked = true;
            packets = find(shelf, variant);
        }
        Packets now = packets;
        if (now == null) {
            return NOT_SHARED;
        }
        return playing ? promptPacket(now, variant.samples(), to, at) : musicPacket(now, variant.samples(), to, at);
    }

    private @Nullable Packets find(PacketShelf shelf, Variant variant) {
        Audio piece = music;
        if (playing) {
            Packets found =
                    shelf.find(prompts.get(index), false, variant); // for the next call, if it is too late for this
            return position == 0 ? found : null;
        }
        return piece == null ? null : shelf.find(piece, true, variant);
    }

    private int promptPacket(Packets now, int samples, ByteBuffer to, int at) {
        int number = position / samples;
        int bytes = now.put(number, to, at);
        heardSamples += Math.clamp(prompts.get(index).samples() - position, 0, samples);
        position += samples;
        if (number + 1 >= now.count()) {
            next();
            endIfDone();
        }
        return bytes;
    }

    private int musicPacket(Packets now, int samples, ByteBuffer to, int at) {
        int number = Math.min(musicPosition / samples, now.count() - 1);
        boolean isLast = number + 1 == now.count();
        musicPosition = isLast ? 0 : (number + 1) * samples;
        looked = !isLast;
        return now.put(number, to, at);
    }

    private void next() {
        index++;
        position = 0;
        looked = false;
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
            int n = Math.clamp(bytes.length - position, 0, samples - filled);
            frame.put(at + filled, bytes, position, n);
            filled += n;
            position += n;
            if (position >= bytes.length) {
                next();
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
            if (musicPosition >= bytes.length) {
                musicPosition = 0;
                looked = false;
            }
            int n = Math.min(samples - filled, bytes.length - musicPosition);
            frame.put(at + filled, bytes, musicPosition, n);
            filled += n;
            musicPosition += n;
        }
        return filled;
    }
}
