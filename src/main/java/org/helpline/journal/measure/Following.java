package org.helpline.journal.measure;

import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.helpline.config.ReportSettings.Terms;

/** How calls are counted whose callers are followed. */
final class Following {

    private static final Duration DAY = Duration.ofDays(1);

    private Following() {}

    static Counted calls(Cell cell, Terms t) {
        return Counted.count(cell.contacts(), Contact::isIn, Contact::call);
    }

    static Counted dialled(Cell cell, Terms t) {
        return Counted.count(cell.contacts(), Contact::isOut, Contact::call);
    }

    static Counted dialledReached(Cell cell, Terms t) {
        return Counted.share(
                cell.contacts(),
                c -> c.isOut() && !c.outcome().isEmpty(),
                c -> c.journey().human(),
                Contact::call);
    }

    static Counted fcr(Cell cell, Terms t) {
        Duration time = Duration.ofDays(t.fcrDays());
        Predicate<Contact> counts = c -> c.isIn() && c.journey().human() && c.isKnown();
        return followed(
                cell, counts, time, c -> !cell.beyond().cameAgain(c, time, a -> a.isIn() && a.isOnTheTopicOf(c)));
    }

    static Counted selfService(Cell cell, Terms t) {
        Predicate<Contact> counts = c -> c.isIn() && !c.script().isEmpty() && c.isKnown();
        return followed(
                cell,
                counts,
                DAY,
                c -> c.outcome().equals("self-served")
                        && !c.journey().human()
                        && !cell.beyond().cameAgain(c, DAY, a -> a.journey().human()));
    }

    private static Counted followed(Cell cell, Predicate<Contact> counts, Duration time, Predicate<Contact> above) {
        List<Contact> known = cell.contacts().stream().filter(counts).toList();
        Counted counted = Counted.share(known, c -> cell.beyond().isOver(c, time), above, Contact::call);
        return counted.less(known.size() - (long) counted.below());
    }

    static BiFunction<Cell, Terms, Counted> effort(ToLongFunction<Journey> what) {
        return effort(what, 1);
    }

    static BiFunction<Cell, Terms, Counted> seconds(ToLongFunction<Journey> millis) {
        return effort(millis, 1000);
    }

    private static BiFunction<Cell, Terms, Counted> effort(ToLongFunction<Journey> what, double scale) {
        return (cell, _) -> Counted.mean(
                cell.contacts(),
                c -> c.isIn() && !c.outcome().isEmpty(),
                c -> what.applyAsLong(c.journey()) / scale,
                Contact::call);
    }
}
