package org.helpline.acd;

import java.time.Duration;

/**
 * How fast a queue moves, and how well that is known. The time for the next places is a sum of as many waits that know nothing of one
 * another, at a speed of which only so many places bear witness: few witnesses make the range wide by themselves. Pure.
 *
 * @param places how many bear witness, 3 or more; those that were learnt long ago count for few
 * @param taken how long they took
 * @param leeway how far real waits were from such ranges
 */
public record Tempo(double places, Duration taken, Leeway leeway) {

    /** Fewer would be a guess. */
    static final int FEWEST = 3;

    /** The quantile of the normal distribution for 15 and 85 of 100. */
    private static final double SPREAD = 1.036;

    private static final double LONGEST_SECONDS = 100 * 3600;

    public Tempo {
        if (places < FEWEST || taken.isNegative()) {
            throw new IllegalArgumentException(places + " places in " + taken);
        }
    }

    /**
     * How a range has to be stretched so that seven of ten waits end within, in halves of its width on a logarithmic scale.
     *
     * @param least where its lower end belongs; -1 leaves it where it is
     * @param most where its upper end belongs; 1 leaves it where it is
     */
    public record Leeway(double least, double most) {

        /** As it is. */
        public static final Leeway NONE = new Leeway(-1, 1);
    }

    /** How long so many places take, not rounded. */
    WaitRange range(int place) {
        double low = seconds(place, -SPREAD);
        double high = seconds(place, SPREAD);
        double middle = Math.sqrt(low * high);
        double half = Math.sqrt(high / low);
        return new WaitRange(
                duration(middle * Math.pow(half, leeway.least())), duration(middle * Math.pow(half, leeway.most())));
    }

    /** Where a wait lay in the range that was told of it: -1 at its lower end, 1 at its upper. */
    double where(int place, Duration waited) {
        double low = seconds(place, -SPREAD);
        double high = seconds(place, SPREAD);
        double half = Math.log(high / low) / 2;
        return (Math.log(Math.max(1, waited.toMillis()) / 1000.0) - Math.log(low * high) / 2) / half;
    }

    /**
     * A quantile of the time for so many places: a gamma variable at a speed that is one itself, so their ratio has an F distribution,
     * here by Paulson's approximation.
     */
    private double seconds(int place, double z) {
        double u = 1 / (9.0 * place);
        double v = 1 / (9 * places);
        double a = (1 - v) * (1 - v) - z * z * v;
        double b = (1 - u) * (1 - v);
        double c = (1 - u) * (1 - u) - z * z * u;
        double root = Math.sqrt(b * b - a * c);
        double f = Math.pow((b + Math.copySign(root, z)) / a, 3);
        return Math.max(0.001, f * place * taken.toMillis() / 1000.0 / places);
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis(Math.round(Math.min(seconds, LONGEST_SECONDS) * 1000));
    }
}
