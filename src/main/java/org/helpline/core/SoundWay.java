package org.helpline.core;

/**
 * How the sound of one leg fared in one direction, as RTCP reported it over the leg's life.
 *
 * @param way {@link #CAME}: as we heard the peer; {@link #WENT}: as the peer says that it heard us
 * @param reports how many
 * @param lostPercent of all; {@code worstPercent} of the worst span between two reports
 * @param jitterMillis the jitter reported
 * @param roundTripMillis there and back; {@link Spread#NONE} if it is not known
 */
public record SoundWay(
        String way, int reports, double lostPercent, double worstPercent, Spread jitterMillis, Spread roundTripMillis) {

    /** As we heard the peer. */
    public static final String CAME = "came";

    /** As the peer heard us. */
    public static final String WENT = "went";

    /** The least, the mean and the most of what was measured. */
    public record Spread(double least, double mean, double most) {

        /** Nothing was measured. */
        public static final Spread NONE = new Spread(-1, -1, -1);

        /** Whether anything was measured. */
        public boolean isKnown() {
            return least >= 0;
        }
    }

    /** What a listener would say of it, 1 to 5. */
    public double quality() {
        return SoundQuality.of(lostPercent, jitterMillis.mean(), roundTripMillis.mean());
    }
}
