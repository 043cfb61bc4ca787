package org.helpline.journal.measure;

import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.helpline.config.ReportSettings.Terms;

/** How stays in queues are counted. */
final class Waiting {

    private static final double SECOND = 1000;

    private Waiting() {}

    static Counted offered(Cell cell, Terms terms) {
        return Counted.count(cell.stays(), _ -> true, Stay::call);
    }

    static BiFunction<Cell, Terms, Counted> ended(String how) {
        return (cell, _) -> Counted.count(cell.stays(), s -> s.is(how), Stay::call);
    }

    static Counted abandoned(Cell cell, Terms terms) {
        return Counted.count(cell.stays(), s -> isAbandoned(s) && !isShort(s, terms), Stay::call);
    }

    static Counted shortAbandoned(Cell cell, Terms terms) {
        return Counted.count(cell.stays(), s -> isShort(s, terms), Stay::call);
    }

    private static boolean isAnswered(Stay s) {
        return s.is(Stay.ANSWERED);
    }

    private static boolean isAbandoned(Stay s) {
        return s.is(Stay.ABANDONED);
    }

    private static boolean isShort(Stay s, Terms terms) {
        return isAbandoned(s) && s.waited() < terms.shortAbandon().toMillis();
    }

    static String levelText(Terms t) {
        String within = Metric.span(t.within());
        return switch (t.level()) {
            case AST -> "answered within " + within + " ÷ answered (Asterisk's first)";
            case AST2 ->
                "(answered within " + within + " + abandoned within " + within
                        + ") ÷ (answered + abandoned), short abandons among them (Asterisk's second)";
            case WAZO -> "answered in less than " + within + " ÷ answered (Wazo's)";
            case GENESYS ->
                "answered within " + within + " ÷ (answered"
                        + (t.genesys().lessAbandons() ? "" : " + abandoned")
                        + (t.genesys().lessShort() && !t.genesys().lessAbandons() ? " − short abandons" : "")
                        + (t.genesys().flowOuts() ? " + sent on + timed out + took a call-back" : "")
                        + ") (Genesys')";
        };
    }

    static Counted level(Cell cell, Terms t) {
        long limit = t.within().toMillis();
        Predicate<Stay> inTime = s -> s.waited() <= limit;
        return switch (t.level()) {
            case AST -> Counted.share(cell.stays(), Waiting::isAnswered, inTime, Stay::call);
            case AST2 -> Counted.share(cell.stays(), s -> isAnswered(s) || isAbandoned(s), inTime, Stay::call);
            case WAZO -> Counted.share(cell.stays(), Waiting::isAnswered, s -> s.waited() < limit, Stay::call);
            case GENESYS ->
                Counted.share(
                        cell.stays(), s -> countsForGenesys(s, t), s -> isAnswered(s) && inTime.test(s), Stay::call);
        };
    }

    private static boolean countsForGenesys(Stay s, Terms t) {
        boolean leaves =
                !t.genesys().lessAbandons() && isAbandoned(s) && !(t.genesys().lessShort() && isShort(s, t));
        boolean flows = s.is(Stay.OVERFLOWED) || s.is(Stay.TIMED_OUT) || s.is(Stay.CALLBACK);
        return isAnswered(s) || leaves || (t.genesys().flowOuts() && flows);
    }

    static String abandonmentText(Terms t) {
        return t.shortCounts()
                ? "(abandoned + short abandons) ÷ offered; who took a call-back has not abandoned"
                : "abandoned ÷ (offered − short abandons); who took a call-back has not abandoned";
    }

    static Counted abandonment(Cell cell, Terms t) {
        return Counted.share(cell.stays(), s -> t.shortCounts() || !isShort(s, t), Waiting::isAbandoned, Stay::call);
    }

    static Counted asa(Cell cell, Terms t) {
        return Counted.mean(
                cell.stays(),
                Waiting::isAnswered,
                s -> (t.fromArrival() ? s.sinceArrival() : s.waited()) / SECOND,
                Stay::call);
    }

    static Counted longest(Cell cell, Terms t) {
        return cell.stays().stream()
                .filter(s -> !s.is(Stay.WAITING))
                .max(java.util.Comparator.comparingLong(Stay::waited))
                .map(s -> new Counted(
                        s.waited() / SECOND, 1, java.util.List.of(s.call()), java.util.List.of(s.call()), 0))
                .orElse(Counted.plain(0, 0));
    }
}
