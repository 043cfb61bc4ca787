package org.helpline.journal.measure;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.helpline.config.ReportSettings.Terms;
import org.helpline.core.Published;
import org.helpline.journal.FactRow;

/** Facts of a house that has no store, folded and counted as reports do. */
public final class FoldedFacts {

    /** Each end that a stay can have. */
    public static final List<Metric> ENDS = List.of(
            Metric.ANSWERED,
            Metric.ABANDONED,
            Metric.SHORT_ABANDONED,
            Metric.OVERFLOWED,
            Metric.TIMED_OUT,
            Metric.CALLBACK_TAKEN,
            Metric.CUT,
            Metric.WAITING);

    private FoldedFacts() {}

    /** What stands above the line of a metric of agents, of this one. */
    public static double ofAgent(List<Published> facts, String agent, Metric metric) {
        Ask ask = ask(facts, Interval.NONE, Ask.Group.AGENT, List.of(metric));
        return Cells.of(ask.only(Set.of(agent)), rows(facts)).stream()
                .mapToDouble(cell -> metric.of(cell.cell(), ask.terms()).above())
                .sum();
    }

    private static Ask ask(List<Published> facts, Interval by, Ask.Group group, List<Metric> metrics) {
        return new Ask(facts.getFirst().at(), end(facts), ZoneOffset.UTC, by, group, Set.of(), metrics, Terms.USUAL);
    }

    private static Instant end(List<Published> facts) {
        return facts.getLast().at().plusSeconds(3600);
    }

    /** By interval and queue: what each metric is. */
    public static Map<String, Map<Metric, Long>> counts(List<Published> facts, Interval by) {
        List<Metric> metrics = new ArrayList<>(ENDS);
        metrics.addAll(List.of(Metric.OFFERED, Metric.OFFERS, Metric.HANDLED));
        Ask ask = ask(facts, by, Ask.Group.QUEUE, metrics);
        Rows rows = rows(facts);
        Map<String, Map<Metric, Long>> counts = new TreeMap<>();
        Cells.of(ask, rows).forEach(cell -> {
            Map<Metric, Long> values = new LinkedHashMap<>();
            metrics.forEach(m ->
                    values.put(m, (long) m.of(cell.cell(), ask.terms()).above()));
            String name = by == Interval.NONE ? cell.group() : cell.at() + " " + cell.group();
            counts.put(name, values);
        });
        rows.parts().stream()
                .filter(p -> p.talk() < 0 || p.hold() < 0 || p.rung() < 0)
                .forEach(p -> {
                    throw new AssertionError("a time below zero: " + p);
                });
        return counts;
    }

    private static Rows rows(List<Published> facts) {
        Map<String, List<FactRow>> ofCalls = new LinkedHashMap<>();
        for (Published p : facts) {
            if (!p.stream().contains(":") && !p.stream().equals("server")) {
                ofCalls.computeIfAbsent(p.stream(), _ -> new ArrayList<>())
                        .add(new FactRow(0, 1, p.stream(), p.number(), p.at(), p.offsetMillis(), p.fact()));
            }
        }
        List<Stay> stays = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        ofCalls.forEach((call, rows) -> {
            CallFold fold = CallFold.of(call, rows);
            stays.addAll(fold.stays());
            parts.addAll(fold.parts());
        });
        Beyond beyond = new Beyond(end(facts).toEpochMilli(), parts, List.of(), Map.of());
        return new Rows(
                stays, parts, List.of(), List.of(), List.of(), List.of(), List.of(), Map.of(), Map.of(), beyond);
    }
}
