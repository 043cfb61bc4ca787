package org.helpline.journal.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.core.SoundVerdict;
import org.helpline.journal.FactRow;
import org.helpline.store.Row;
import org.helpline.store.Tx;

/** The rows that reports read, in the store. Inside one transaction. */
final class MeasureTables {

    private static final List<String> OF_CALLS = List.of("stay", "part", "callback_mark", "leg_sound", "journey");

    private static final double TENTHS = 10;

    private MeasureTables() {}

    /** Puts what was folded of a call in the place of what was known of it. */
    static void put(Tx tx, CallFold fold) {
        remove(tx, fold.call());
        fold.stays().forEach(s -> insert(tx, s));
        fold.parts().forEach(p -> insert(tx, p));
        fold.marks()
                .forEach(m -> tx.execute(
                        "insert into callback_mark (call, number, at, queue, callback, what) values (?,?,?,?,?,?)",
                        m.call(),
                        m.number(),
                        m.at(),
                        m.queue(),
                        m.callback(),
                        m.what()));
        fold.legs().forEach(l -> insert(tx, l));
        if (!FactRow.isOfACallback(fold.call())) {
            fold.journey().ifPresent(j -> insert(tx, j));
        }
    }

    private static void insert(Tx tx, Journey j) {
        tx.execute(
                "insert into journey (call, keys, choices, repeats, transfers, total_ms, human) values (?,?,?,?,?,?,?)",
                j.call(),
                j.keys(),
                j.choices(),
                j.repeats(),
                j.transfers(),
                j.total(),
                j.human() ? 1L : 0L);
    }

    private static void insert(Tx tx, LegSound l) {
        tx.execute(
                "insert into leg_sound (call, number, leg, at, agent, queue, trunk, codec, way, lost_tenths, jitter_tenths,"
                        + " trip_tenths) values (?,?,?,?,?,?,?,?,?,?,?,?)",
                l.call(),
                l.number(),
                l.leg(),
                l.at(),
                l.agent(),
                l.queue(),
                l.trunk(),
                l.codec(),
                l.sound().way(),
                tenths(l.sound().lostPercent()),
                tenths(l.sound().jitterMillis()),
                tenths(l.sound().roundTripMillis()));
    }

    private static long tenths(double value) {
        return Math.round(10 * value);
    }

    private static void insert(Tx tx, Stay s) {
        tx.execute(
                "insert into stay (call, number, queue, entered, left_at, how, waited_ms, since_arrival_ms, agent, needs)"
                        + " values (?,?,?,?,?,?,?,?,?,?)",
                s.call(),
                s.number(),
                s.queue(),
                s.entered(),
                s.left(),
                s.how(),
                s.waited(),
                s.sinceArrival(),
                s.agent(),
                s.needs());
    }

    private static void insert(Tx tx, Part p) {
        tx.execute(
                "insert into part (call, number, agent, queue, offered, rung_ms, began, ended, talk_ms, hold_ms, how,"
                        + " sent_on, came_by, needs, consults, consulted, consult_ms)"
                        + " values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                p.call(),
                p.number(),
                p.agent(),
                p.queue(),
                p.offered(),
                p.rung(),
                p.began(),
                p.ended(),
                p.talk(),
                p.hold(),
                p.how(),
                p.sentOn(),
                p.cameBy(),
                p.needs(),
                p.consults().asked(),
                p.consults().was(),
                p.consults().millis());
    }

    /** Puts a span in the place of what was known under its number. */
    static void put(Tx tx, Span s) {
        tx.execute(
                "insert into agent_span (number, agent, began, ended, state, reason, call) values (?,?,?,?,?,?,?)"
                        + " on conflict (number) do update set ended = excluded.ended",
                s.number(),
                s.agent(),
                s.began(),
                s.ended(),
                s.state(),
                s.reason(),
                s.call());
    }

