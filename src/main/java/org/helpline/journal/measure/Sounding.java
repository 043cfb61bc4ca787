package org.helpline.journal.measure;

import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.helpline.config.ReportSettings.Terms;
import org.helpline.core.SoundVerdict;

/** How the sound of legs is counted. */
final class Sounding {

    private Sounding() {}

    private static boolean isHeard(LegSound leg) {
        return !leg.sound().way().equals(SoundVerdict.ONE_WAY);
    }

    static Counted legs(Cell cell, Terms t) {
        return Counted.count(cell.legs(), _ -> true, LegSound::call);
    }

    static Counted mos(Cell cell, Terms t) {
        return Counted.mean(cell.legs(), _ -> true, l -> l.sound().quality(), LegSound::call);
    }

    static BiFunction<Cell, Terms, Counted> below(double mos) {
        return (cell, _) -> Counted.share(cell.legs(), _ -> true, l -> l.sound().quality() < mos, LegSound::call);
    }

    static Counted oneWay(Cell cell, Terms t) {
        Predicate<LegSound> heard = Sounding::isHeard;
        return Counted.count(cell.legs(), heard.negate(), LegSound::call);
    }

    static Counted lost(Cell cell, Terms t) {
        return Counted.mean(cell.legs(), Sounding::isHeard, l -> l.sound().lostPercent() / 100, LegSound::call);
    }

    static Counted jitter(Cell cell, Terms t) {
        return Counted.mean(
                cell.legs(), l -> l.sound().jitterMillis() >= 0, l -> l.sound().jitterMillis(), LegSound::call);
    }

    static Counted roundTrip(Cell cell, Terms t) {
        return Counted.mean(
                cell.legs(),
                l -> l.sound().roundTripMillis() >= 0,
                l -> l.sound().roundTripMillis(),
                LegSound::call);
    }
}
