package org.helpline.acd;

import java.util.random.RandomGenerator;

/**
 * The lots that are drawn among agents: SplitMix64, with the numbers of {@link java.util.SplittableRandom}, whose state can be told and
 * taken up again. Confined to the ACD's loop.
 *
 * <p>Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014; mixed by Stafford's variant 13.
 */
final class Lots implements RandomGenerator {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    /** From a seed, or from where others were. */
    Lots(long state) {
        this.state = state;
    }

    /** Lots from here on are the same. */
    long state() {
        return state;
    }

    @Override
    public long nextLong() {
        state += GOLDEN_GAMMA;
        long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
