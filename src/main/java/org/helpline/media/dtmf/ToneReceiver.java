package org.helpline.media.dtmf;

import java.util.Optional;
import org.helpline.core.Digit;
import org.helpline.media.codec.Samples;

/**
 * Hears keys in the sound itself, from phones that know no telephone-event: two tones at once, one of a low and one of a high group
 * (ITU-T Q.23). The sound is cut into blocks of 12.75 ms; a key is three blocks with the same pair, so a press of 52 ms is heard for
 * certain, and it is over after two blocks without. Most of a block's energy has to be in the pair, so that speech is no key. One thread.
 *
 * <pre>
 *        1209 1336 1477 1633 Hz
 *  697    1    2    3    A
 *  770    4    5    6    B
 *  852    7    8    9    C
 *  941    *    0    #    D
 * </pre>
 */
public final class ToneReceiver {

    private static final int RATE = 8_000;
    private static final int BLOCK = 102; // samples: at 8 kHz its tones fall best between one another
    private static final int BLOCKS_OF_A_KEY = 3;
    private static final int BLOCKS_BETWEEN = 2;
    private static final int GROUP = 4;
    private static final double[] HERTZ = {697, 770, 852, 941, 1209, 1336, 1477, 1633};
    private static final String KEYS = "123A456B789C*0#D";
    private static final double LEAST_SQUARE = 150 * 150; // 47 dB below full scale
    private static final double SHARE = 0.7; // of the energy; a tone 1.5 % beside its place has as much
    private static final double TWIST = 8; // one tone may have so many times the other's energy
    private static final double ABOVE_OTHERS = 6;
    private static final int NONE = -1;

    /** Samples of silence that was not sent, or of loss, after which a press is over. */
    private static final int PAUSE = 2 * BLOCK;

    private static final double[] COEFFICIENTS = new double[HERTZ.length];

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of Optionals, so that a press allocates nothing
    private static final Optional<Digit>[] BY_PAIR =
            KEYS.chars().mapToObj(key -> Digit.ofSymbol((char) key)).toArray(Optional[]::new);

    static {
        for (int i = 0; i < HERTZ.length; i++) {
            COEFFICIENTS[i] = 2 * Math.cos(2 * Math.PI * HERTZ[i] / RATE);
        }
    }

    private final double[] last = new double[HERTZ.length];
    private final double[] beforeLast = new double[HERTZ.length];
    private double energy;
    private int samples;
    private int candidate = NONE;
    private int alike;
    private int pressed = NONE;
    private int missed;
    private boolean started;
    private int ssrc;
    private int expected;

    /**
     * Takes one packet of sound; what comes late is left out.
     *
     * @return the digit if its press has been heard for long enough with this packet
     */
    public Optional<Digit> on(Samples packet) {
        int ahead = packet.timestamp() - expected;
        if (!started || packet.ssrc() != ssrc || ahead > PAUSE || ahead < -RATE) {
            restart();
        } else if (ahead < 0) {
            return Optional.empty();
        }
        started = true;
        ssrc = packet.ssrc();
        expected = packet.timestamp() + packet.count();
        Optional<Digit> heard = Optional.empty();
        for (int i = 0; i < packet.count(); i++) {
            take(packet.at(i));
            if (samples == BLOCK && blockBeginsAKey()) {
                heard = BY_PAIR[pressed];
            }
        }
        return heard;
    }

    private void restart() {
        clearBlock();
        candidate = NONE;
        alike = 0;
        pressed = NONE;
        missed = 0;
    }

    /** Goertzel's recurrence for each tone. */
    private void take(short sample) {
        for (int i = 0; i < HERTZ.length; i++) {
            double now = sample + COEFFICIENTS[i] * last[i] - beforeLast[i];
            beforeLast[i] = last[i];
            last[i] = now;
        }
        energy += (double) sample * sample;
        samples++;
    }

    private boolean blockBeginsAKey() {
        int pair = pair();
        clearBlock();
        alike = pair == candidate ? alike + 1 : 1;
        candidate = pair;
        missed = pair == pressed ? 0 : missed + 1;
        if (missed >= BLOCKS_BETWEEN) {
            pressed = NONE;
        }
        if (pair == NONE || pair == pressed || alike < BLOCKS_OF_A_KEY) {
            return false;
        }
        pressed = pair;
        missed = 0;
        return true;
    }

    private void clearBlock() {
        for (int i = 0; i < HERTZ.length; i++) {
            last[i] = 0;
            beforeLast[i] = 0;
        }
        energy = 0;
        samples = 0;
    }

    /** The place of the block's key in {@link #KEYS}; {@link #NONE} if it is none. */
    private int pair() {
        if (energy < LEAST_SQUARE * BLOCK) {
            return NONE;
        }
        int low = strongest(0);
        int high = strongest(GROUP);
        if (low == NONE || high == NONE) {
            return NONE;
        }
        double lows = power(low);
        double highs = power(high);
        boolean balanced = lows < TWIST * highs && highs < TWIST * lows;
        // a tone of amplitude a has the power (a · BLOCK / 2)² and the energy a² · BLOCK / 2
        boolean alone = (lows + highs) * 2 / BLOCK > SHARE * energy;
        return balanced && alone ? GROUP * low + high - GROUP : NONE;
    }

    /** The tone of the group of four from here that stands out of it; {@link #NONE} if none does. */
    private int strongest(int from) {
        int best = from;
        for (int i = from + 1; i < from + GROUP; i++) {
            best = power(i) > power(best) ? i : best;
        }
        for (int i = from; i < from + GROUP; i++) {
            if (i != best && power(i) * ABOVE_OTHERS > power(best)) {
                return NONE;
            }
        }
        return best;
    }

    private double power(int tone) {
        return last[tone] * last[tone]
                + beforeLast[tone] * beforeLast[tone]
                - COEFFICIENTS[tone] * last[tone] * beforeLast[tone];
    }
}
