package org.helpline.core;

/**
 * What a listener would say of a telephone's sound, from what the network did to it: the E-model of ITU-T G.107 with its defaults, for
 * G.711 with lost packets concealed (Bpl 25.1 of G.113 Appendix I). An estimate: of the rooms, the phones and what lies behind them it
 * knows nothing.
 *
 * @see <a href="https://www.itu.int/rec/T-REC-G.107">ITU-T G.107</a>
 */
public final class SoundQuality {

    /** More is called poor: share of lost packets in percent. */
    public static final double MUCH_LOST_PERCENT = 5;

    /** More is called poor: jitter in milliseconds, the most that a phone's buffer evens out as a rule. */
    public static final double MUCH_JITTER_MILLIS = 60;

    private static final double BEST = 93.2;
    private static final double ROBUSTNESS = 25.1;
    private static final double PACKET_MILLIS = 20;
    private static final double NOTICED_MILLIS = 177.3;

    private SoundQuality() {}

    /**
     * The mean opinion score, 1 (bad) to 4.4 (the best that G.711 can be).
     *
     * @param lostPercent 0 to 100
     * @param jitterMillis what a buffer of twice that length must even out; {@code roundTripMillis} there and back; each negative or zero
     *     if it is not known
     */
    public static double of(double lostPercent, double jitterMillis, double roundTripMillis) {
        double delay = PACKET_MILLIS + 2 * Math.max(0, jitterMillis) + Math.max(0, roundTripMillis) / 2;
        double byDelay = 0.024 * delay + (delay > NOTICED_MILLIS ? 0.11 * (delay - NOTICED_MILLIS) : 0);
        double lost = Math.clamp(lostPercent, 0, 100);
        double byLoss = 95 * lost / (lost + ROBUSTNESS);
        return opinion(BEST - byDelay - byLoss);
    }

    /** G.107 Annex B. */
    private static double opinion(double rating) {
        double r = Math.clamp(rating, 0, 100);
        return Math.clamp(1 + 0.035 * r + r * (r - 60) * (100 - r) * 7e-6, 1, 4.5);
    }
}
