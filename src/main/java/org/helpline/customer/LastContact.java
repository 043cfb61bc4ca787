package org.helpline.customer;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.helpline.core.ScreenPop;
import org.helpline.store.Row;
import org.helpline.store.Tx;

/** A call that has ended, as a line of a customer's last contacts; told from the record's open columns alone. */
record LastContact(
        String call,
        String direction,
        long arrivedNanos,
        String outcome,
        String queue,
        String agent,
        Duration waited,
        Duration talked,
        String wrapUp,
        List<String> scores) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    /**
     * The latest of one caller, newest first.
     *
     * @param rated whether the caller has answered any rating; where not, five queries less are made
     */
    static List<LastContact> of(Tx tx, String caller, int most, boolean rated) {
        return tx.query(
                "select id, direction, arrived, outcome, queue, agent, waited_ms, talked_ms, wrap_up from call_record"
                        + " where caller_id = ? and ended is not null order by arrived desc limit ?",
                row -> of(row, rated ? scores(tx, caller, row.text("id")) : List.of()),
                caller,
                most);
    }

    private static List<String> scores(Tx tx, String caller, String call) {
        return tx.query(
                "select score, most from rating where call = ? and caller_id = ? order by number",
                row -> row.number("score") + " of " + row.number("most"),
                call,
                caller);
    }

    private static LastContact of(Row row, List<String> scores) {
        return new LastContact(
                row.text("id"),
                row.text("direction"),
                row.number("arrived"),
                row.text("outcome"),
                row.text("queue"),
                row.text("agent"),
                Duration.ofMillis(row.number("waited_ms")),
                Duration.ofMillis(row.number("talked_ms")),
                row.text("wrap_up"),
                scores);
    }

    /** As the pop lists it. */
    ScreenPop.Past past() {
        return new ScreenPop.Past(
                call,
                Instant.ofEpochMilli(arrivedNanos / 1_000_000L),
                direction,
                outcome,
                queue,
                agent,
                waited,
                talked,
                wrapUp,
                String.join(" and ", scores));
    }

    /** The latest of several callers, newest first. */
    static List<LastContact> newest(List<LastContact> contacts, int most) {
        return contacts.stream()
                .sorted(Comparator.comparingLong(LastContact::arrivedNanos).reversed())
                .limit(most)
                .toList();
    }

    /** {@code 2026-11-20 14:03 served, support, anna, 3 min, invoice, rated 4 of 5}. */
    String words(ZoneId zone) {
        List<String> parts = new ArrayList<>();
        parts.add(outcome);
        parts.add(queue);
        parts.add(agent);
        if (talked.isPositive()) {
            parts.add(span(talked));
        } else if (waited.isPositive()) {
            parts.add("waited " + span(waited));
        }
        parts.add(wrapUp);
        if (!scores.isEmpty()) {
            parts.add("rated " + String.join(" and ", scores));
        }
        parts.removeIf(String::isEmpty);
        return DAY.format(Instant.ofEpochSecond(arrivedNanos / 1_000_000_000L).atZone(zone)) + " "
                + String.join(", ", parts);
    }

    private static String span(Duration span) {
        return span.toMinutes() > 0 ? span.toMinutes() + " min" : span.toSeconds() + " s";
    }
}
