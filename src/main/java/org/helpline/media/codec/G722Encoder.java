package org.helpline.media.codec;

import java.nio.ByteBuffer;

/**
 * G.722 at 64 kbit/s (ITU-T G.722; RFC 3551 §4.5.2). Of samples at 8 kHz only the lower band has something to say. One thread.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-G.722">ITU-T G.722 §6.2.1, §6.3</a>
 */
final class G722Encoder implements Encoder {

    private static final int TAPS = 24;
    private static final int SILENT_HIGHER = 3;

    private final boolean narrow;
    private final G722Band low = G722Band.lower();
    private final G722Band high = G722Band.higher();
    private final int[] delay = new int[TAPS];
    private int lower;
    private int higher;

    /** Encodes samples at {@code rate}: 8,000 or 16,000. */
    G722Encoder(int rate) {
        narrow = rate == Samples.RATE;
    }

    /** {@inheritDoc} At 16 kHz an even number of samples. */
    @Override
    public int encode(short[] pcm, int at, int samples, ByteBuffer to, int offset) {
        int codes = narrow ? samples : samples / 2;
        for (int i = 0; i < codes; i++) {
            int upper = SILENT_HIGHER;
            if (narrow) {
                lower = pcm[at + i] >> 1;
            } else {
                split(pcm[at + 2 * i], pcm[at + 2 * i + 1]);
                upper = encodeHigher();
            }
            to.put(offset + i, (byte) (upper << 6 | encodeLower()));
        }
        return codes;
    }

    /** The transmitting quadrature mirror filter: two samples of the sound to one of each band. */
    private void split(int first, int second) {
        System.arraycopy(delay, 2, delay, 0, TAPS - 2);
        delay[TAPS - 2] = first;
        delay[TAPS - 1] = second;
        int even = 0;
        int odd = 0;
        for (int i = 0; i < TAPS / 2; i++) {
            even += delay[2 * i] * G722Tables.MIRROR[i];
            odd += delay[2 * i + 1] * G722Tables.MIRROR[TAPS / 2 - 1 - i];
        }
        lower = (even + odd) >> 14;
        higher = (odd - even) >> 14;
    }

    private int encodeLower() {
        int code = G722Tables.lowCode(G722Band.saturated(lower - low.predicted()), low.step()); // SUBTRA, QUANTL
        int adapting = (low.step() * G722Tables.LOW_ADAPTING[code >> 2]) >> 15; // INVQAL
        low.scale(G722Tables.LOW_CHANGES[code >> 2]);
        low.adapt(adapting);
        return code;
    }

    private int encodeHigher() {
        int code = G722Tables.highCode(G722Band.saturated(higher - high.predicted()), high.step());
        int difference = (high.step() * G722Tables.HIGH_VALUES[code]) >> 15;
        high.scale(G722Tables.HIGH_CHANGES[code]);
        high.adapt(difference);
        return code;
    }

    @Override
    public void close() {}
}
