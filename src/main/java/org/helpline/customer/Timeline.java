package org.helpline.customer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.helpline.store.Callers;
import org.helpline.store.Row;
import org.helpline.store.Tx;

/** Reads what happened with one customer by any of the numbers, the latest first. Inside a transaction. */
final class Timeline {

    private static final long NANOS = 1_000_000L;

    private final Tx tx;
    private final Callers callers;
    private final long before;
    private final int most;
    private final List<Happening> all = new ArrayList<>();

    /** {@code before} in milliseconds since 1970: only what was earlier; of each kind at most {@code most}. */
    Timeline(Tx tx, Callers callers, long before, int most) {
        this.tx = tx;
        this.callers = callers;
        this.before = before;
        this.most = most;
    }

    List<Happening> of(Person person) {
        person.numbers().forEach(number -> {
            calls(callers.idOfNormalised(number));
            messages(number);
            promised(number);
        });
        changes(person.id());
        person.merged().forEach(m -> {
            changes(m.other());
            changed(m.at(), "found to be the same as " + m.other(), m.by());
        });
        return all.stream()
                .sorted(Comparator.comparing(Happening::at).reversed())
                .limit(most)
                .toList();
    }

    private void calls(String caller) {
        all.addAll(tx.query(
                "select id, direction, arrived, outcome, queue, agent, waited_ms, talked_ms, wrap_up from call_record"
                        + " where caller_id = ? and arrived < ? order by arrived desc limit ?",
                row -> new Happening(
                        Instant.ofEpochMilli(row.number("arrived") / NANOS),
                        row.text("direction"),
                        row.text("id"),
                        row.text("queue"),
                        row.text("agent"),
                        row.text("outcome").isEmpty() ? "live" : row.text("outcome"),
                        Duration.ofMillis(row.number("waited_ms")),
                        Duration.ofMillis(row.number("talked_ms")),
                        row.text("wrap_up"),
                        scores(row.text("id"), caller)),
                caller,
                Math.multiplyExact(before, NANOS),
                most));
    }

    private List<String> scores(String call, String caller) {
        return tx.query(
                "select score, most from rating where call = ? and caller_id = ? order by number",
                row -> row.number("score") + " of " + row.number("most"),
                call,
                caller);
    }

    private void messages(String number) {
        all.addAll(tx.query(
                "select id, at, box, state, length_ms, changed_by from message where number = ? and at < ? order by at desc"
                        + " limit ?",
                row -> plain(row, "message", row.text("box"), row.text("changed_by"), row.text("state")),
                number,
                before,
                most));
    }

    private void promised(String number) {
        all.addAll(tx.query(
                "select id, asked as at, queue, 0 as length_ms from callback where number = ? and asked < ? order by asked desc"
                        + " limit ?",
                row -> plain(row, "promised", row.text("queue"), "", ""),
                number,
                before,
                most));
    }

    private static Happening plain(Row row, String kind, String queue, String by, String outcome) {
        return new Happening(
                Instant.ofEpochMilli(row.number("at")),
                kind,
                row.text("id"),
                queue,
                by,
                outcome,
                Duration.ZERO,
                Duration.ofMillis(row.number("length_ms")),
                "",
                List.of());
    }

    private void changes(String id) {
        tx.query(
                        "select at, by_whom, field as what from customer_edit where customer_id = ? and at < ?"
                                + " union all select at, by_whom, case gone when 0 then kind || ' added' else kind || ' taken off'"
                                + " end from customer_reach where customer_id = ? and at < ?"
                                + " union all select made_at, made_by, 'made here' from own_customer where id = ? and made_at < ?",
                        row -> List.of(String.valueOf(row.number("at")), row.text("what"), row.text("by_whom")),
                        id,
                        before,
                        id,
                        before,
                        id,
                        before)
                .forEach(c -> changed(Instant.ofEpochMilli(Long.parseLong(c.getFirst())), c.get(1), c.getLast()));
    }

    private void changed(Instant at, String what, String by) {
        if (at.toEpochMilli() < before) {
            all.add(new Happening(at, "changed", "", "", by, what, Duration.ZERO, Duration.ZERO, "", List.of()));
        }
    }
}
