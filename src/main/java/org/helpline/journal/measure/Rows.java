package org.helpline.journal.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.helpline.store.Row;
import org.helpline.store.Tx;

/**
 * What the store has of a time, read at one moment.
 *
 * @param dialled the number of each call that others of these speak of
 * @param needs the skills, separated by commas, that each such call asked for; without those that asked for none
 */
record Rows(
        List<Stay> stays,
        List<Part> parts,
        List<Span> spans,
        List<Contact> contacts,
        List<Score> scores,
        List<CallbackMark> marks,
        List<LegSound> legs,
        Map<String, String> dialled,
        Map<String, String> needs,
        Beyond beyond) {

    private static final long NANOS = 1_000_000;
    private static final long DAY = 24 * 3_600_000L;
    private static final String CONTACTS = "select j.*, c.arrived, c.caller_id, c.dialled, c.script, c.queue, c.agent,"
            + " c.outcome, c.wrap_up, c.direction from call_record c join journey j on j.call = c.id";

    /**
     * Reads it.
     *
     * @param from in milliseconds since 1970, as {@code to} and {@code now}
     * @param followed for so many days callers are followed
     */
    static Rows read(Tx tx, long from, long to, long now, int followed) {
        List<Stay> stays = tx.query(
                "select * from stay where entered >= ? and entered < ? order by entered, call, number",
                MeasureTables::stay,
                from,
                to);
        List<Part> parts = tx.query(
                "select * from part where offered >= ? and offered < ? order by offered, call, number",
                MeasureTables::part,
                from,
                to);
        List<Span> spans = tx.query(
                "select * from agent_span where began < ? and (ended = 0 or ended > ?) order by number",
                MeasureTables::span,
                to,
                from);
        List<CallbackMark> marks = tx.query(
                "select * from callback_mark where at >= ? and at < ? order by at, call, number",
                MeasureTables::mark,
                from,
                to);
        List<LegSound> legs = tx.query(
                "select * from leg_sound where at >= ? and at < ? order by at, call, number",
                MeasureTables::leg,
                from,
                to);
        List<Score> scores = tx.query(
                "select * from rating where at >= ? and at < ? order by at, call, number",
                Rows::score,
                from * NANOS,
                to * NANOS);
        long until = Math.min(now, to) + Math.max(1, followed) * DAY;
        List<Contact> all = tx.query(
                CONTACTS + " where c.arrived >= ? and c.arrived < ? order by c.arrived, c.id",
                Rows::contact,
                from * NANOS,
                until * NANOS);
        Map<String, String> dialled = new HashMap<>();
        all.forEach(c -> dialled.put(c.call(), c.dialled()));
        missing(stays, parts, spans, marks, legs, scores, dialled)
                .forEach(call -> tx.first("select dialled from call_record where id = ?", r -> r.text("dialled"), call)
                        .ifPresent(d -> dialled.put(call, d)));
        return new Rows(
                stays,
                parts,
                spans,
                all.stream().filter(c -> c.at() < to).toList(),
                scores,
                marks,
                legs,
                Map.copyOf(dialled),
                needs(tx, from, to),
                new Beyond(now, parts, wraps(tx, from, to), byCaller(all)));
    }

    /** Of the calls that came in this time, and of those in which something of it happened. */
    private static Map<String, String> needs(Tx tx, long from, long to) {
        Map<String, String> needs = new HashMap<>();
        tx.query(
                "select distinct call, needs from stay where needs <> '' and (call in"
                        + " (select id from call_record where arrived >= ? and arrived < ?)"
                        + " or call in (select call from rating where at >= ? and at < ?)"
                        + " or call in (select call from callback_mark where at >= ? and at < ?))",
                r -> needs.merge(r.text("call"), r.text("needs"), (a, b) -> Skills.of(a + "," + b)),
                from * NANOS,
                to * NANOS,
                from * NANOS,
                to * NANOS,
                from,
                to);
        return Map.copyOf(needs);
    }

    private static Set<String> missing(
            List<Stay> stays,
            List<Part> parts,
            List<Span> spans,
            List<CallbackMark> marks,
            List<LegSound> legs,
            List<Score> scores,
            Map<String, String> known) {
        Set<String> calls = new HashSet<>();
        stays.forEach(s -> calls.add(s.call()));
        parts.forEach(p -> calls.add(p.call()));
        spans.forEach(s -> calls.add(s.call()));
        marks.forEach(m -> calls.add(m.call()));
        legs.forEach(l -> calls.add(l.call()));
        scores.forEach(s -> calls.add(s.call()));
        calls.removeAll(known.keySet());
        calls.remove("");
        return calls;
    }

    private static List<Span> wraps(Tx tx, long from, long to) {
        return tx.query(
                "select s.* from agent_span s where s.state = 'wrap-up' and s.call in"
                        + " (select call from part where offered >= ? and offered < ?) order by s.number",
                MeasureTables::span,
                from,
                to);
    }

    private static Map<String, List<Contact>> byCaller(List<Contact> all) {
        Map<String, List<Contact>> byCaller = new HashMap<>();
        all.stream()
                .filter(Contact::isKnown)
                .sorted(Comparator.comparingLong(Contact::at))
                .forEach(c -> byCaller.computeIfAbsent(c.caller(), _ -> new ArrayList<>())
                        .add(c));
        return byCaller;
    }

    private static Contact contact(Row r) {
        Journey journey = new Journey(
                r.text("call"),
                r.number("keys"),
                r.number("choices"),
                r.number("repeats"),
                r.number("transfers"),
                r.number("total_ms"),
                r.number("human") != 0);
        return new Contact(
                journey,
                r.number("arrived") / NANOS,
                r.text("caller_id"),
                r.text("dialled"),
                r.text("script"),
                r.text("queue"),
                r.text("agent"),
                r.text("outcome"),
                r.text("wrap_up"),
                r.text("direction"));
    }

    private static Score score(Row r) {
        return new Score(
                r.text("call"),
                r.number("at") / NANOS,
                r.text("question"),
                r.number("score"),
                r.number("most"),
                r.text("queue"),
                r.text("agent"));
    }
}
