package org.helpline.ivr.spoken;

import java.util.List;

/** A power of a thousand: how many of them a number has comes before their noun. */
record Scale(long value, Noun noun) {

    /** Scales from the largest, a trillion, down to the thousand. */
    static List<Scale> of(Noun thousand, Noun million, Noun billion, Noun trillion) {
        return List.of(
                new Scale(1_000_000_000_000L, trillion),
                new Scale(1_000_000_000L, billion),
                new Scale(1_000_000L, million),
                new Scale(1_000L, thousand));
    }

    /** How many of this scale {@code n} has: 0 to 999. */
    int in(long n) {
        return (int) (n / value % 1_000);
    }

    /** {@code n}, refused when it is larger than what is said as one number. */
    static long checked(long n) {
        if (n > Grammar.LARGEST || n < -Grammar.LARGEST) {
            throw new IllegalArgumentException("more than " + Grammar.LARGEST + ": " + n);
        }
        return n;
    }
}
