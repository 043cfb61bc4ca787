package org.helpline.recording;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.helpline.recording.Recording.File;
import org.helpline.recording.Recording.Pause;
import org.helpline.recording.Recording.State;
import org.helpline.store.Row;
import org.helpline.store.Tx;

/** Recordings as the store keeps them. Each method inside one transaction. */
final class Rows {

    private static final String COLUMNS =
            "select id, call, queue, agents, at, length_ms, started_by, pauses, state, path,"
                    + " bytes, format, stored, plain, key_id, until_at, trouble from recording";
    private static final Pattern PAUSE = Pattern.compile("(\\d+)-(\\d+) by ([^,]*)");

    private Rows() {}

    /** {@code number} is the caller's in the store's own form. */
    static int insert(Tx tx, Recording r, String number) {
        return tx.execute(
                "insert into recording (id, call, queue, agents, at, length_ms, number, started_by, pauses, state, path,"
                        + " bytes, format, stored, plain, key_id, until_at, trouble)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                r.id(),
                r.call(),
                r.queue(),
                agents(r.agents()),
                r.at().toEpochMilli(),
                r.length().toMillis(),
                number,
                r.by(),
                pauses(r.pauses()),
                r.state().word(),
                r.what().path(),
                r.what().bytes(),
                r.what().format(),
                r.what().stored(),
                r.what().plain(),
                r.what().key(),
                r.until().map(Instant::toEpochMilli).orElse(0L),
                r.trouble());
    }

    /** What is known once it has ended. */
    static int ended(Tx tx, String id, Duration length, List<String> agents, List<Pause> pauses, String trouble) {
        return tx.execute(
                "update recording set length_ms = ?, agents = ?, pauses = ?, trouble = ?, state = ? where id = ?",
                length.toMillis(),
                agents(agents),
                pauses(pauses),
                trouble,
                State.ENDED.word(),
                id);
    }

    /** Its file is there. */
    static int kept(Tx tx, String id, Duration length, File file) {
        return tx.execute(
                "update recording set length_ms = ?, path = ?, bytes = ?, format = ?, stored = ?, plain = ?, key_id = ?,"
                        + " state = ? where id = ?",
                length.toMillis(),
                file.path(),
                file.bytes(),
                file.format(),
                file.stored(),
                file.plain(),
                file.key(),
                State.KEPT.word(),
                id);
    }

    /** How many encrypted ones each key has. */
    static Map<String, Integer> countByKey(Tx tx) {
        Map<String, Integer> counts = new HashMap<>();
        tx.query(
                        "select key_id, count(*) as n from recording where key_id <> '' group by key_id",
                        row -> Map.entry(row.text("key_id"), Math.toIntExact(row.number("n"))))
                .forEach(e -> counts.put(e.getKey(), e.getValue()));
        return counts;
    }

    static boolean delete(Tx tx, String id) {
        return tx.execute("delete from recording where id = ?", id) > 0;
    }

    static List<Recording> ofCall(Tx tx, String call) {
        return tx.query(COLUMNS + " where call = ? order by at, id", Rows::recording, call);
    }

    static List<Recording> ofNumber(Tx tx, String number) {
        return tx.query(COLUMNS + " where number = ? order by at, id", Rows::recording, number);
    }

    static Optional<Recording> find(Tx tx, String id) {
        return tx.first(COLUMNS + " where id = ?", Rows::recording, id);
    }

    /** Those whose id begins so, at most two. */
    static List<Recording> beginning(Tx tx, String prefix) {
        return tx.query(
                COLUMNS + " where substr(id, 1, ?) = ? order by id limit 2",
                Rows::recording,
                (long) prefix.length(),
                prefix);
    }

    static List<Recording> notKept(Tx tx) {
        return tx.query(COLUMNS + " where state <> ? order by at", Rows::recording, State.KEPT.word());
    }

    static List<Recording> due(Tx tx, Instant now, int limit) {
        return tx.query(
                COLUMNS + " where until_at > 0 and until_at <= ? and state = ? order by until_at limit ?",
                Rows::recording,
                now.toEpochMilli(),
                State.KEPT.word(),
                (long) limit);
    }

    /** The newest first; {@code agent} and {@code queue} empty for any. */
    static List<Recording> search(Tx tx, Search search) {
        return tx.query(
                COLUMNS + " where (? = '' or queue = ?) and (? = '' or instr(agents, ?) > 0) and at >= ? and at < ?"
                        + " order by at desc, id limit ?",
                Rows::recording,
                search.queue(),
                search.queue(),
                search.agent(),
                " " + search.agent() + " ",
                search.from().toEpochMilli(),
                search.to().toEpochMilli(),
                (long) search.most());
    }

    private static Recording recording(Row row) {
        long until = row.number("until_at");
        return new Recording(
                row.text("id"),
                row.text("call"),
                row.text("queue"),
                List.of(row.text("agents").strip().split(" ", -1)).stream()
                        .filter(a -> !a.isEmpty())
                        .toList(),
                Instant.ofEpochMilli(row.number("at")),
                Duration.ofMillis(row.number("length_ms")),
                row.text("started_by"),
                pauses(row.text("pauses")),
                State.of(row.text("state")),
                new File(
                        row.text("path"),
                        row.number("bytes"),
                        row.text("format"),
                        row.text("stored"),
                        row.text("plain"),
                        row.text("key_id")),
                until == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(until)),
                row.text("trouble"));
    }

    private static String agents(List<String> agents) {
        return agents.isEmpty() ? "" : " " + String.join(" ", agents) + " ";
    }

    private static String pauses(List<Pause> pauses) {
        return String.join(
                ", ",
                pauses.stream()
                        .map(p -> p.from().toMillis() + "-" + p.to().toMillis() + " by " + p.by())
                        .toList());
    }

    private static List<Pause> pauses(String text) {
        List<Pause> pauses = new ArrayList<>();
        Matcher each = PAUSE.matcher(text);
        while (each.find()) {
            pauses.add(new Pause(
                    Duration.ofMillis(Long.parseLong(each.group(1))),
                    Duration.ofMillis(Long.parseLong(each.group(2))),
                    each.group(3)));
        }
        return List.copyOf(pauses);
    }

    /** What is looked for. */
    record Search(String queue, String agent, Instant from, Instant to, int most) {}
}