    /** Takes out what was folded of a call. */
    static void remove(Tx tx, String call) {
        OF_CALLS.forEach(table -> tx.execute("delete from " + table + " where call = ?", call));
    }

    /** Throws all of it away. */
    static void clear(Tx tx) {
        OF_CALLS.forEach(table -> tx.execute("delete from " + table));
        tx.execute("delete from agent_span");
        tx.execute("delete from measure_state where name in ('version', 'row', 'until', 'run', 'last-at')");
    }

    static List<Span> openSpans(Tx tx) {
        return tx.query("select * from agent_span where ended = 0 order by number", MeasureTables::span);
    }

    static long spans(Tx tx) {
        return tx.first("select max(number) as n from agent_span", r -> r.number("n"))
                .orElse(0L);
    }

    static Optional<String> state(Tx tx, String name) {
        return tx.first("select value from measure_state where name = ?", r -> r.text("value"), name);
    }

    static long numberState(Tx tx, String name) {
        return state(tx, name).map(Long::parseLong).orElse(0L);
    }

    static void states(Tx tx, Map<String, String> values) {
        values.forEach((name, value) -> tx.execute(
                "insert into measure_state (name, value) values (?,?)"
                        + " on conflict (name) do update set value = excluded.value",
                name,
                value));
    }

    static Stay stay(Row r) {
        return new Stay(
                r.text("call"),
                r.number("number"),
                r.text("queue"),
                r.number("entered"),
                r.number("left_at"),
                r.text("how"),
                r.number("waited_ms"),
                r.number("since_arrival_ms"),
                r.text("agent"),
                r.text("needs"));
    }

    static Part part(Row r) {
        return new Part(
                r.text("call"),
                r.number("number"),
                r.text("agent"),
                r.text("queue"),
                r.number("offered"),
                r.number("rung_ms"),
                r.number("began"),
                r.number("ended"),
                r.number("talk_ms"),
                r.number("hold_ms"),
                r.text("how"),
                r.text("sent_on"),
                r.text("came_by"),
                r.text("needs"),
                new Part.Consults(r.number("consults"), r.number("consulted"), r.number("consult_ms")));
    }

    static Span span(Row r) {
        return new Span(
                r.number("number"),
                r.text("agent"),
                r.number("began"),
                r.number("ended"),
                r.text("state"),
                r.text("reason"),
                r.text("call"));
    }

    static LegSound leg(Row r) {
        return new LegSound(
                r.text("call"),
                r.number("number"),
                r.text("leg"),
                r.number("at"),
                r.text("agent"),
                r.text("queue"),
                r.text("trunk"),
                r.text("codec"),
                new SoundVerdict(
                        r.text("way"),
                        r.number("lost_tenths") / TENTHS,
                        r.number("jitter_tenths") / TENTHS,
                        r.number("trip_tenths") / TENTHS));
    }

    static CallbackMark mark(Row r) {
        return new CallbackMark(
                r.text("call"),
                r.number("number"),
                r.number("at"),
                r.text("queue"),
                r.text("callback"),
                r.text("what"));
    }

    /** Every row as text, in order: two folds are the same when these are. */
    static List<String> all(Tx tx) {
        List<String> all = new ArrayList<>();
        tx.query("select * from stay order by call, number", r -> all.add(stay(r).toString()));
        tx.query("select * from part order by call, number", r -> all.add(part(r).toString()));
        tx.query("select * from callback_mark order by call, number", r -> all.add(mark(r).toString()));
        tx.query("select * from leg_sound order by call, number", r -> all.add(leg(r).toString()));
        tx.query("select * from agent_span order by number", r -> all.add(span(r).toString()));
        tx.query(
                "select * from journey order by call",
                r -> all.add(r.text("call") + " " + r.number("keys") + " " + r.number("choices") + " "
                        + r.number("repeats") + " " + r.number("transfers") + " " + r.number("total_ms") + " "
                        + r.number("human")));
        return all;
    }
}
