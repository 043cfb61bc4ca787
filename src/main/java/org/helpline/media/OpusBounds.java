package org.helpline.media;

import java.nio.ByteBuffer;
import org.helpline.media.codec.Opus;
import org.helpline.media.codec.Samples;
import org.helpline.sdp.NegotiatedAudio;
import org.helpline.sdp.OpusTerms;
import org.helpline.sdp.PacketTime;

/**
 * Whether what one phone says in Opus may be passed on to another as it is: its packets are no longer than the other's {@code maxptime} (RFC 7587 §7.1), and
 * there is no more of it than its {@code maxaveragebitrate}, which must not be exceeded (the same). The rest of what a phone may ask of Opus is a wish, which
 * its decoder does without (§6.1). What was once too much stays so until the bounds or the source are others: who is turned into other packets and back is
 * heard to stumble. One media loop.
 */
final class OpusBounds {

    private static final int SAMPLES_PER_MILLI = Samples.RATE / 1_000;
    private static final int BITS = 8;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /** What an encoder that was told the bound may exceed it by: a tenth, for its rate varies. */
    private static final int TOLERANCE = 10;

    /** The average is taken over so many seconds: what comes at once after a delay is no more for that. */
    private static final int SECONDS = 4;

    private int mostSamples = PacketTime.UNBOUNDED * SAMPLES_PER_MILLI;
    private int mostBitrate = OpusTerms.MOST_BITRATE;
    private long bits; // above the bound, as far as time has not made up for them
    private long nanos;
    private boolean exceeded;

    /** From now on they are what this peer says. */
    void agreed(NegotiatedAudio audio) {
        mostSamples = audio.packetTime().mostMillis() * SAMPLES_PER_MILLI;
        mostBitrate = audio.opus().bitrate();
        restart();
    }

    /** Another source begins. */
    void restart() {
        exceeded = false;
        bits = 0;
    }

    /** Whether a packet, and what came before it, is within them; {@code packet} holds its {@code bytes} from {@code from}. */
    boolean admit(ByteBuffer packet, int from, int bytes, long now) {
        exceeded |= Opus.samples(packet, from, bytes, Samples.RATE) > mostSamples || isTooMuch(bytes, now);
        return !exceeded;
    }

    private boolean isTooMuch(int bytes, long now) {
        if (mostBitrate == OpusTerms.MOST_BITRATE) {
            return false;
        }
        int allowed = mostBitrate + mostBitrate / TOLERANCE;
        long elapsed = Math.min(now - nanos, SECONDS * NANOS_PER_SECOND);
        bits = Math.max(0, bits - elapsed * allowed / NANOS_PER_SECOND) + (long) bytes * BITS;
        nanos = now;
        return bits > (long) allowed * SECONDS;
    }
}
