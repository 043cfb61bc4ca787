package org.helpline.journal.measure;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.helpline.config.ReportSettings.Terms;

/** How agents' parts in calls and their time are counted. */
final class Handling {

    private static final double SECOND = 1000;
    private static final double HOUR = 3_600_000;
    private static final double THIRTY_DAYS = 30 * 24 * HOUR;
    private static final Set<String> NOT_TAKEN = Set.of("no-answer", "declined", "busy", "unreachable");

    private Handling() {}

    private static boolean wasAsked(Part p) {
        return p.rung() > 0 || !p.how().equals(Part.ANSWERED); // who was given the caller was not asked
    }

    static Counted offers(Cell cell, Terms t) {
        return Counted.count(cell.parts(), Handling::wasAsked, Part::call);
    }

    static Counted notTaken(Cell cell, Terms t) {
        return Counted.share(
                cell.parts(),
                p -> NOT_TAKEN.contains(p.how())
                        || (wasAsked(p) && (p.isTaken() || p.how().equals(Part.ANSWERED))),
                p -> NOT_TAKEN.contains(p.how()),
                Part::call);
    }

    static Counted handled(Cell cell, Terms t) {
        return Counted.count(cell.parts(), Part::isHandled, Part::call);
    }

    private static Counted mean(Cell cell, ToDoubleFunction<Part> millis) {
        return Counted.mean(cell.parts(), Part::isHandled, p -> millis.applyAsDouble(p) / SECOND, Part::call);
    }

    static Counted aht(Cell cell, Terms t) {
        return mean(cell, p -> p.talk() + p.hold() + cell.beyond().wrapUp(p));
    }

    static Counted talk(Cell cell, Terms t) {
        return mean(cell, Part::talk);
    }

    static Counted hold(Cell cell, Terms t) {
        return mean(cell, Part::hold);
    }

    static Counted wrapUp(Cell cell, Terms t) {
        return mean(cell, p -> cell.beyond().wrapUp(p));
    }

    static Counted occupancy(Cell cell, Terms t) {
        List<Cell.Clip> busy = cell.clips().stream()
                .filter(c -> c.is("talking") || c.is("wrap-up"))
                .toList();
        long above = busy.stream().mapToLong(Cell.Clip::millis).sum();
        long idle = cell.clips().stream()
                .filter(c -> c.is("ready") || (t.offeredIsIdle() && c.is("offered")))
                .mapToLong(Cell.Clip::millis)
                .sum();
        List<String> calls = busy.stream()
                .map(c -> c.span().call())
                .filter(c -> !c.isEmpty())
                .distinct()
                .toList();
        return new Counted(above / SECOND, (above + idle) / SECOND, calls, calls, 0);
    }

    static Counted transfers(Cell cell, Terms t) {
        return Counted.share(cell.parts(), Part::isHandled, p -> !p.sentOn().isEmpty(), Part::call);
    }

    static BiFunction<Cell, Terms, Counted> sentOn(String how) {
        return (cell, _) -> Counted.count(cell.parts(), p -> p.sentOn().equals(how), Part::call);
    }

    static Counted cameIn(Cell cell, Terms t) {
        return Counted.count(cell.parts(), p -> p.cameBy().equals(Part.TRANSFER), Part::call);
    }

    static Counted consults(Cell cell, Terms t) {
        return times(cell, p -> p.consults().asked());
    }

    static Counted consulted(Cell cell, Terms t) {
        return times(cell, p -> p.consults().was());
    }

    private static Counted times(Cell cell, ToLongFunction<Part> times) {
        List<String> calls = calls(cell, times);
        return new Counted(calls.size(), 1, calls, calls, 0);
    }

    private static List<String> calls(Cell cell, ToLongFunction<Part> times) {
        return cell.parts().stream()
                .flatMap(p -> Collections.nCopies((int) times.applyAsLong(p), p.call()).stream())
                .toList();
    }

    static Counted consultTime(Cell cell, Terms t) {
        List<String> calls =
                calls(cell, p -> p.consults().asked() + p.consults().was());
        double millis =
                cell.parts().stream().mapToLong(p -> p.consults().millis()).sum();
        return new Counted(millis / SECOND, calls.size(), calls, calls, 0);
    }

    static Counted dialledTalk(Cell cell, Terms t) {
        return Counted.mean(
                cell.parts(),
                p -> p.isHandled() && p.cameBy().equals(Part.DIALLED),
                p -> p.talk() / SECOND,
                Part::call);
    }

    static Counted cost(Cell cell, Terms t) {
        List<String> contacts = cell.parts().stream()
                .filter(Part::isTaken)
                .map(Part::call)
                .distinct()
                .toList();
        double hours = cell.clips().stream().mapToLong(Cell.Clip::millis).sum() / HOUR;
        long seats = cell.clips().stream().map(c -> c.span().agent()).distinct().count();
        double cost = hours * t.agentHour() + seats * t.seatMonth() * (cell.to() - cell.from()) / THIRTY_DAYS;
        return new Counted(cost, contacts.size(), contacts, contacts, 0);
    }
}
