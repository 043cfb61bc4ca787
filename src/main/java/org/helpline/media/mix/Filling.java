package org.helpline.media.mix;

import java.nio.ByteBuffer;
import org.helpline.media.codec.Concealment;
import org.helpline.media.codec.Decoder;

/**
 * What is heard where nothing came: what the next packet tells of the lost one, else what the codec itself makes up, else what was heard last, repeated
 * ({@link Concealment}). At 8 kHz. One media loop; allocates nothing after it was made.
 */
final class Filling {

    private static final int LONGEST = 8_000; // a second: a codec would make up noise for ever
    private static final int STEP = 20; // 2.5 ms, of which frames of Opus are made: RFC 6716 §2.1.4
    private static final int JOIN = 40;

    private final Concealment concealment = new Concealment();
    private final short[] made = new short[Waiting.MOST_SAMPLES];
    private int count;
    private int read;
    private int since; // something was heard

    /** Forgets what was heard: a gap is silence until something is heard again. */
    void restart() {
        concealment.restart();
        count = 0;
        read = 0;
        since = 0;
    }

    /** Takes what was heard, in order; after a gap its beginning is changed so that it joins. */
    void heard(short[] pcm, int samples) {
        int left = Math.min(Math.min(count - read, JOIN), samples);
        for (int i = 0; i < left; i++) {
            double weight = (i + 1.0) / (left + 1);
            pcm[i] = (short) Math.round(weight * pcm[i] + (1 - weight) * made[read + i]);
        }
        count = 0;
        read = 0;
        since = 0;
        concealment.heard(pcm, 0, samples);
    }

    /** Samples that were made up and not yet heard. */
    int left() {
        return count - read;
    }

    /** Lets a packet tell of the one before it, which was lost and of which the last {@code missing} samples are wanted; false if it cannot. */
    boolean recover(Decoder decoder, ByteBuffer packet, int from, int bytes, int missing) {
        count = decoder.recover(packet, from, bytes, 1, made, 0);
        read = Math.max(0, count - missing);
        return count > 0;
    }

    /** Lets the codec make up so many samples, or somewhat fewer. */
    void conceal(Decoder decoder, int samples) {
        int whole = since < LONGEST ? samples / STEP * STEP : 0;
        count = whole == 0 ? 0 : decoder.conceal(whole, made, 0);
        read = 0;
    }

    /** Fills so many samples: no more than are {@link #left}, if any are. */
    void fill(short[] to, int at, int samples) {
        since = Math.min(since + samples, LONGEST);
        if (read == count) {
            concealment.lost(to, at, samples);
            return;
        }
        System.arraycopy(made, read, to, at, samples);
        read += samples;
        concealment.heard(to, at, samples);
    }
}
