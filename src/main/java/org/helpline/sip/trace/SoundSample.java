package org.helpline.sip.trace;

import java.util.ArrayList;
import java.util.List;
import org.helpline.core.SoundReport;

/**
 * How the sound of a leg fared at one moment of the call, as RTCP reported it. What is not known is negative.
 *
 * @param micros when, since 1970
 * @param cameLost of what the peer sent, in percent since the report before; {@code cameJitter} in milliseconds
 * @param wentLost of what we sent, as the peer says; {@code wentJitter} likewise
 * @param roundTrip there and back, in milliseconds
 */
public record SoundSample(
        long micros, double cameLost, double cameJitter, double wentLost, double wentJitter, double roundTrip) {

    /** So many are kept of a leg: of a longer call every second, then every fourth, and so on. */
    static final int MOST = 24;

    static SoundSample of(SoundReport report) {
        return new SoundSample(
                Traces.micros(report.at()),
                tenth(report.ours().map(SoundReport.Block::lostPercent).orElse(-1.0)),
                tenth(report.ours().map(report::jitterMillis).orElse(-1.0)),
                tenth(report.theirs().map(SoundReport.Block::lostPercent).orElse(-1.0)),
                tenth(report.theirs().map(report::jitterMillis).orElse(-1.0)),
                tenth(report.roundTripMillis()));
    }

    private static double tenth(double value) {
        return Math.round(value * 10) / 10.0;
    }

    /**
     * Adds one, and leaves out every second once there are too many.
     *
     * @param sparse of how many the next is kept, a power of two
     */
    record Kept(List<SoundSample> samples, long seen, long sparse) {

        static final Kept NONE = new Kept(List.of(), 0, 1);

        Kept with(SoundSample next) {
            if (seen % sparse != 0) {
                return new Kept(samples, seen + 1, sparse);
            }
            List<SoundSample> all = new ArrayList<>(samples);
            all.add(next);
            if (all.size() <= MOST) {
                return new Kept(List.copyOf(all), seen + 1, sparse);
            }
            List<SoundSample> half = new ArrayList<>();
            for (int i = 0; i < all.size(); i += 2) {
                half.add(all.get(i));
            }
            return new Kept(List.copyOf(half), seen + 1, sparse * 2);
        }
    }
}
