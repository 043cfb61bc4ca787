package org.helpline.media.codec;

import java.nio.ByteBuffer;

/**
 * G.722 at 64 kbit/s (ITU-T G.722; RFC 3551 §4.5.2). At 8 kHz only the lower band is decoded, which is half the work. One thread.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-G.722">ITU-T G.722 §6.2.2, §6.3</a>
 */
final class G722Decoder implements Decoder {

    private static final int TAPS = 24;
    private static final int LIMIT = 16_383;

    private final boolean narrow;
    private final G722Band low = G722Band.lower();
    private final G722Band high = G722Band.higher();
    private final int[] delay = new int[TAPS];

    /** Decodes to samples at {@code rate}: 8,000 or 16,000. */
    G722Decoder(int rate) {
        narrow = rate == Samples.RATE;
    }

    @Override
    public int samples(ByteBuffer packet, int from, int bytes) {
        return narrow ? bytes : 2 * bytes;
    }

    @Override
    public int decode(ByteBuffer packet, int from, int bytes, short[] to, int at) {
        int each = narrow ? 1 : 2;
        int codes = Math.min(bytes, (to.length - at) / each);
        for (int i = 0; i < codes; i++) {
            int code = packet.get(from + i) & 0xff;
            int lower = lower(code & 0x3f);
            if (narrow) {
                to[at + i] = (short) (2 * lower);
            } else {
                join(lower, higher(code >> 6), to, at + 2 * i);
            }
        }
        return codes * each;
    }

    private int lower(int code) {
        int value = low.predicted() + ((low.step() * G722Tables.LOW_VALUES[code]) >> 15); // INVQBL, RECONS
        int adapting = (low.step() * G722Tables.LOW_ADAPTING[code >> 2]) >> 15; // INVQAL
        low.scale(G722Tables.LOW_CHANGES[code >> 2]);
        low.adapt(adapting);
        return Math.clamp(value, -LIMIT - 1, LIMIT); // LIMIT
    }

    private int higher(int code) {
        int difference = (high.step() * G722Tables.HIGH_VALUES[code]) >> 15; // INVQAH
        int value = high.predicted() + difference;
        high.scale(G722Tables.HIGH_CHANGES[code]);
        high.adapt(difference);
        return Math.clamp(value, -LIMIT - 1, LIMIT);
    }

    /** The receiving quadrature mirror filter: two samples of the bands to two of the sound. */
    private void join(int lower, int higher, short[] to, int at) {
        System.arraycopy(delay, 2, delay, 0, TAPS - 2);
        delay[TAPS - 2] = lower + higher;
        delay[TAPS - 1] = lower - higher;
        int even = 0;
        int odd = 0;
        for (int i = 0; i < TAPS / 2; i++) {
            even += delay[2 * i] * G722Tables.MIRROR[i];
            odd += delay[2 * i + 1] * G722Tables.MIRROR[TAPS / 2 - 1 - i];
        }
        to[at] = (short) G722Band.saturated(odd >> 11);
        to[at + 1] = (short) G722Band.saturated(even >> 11);
    }

    @Override
    public void close() {}
}
