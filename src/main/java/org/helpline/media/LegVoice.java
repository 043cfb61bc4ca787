package org.helpline.media;

import java.nio.ByteBuffer;
import org.helpline.media.codec.ComfortNoise;
import org.helpline.media.codec.Encoder;
import org.helpline.media.mix.Crossing;
import org.helpline.media.mix.Seat;
import org.helpline.media.play.Variant;
import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.NegotiatedAudio;
import org.helpline.sdp.OpusTerms;
import org.jspecify.annotations.Nullable;

/**
 * Makes the payloads that a leg sends and nobody has encoded before: what a mix says, what a prompt says until it has been encoded for all, and what
 * a bridged leg says in another codec. One media loop.
 */
final class LegVoice {

    private final MediaLoop loop;
    private @Nullable Encoder encoder;
    private @Nullable Encoder playing;
    private @Nullable AudioCodec codec;
    private OpusTerms terms = OpusTerms.NONE;

    LegVoice(MediaLoop loop) {
        this.loop = loop;
    }

    /** From now on the peer wants this. */
    void agreed(NegotiatedAudio audio) {
        if (audio.codec() != codec || !audio.opus().equals(terms)) {
            close();
            codec = audio.codec();
            terms = audio.opus();
        }
    }

    private Encoder encoder(AudioCodec wanted) {
        Encoder ours = encoder;
        if (ours == null) {
            ours = loop.codecs.encoder(wanted, terms);
            encoder = ours;
        }
        return ours;
    }

    private Encoder playing(AudioCodec wanted) {
        Encoder ours = playing;
        if (ours == null) {
            ours = loop.codecs.encoder(wanted, terms.unpaused());
            playing = ours;
        }
        return ours;
    }

    /** Writes the next frame of what is played; its bytes. */
    int play(Player player, Variant cut, ByteBuffer out, int at) {
        AudioCodec wanted = cut.codec();
        int samples = cut.samples();
        if (wanted.isG711()) {
            player.fill(wanted, out, at, samples);
            return samples;
        }
        int shared = cut.isShared() ? player.packet(loop.prompts, cut, out, at) : Player.NOT_SHARED;
        if (shared != Player.NOT_SHARED) {
            return shared;
        }
        player.fill(AudioCodec.PCMU, out, at, samples);
        loop.asStored.decode(out, at, samples, loop.frame, 0);
        return playing(wanted).encode(loop.frame, 0, samples, out, at);
    }

    /** Writes the next frame of what a mix says; its bytes, 0 if nothing need be sent. */
    int say(Seat seat, AudioCodec wanted, ByteBuffer out, int at, int samples, long now) {
        seat.fill(loop.frame, samples, now);
        return encoder(wanted).encode(loop.frame, 0, samples, out, at);
    }

    /** Writes the next frame of what a bridged leg says in another codec; its bytes, 0 if nothing need be sent. */
    int pass(Crossing from, AudioCodec wanted, ByteBuffer out, int at, int samples, long now) {
        from.fill(loop.frame, samples, now);
        return encoder(wanted).encode(loop.frame, 0, samples, out, at);
    }

    /** Writes a frame of noise, or of silence; its bytes, 0 if nothing need be sent. */
    int rest(@Nullable ComfortNoise noise, AudioCodec wanted, ByteBuffer out, int at, int samples) {
        for (int i = 0; i < samples; i++) {
            loop.frame[i] = noise == null ? 0 : noise.next();
        }
        return encoder(wanted).encode(loop.frame, 0, samples, out, at);
    }

    /** Gives back what it holds; it may be used again. */
    void close() {
        Encoder ours = encoder;
        if (ours != null) {
            encoder = null;
            ours.close();
        }
        Encoder other = playing;
        if (other != null) {
            playing = null;
            other.close();
        }
    }
}
