package org.helpline.journal.measure;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.helpline.config.ReportSettings.Terms;
import org.helpline.core.Clock;
import org.helpline.journal.CallRecord;
import org.helpline.journal.CallRecords;
import org.helpline.journal.FactRow;
import org.helpline.journal.Found;
import org.helpline.journal.Reading;
import org.helpline.store.Store;
import org.helpline.store.Tx;

/** Reports, and the very calls behind each of their numbers. Any thread; answers come on the store's reading threads. */
public final class Figures {

    /** No report has more lines. */
    public static final int MOST_ROWS = 20_000;

    private static final int MOST_CALLS = 1_000;
    private static final String TOO_MANY =
            "This report would have more than " + MOST_ROWS + " lines: ask for a shorter time or longer intervals";

    private final Store store;
    private final CallRecords records;
    private final Clock clock;

    /** Of the rows that {@link Measuring} keeps in {@code store}. */
    public Figures(Store store, Clock clock) {
        this.store = store;
        this.records = new CallRecords(store);
        this.clock = clock;
    }

    /**
     * A call of a number, and how often it was counted: a caller may have been in a queue twice.
     *
     * @param quality of the phone in it that sounded worst; empty if none could be judged
     */
    public record Counted(CallRecord record, int times, OptionalDouble quality) {}

    /** The calls of a number: {@code items} were counted, in the calls listed, the first of them. */
    public record Behind(int items, int calls, List<Counted> listed) {}

    /** The numbers. */
    public CompletionStage<Reading<Report>> ask(Ask ask) {
        if (Cells.begins(ask).size() > MOST_ROWS) {
            return CompletableFuture.completedStage(new Reading.NotRead<>(TOO_MANY));
        }
        return Reading.of(store.read(tx -> new Report(ask, rows(tx, ask), version(), isComplete(tx))));
    }

    private List<Report.Row> rows(Tx tx, Ask ask) {
        List<Report.Row> rows = new ArrayList<>();
        for (Cells.Named named : Cells.of(ask, read(tx, ask))) {
            Map<Metric, Value> values = new LinkedHashMap<>();
            ask.metrics()
                    .forEach(m -> values.put(m, m.of(named.cell(), ask.terms()).value()));
            boolean isOfNone = named.group().isEmpty() && ask.group() != Ask.Group.ALL;
            if (isOfNone && values.values().stream().allMatch(v -> v.above() == 0)) {
                continue; // what belongs to no queue has nothing to tell of queues
            }
            rows.add(new Report.Row(named.at(), named.until(), named.group(), values));
        }
        return List.copyOf(rows);
    }

    private Rows read(Tx tx, Ask ask) {
        return Rows.read(
                tx,
                ask.from().toEpochMilli(),
                ask.to().toEpochMilli(),
                clock.now().toEpochMilli(),
                ask.terms().fcrDays());
    }

    /**
     * The calls behind a number.
     *
     * @param ask of one interval and at most one group
     * @param side {@code above} or {@code below} the line
     */
    public CompletionStage<Reading<Behind>> calls(Ask ask, Metric metric, String side) {
        Ask one = new Ask(
                ask.from(), ask.to(), ask.zone(), Interval.NONE, ask.group(), ask.only(), List.of(), ask.terms());
        return Reading.of(store.read(tx -> {
            Map<String, Integer> times = new LinkedHashMap<>();
            int items = 0;
            for (Cells.Named named : Cells.of(one, read(tx, one))) {
                for (String call : metric.of(named.cell(), one.terms()).calls(side)) {
                    items++;
                    if (!FactRow.isOfACallback(call)) {
                        times.merge(call, 1, Integer::sum);
                    }
                }
            }
            List<Counted> listed = new ArrayList<>();
            times.entrySet().stream()
                    .limit(MOST_CALLS)
                    .forEach(e -> records.byId(tx, e.getKey())
                            .ifPresent(r -> listed.add(new Counted(r, e.getValue(), worst(tx, e.getKey())))));
            return new Behind(items, times.size(), List.copyOf(listed));
        }));
    }

    private static OptionalDouble worst(Tx tx, String call) {
        return tx.query("select * from leg_sound where call = ?", MeasureTables::leg, call).stream()
                .mapToDouble(l -> l.sound().quality())
                .min();
    }

    /** The story of the call of this id. */
    public CompletionStage<Reading<Found>> story(String call) {
        return records.find(call);
    }

    /** Who hung up in a queue, the latest first; {@code openOnly}: who was not served since. P69. */
    public CompletionStage<Reading<List<Lost>>> abandoned(Instant from, Instant to, boolean openOnly) {
        return Reading.of(store.read(tx -> {
            List<Lost> lost = tx
                    .query(
                            "select * from stay where how = 'abandoned' and entered >= ? and entered < ?"
                                    + " order by entered desc, call limit " + MOST_CALLS,
                            MeasureTables::stay,
                            from.toEpochMilli(),
                            to.toEpochMilli())
                    .stream()
                    .map(s -> lost(tx, s))
                    .toList();
            return lost.stream().filter(l -> !openOnly || !l.served()).toList();
        }));
    }

    /** The legs that sounded worst of those in which something was wrong, the worst first. */
    public CompletionStage<Reading<List<PoorLeg>>> poorSound(Instant from, Instant to) {
        return Reading.of(store.read(tx -> tx
                .query(
                        "select * from leg_sound where at >= ? and at < ?",
                        MeasureTables::leg,
                        from.toEpochMilli(),
                        to.toEpochMilli())
                .stream()
                .filter(l -> !l.sound().cause().isEmpty())
                .sorted(Comparator.comparingDouble((LegSound l) -> l.sound().quality())
                        .thenComparing(Comparator.comparingLong(LegSound::at).reversed()))
                .limit(MOST_CALLS)
                .map(l -> poor(tx, l))
                .toList()));
    }

    private PoorLeg poor(Tx tx, LegSound l) {
        return new PoorLeg(
                l.call(),
                records.byId(tx, l.call()).map(CallRecord::caller).orElse(org.helpline.core.Personal.NONE),
                l.leg(),
                Instant.ofEpochMilli(l.at()),
                l.queue(),
                l.trunk(),
                l.codec(),
                l.sound());
    }

    private Lost lost(Tx tx, Stay s) {
        Instant at = Instant.ofEpochMilli(s.entered());
        List<Boolean> since = tx.query(
                "select j.human from call_record me join call_record c on c.caller_id = me.caller_id and c.arrived > me.arrived"
                        + " join journey j on j.call = c.id where me.id = ? and me.caller_id not like 'call:%'"
                        + " and me.caller_id <> ''",
                r -> r.number("human") != 0, s.call());
        return new Lost(
                s.call(),
                records.byId(tx, s.call()).map(CallRecord::caller).orElse(org.helpline.core.Personal.NONE),
                s.queue(),
                at,
                Duration.ofMillis(s.waited()),
                since.size(),
                since.contains(true));
    }

    private static boolean isComplete(Tx tx) {
        return MeasureTables.state(tx, "version")
                        .filter(Measuring.VERSION::equals)
                        .isPresent()
                && MeasureTables.numberState(tx, "row") >= MeasureTables.numberState(tx, "until");
    }

    /** Of folds and formulas: another one whenever something is counted otherwise. */
    static String version() {
        StringBuilder all = new StringBuilder(Measuring.VERSION);
        for (Metric metric : Metric.values()) {
            all.append('\n').append(metric.id()).append(' ').append(metric.formula(Terms.USUAL));
        }
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(all.toString().getBytes(StandardCharsets.UTF_8));
            return Measuring.VERSION + "-" + HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
