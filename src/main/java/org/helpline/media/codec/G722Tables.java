package org.helpline.media.codec;

/**
 * The quantizers of G.722 at 64 kbit/s: six bits of each pair of samples for the lower band, two above them for the higher one.
 *
 * <pre>
 *  0 1 2 3 4 5 6 7
 * | ih|    il     |
 * </pre>
 *
 * @see <a href="https://www.itu.int/rec/T-REC-G.722">ITU-T G.722 §6.2.1</a>
 */
final class G722Tables {

    /** Where each level of the lower quantizer begins, as a part of the step in Q12. */
    static final int[] LOW_LEVELS = {
        0, 35, 72, 110, 150, 190, 233, 276, 323, 370, 422, 473, 530, 587, 650, 714, 786, 858, 940, 1023, 1121, 1219,
        1339, 1458, 1612, 1765, 1980, 2195, 2557, 2919
    };

    /** What the six bits of the lower band stand for, in Q15 of the step; the first four codes are never sent. */
    static final int[] LOW_VALUES = {
        -136, -136, -136, -136, -24808, -21904, -19008, -16704, -14984, -13512, -12280, -11192, -10232, -9360, -8576,
        -7856, -7192, -6576, -6000, -5456, -4944, -4464, -4008, -3576, -3168, -2776, -2400, -2032, -1688, -1360, -1040,
        -728, 24808, 21904, 19008, 16704, 14984, 13512, 12280, 11192, 10232, 9360, 8576, 7856, 7192, 6576, 6000, 5456,
        4944, 4464, 4008, 3576, 3168, 2776, 2400, 2032, 1688, 1360, 1040, 728, 432, 136, -432, -136
    };

    /** The same of their upper four bits, by which both ends adapt. */
    static final int[] LOW_ADAPTING = {
        0, -20456, -12896, -8968, -6288, -4240, -2584, -1200, 20456, 12896, 8968, 6288, 4240, 2584, 1200, 0
    };

    /** By how much the lower step's logarithm changes, by the upper four bits. */
    static final int[] LOW_CHANGES = {-60, 3042, 1198, 538, 334, 172, 58, -30, 3042, 1198, 538, 334, 172, 58, -30, -60};

    /** What the two bits of the higher band stand for. */
    static final int[] HIGH_VALUES = {-7408, -1616, 7408, 1616};

    /** By how much the higher step's logarithm changes. */
    static final int[] HIGH_CHANGES = {798, -214, 798, -214};

    /** Where the higher quantizer's outer level begins, in Q12. */
    static final int HIGH_LEVEL = 564;

    /** Half of the quadrature mirror filter; the other half mirrors it. */
    static final int[] MIRROR = {3, -11, 12, 32, -210, 951, 3876, -805, 362, -156, 53, -11};

    private static final int LOW_CODES = 64;
    private static final int NEGATIVE = 31; // code of the third of the negative levels
    private static final int POSITIVE = 61;

    private G722Tables() {}

    /** The lower band's code of a difference, 4 to 63. */
    static int lowCode(int difference, int step) {
        int size = difference >= 0 ? difference : -(difference + 1);
        int level = 1;
        while (level < LOW_LEVELS.length && size >= (LOW_LEVELS[level] * step) >> 12) {
            level++;
        }
        if (difference >= 0) {
            return POSITIVE + 1 - level;
        }
        return level < 3 ? LOW_CODES - level : NEGATIVE + 3 - level; // the smallest two took what was left
    }

    /** The higher band's code of a difference, 0 to 3. */
    static int highCode(int difference, int step) {
        int size = difference >= 0 ? difference : -(difference + 1);
        boolean outer = size >= (HIGH_LEVEL * step) >> 12;
        return (difference >= 0 ? 2 : 0) + (outer ? 0 : 1);
    }
}
