package org.helpline.media.codec;

import java.util.Arrays;

/**
 * Fills what was lost of one voice with what was heard just before, after the description of ITU-T G.711 Appendix I: the last pitch period is repeated,
 * after 10 ms two of them and after 20 ms three, so that it does not buzz; from 10 ms on it fades by a fifth each 10 ms, so that after 60 ms there is
 * silence. What is heard again is faded in over it.
 *
 * <p>Unlike there nothing is held back to blend the beginning with: the step from what was heard last to what is repeated is ironed out after it, which
 * costs no delay. One thread; allocates nothing after it was made.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-G.711">ITU-T G.711 Appendix I</a>
 */
public final class Concealment {

    private static final int USUAL_RATE = 8_000;

    /** The shortest period of a voice at 8 kHz: 200 Hz. */
    private static final int LEAST_PITCH = 40;

    /** The longest: 67 Hz. */
    private static final int MOST_PITCH = 120;

    private static final int COMPARED = 160;
    private static final int STAGE = 80; // 10 ms
    private static final int STAGES = 3;
    private static final int FADED = 6; // stages
    private static final double FADE = 0.2;
    private static final int JOIN_MORE = 32; // 4 ms for each 10 ms that were lost

    private final int unit;
    private final short[] past;
    private final short[] source;
    private int pitch;
    private int quarter;
    private boolean known;
    private boolean losing;
    private int lost;
    private int periods;
    private int at;
    private int atBefore;
    private double step;
    private int join;
    private int joined;

    /** For telephone sound, 8 kHz. */
    public Concealment() {
        this(USUAL_RATE);
    }

    /** For samples at {@code rate}, a multiple of 8,000. */
    public Concealment(int rate) {
        unit = rate / USUAL_RATE;
        past = new short[(STAGES * MOST_PITCH + MOST_PITCH / 4) * unit];
        source = new short[past.length];
    }

    /** Forgets what was heard: a loss is silence until something is heard again. */
    public void restart() {
        Arrays.fill(past, (short) 0);
        known = false;
        losing = false;
        join = 0;
    }

    /** Takes {@code count} samples that were heard, in order; after a loss their beginning is changed so that it joins. */
    public void heard(short[] pcm, int from, int count) {
        known = true;
        if (losing) {
            losing = false;
            joined = 0;
            join = Math.min(quarter + (lost / (STAGE * unit)) * JOIN_MORE * unit, STAGE * unit);
        }
        for (int i = from; i < from + count && joined < join; i++) {
            joined++;
            double weight = joined / (join + 1.0);
            pcm[i] = (short) Math.round(weight * pcm[i] + (1 - weight) * repeated());
        }
        remember(pcm, from, count);
    }

    /** Fills {@code count} samples that were lost. */
    public void lost(short[] pcm, int from, int count) {
        if (!known) {
            Arrays.fill(pcm, from, from + count, (short) 0);
            return;
        }
        if (!losing) {
            begin();
        }
        for (int i = from; i < from + count; i++) {
            pcm[i] = (short) Math.clamp(Math.round(repeated()), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        remember(pcm, from, count);
    }

    private void remember(short[] pcm, int from, int count) {
        int taken = Math.min(count, past.length);
        System.arraycopy(past, taken, past, 0, past.length - taken);
        System.arraycopy(pcm, from + count - taken, past, past.length - taken, taken);
    }

    private void begin() {
        losing = true;
        join = 0;
        joined = 0;
        lost = 0;
        periods = 1;
        at = 0;
        System.arraycopy(past, 0, source, 0, past.length);
        pitch = pitch();
        quarter = pitch / 4;
        step = source[source.length - 1] - source[source.length - 1 - pitch];
    }

    /** The next sample of the repetition. */
    private double repeated() {
        int stage = lost / (STAGE * unit);
        if (stage >= FADED) {
            lost = Math.min(lost + 1, Integer.MAX_VALUE - 1);
            return 0;
        }
        int into = lost % (STAGE * unit);
        if (into == 0 && stage > 0 && stage < STAGES) {
            atBefore = at;
            at %= pitch; // one more period before it: the same place in the wave
            periods++;
        }
        double sample = next();
        if (lost < quarter) {
            sample += step * (1 - (lost + 1.0) / (quarter + 1));
        }
        double gain = stage == 0 ? 1 : 1 - FADE * (stage - 1 + into / (double) (STAGE * unit));
        lost++;
        return gain * sample;
    }

    private double next() {
        double sample = loop(periods, at);
        int into = lost % (STAGE * unit);
        if (periods > 1 && lost < STAGES * STAGE * unit && into < quarter) {
            double weight = (into + 1.0) / (quarter + 1);
            sample = weight * sample + (1 - weight) * loop(periods - 1, atBefore);
            atBefore = (atBefore + 1) % ((periods - 1) * pitch);
        }
        at = (at + 1) % (periods * pitch);
        return sample;
    }

    /** A place in so many last periods, whose end is blended with what came before their beginning, so that they go round. */
    private double loop(int count, int place) {
        int length = count * pitch;
        int begins = source.length - length;
        int tail = place - (length - quarter);
        if (tail < 0) {
            return source[begins + place];
        }
        double weight = (tail + 1.0) / (quarter + 1);
        return (1 - weight) * source[begins + place] + weight * source[begins - quarter + tail];
    }

    /** The lag at which the last 20 ms are most like what was before them. */
    private int pitch() {
        int best = MOST_PITCH * unit;
        double most = 0;
        for (int lag = LEAST_PITCH * unit; lag <= MOST_PITCH * unit; lag++) {
            double alike = alike(lag);
            if (alike > most) {
                most = alike;
                best = lag;
            }
        }
        return best;
    }

    private double alike(int lag) {
        double product = 0;
        double energy = 1;
        for (int i = source.length - COMPARED * unit; i < source.length; i++) {
            int before = source[i - lag];
            product += source[i] * before;
            energy += before * before;
        }
        return product / Math.sqrt(energy);
    }
}
