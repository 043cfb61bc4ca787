package org.helpline.app;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.helpline.acd.PastShift;
import org.helpline.acd.Play;
import org.helpline.config.AcdSettings;
import org.helpline.core.QueueName;

/**
 * A day as it was, played once more as it was, and played with a change: each play of the change has its twin with the same lots, so that
 * what differs is the change's doing. Pure.
 */
final class WhatIf {

    private static final double NORMAL_95 = 1.96;

    /** One of the numbers that are told of each queue. */
    private record Measure(String name, String unit, ToDoubleFunction<List<Play.Stay>> of) {}

    /** A mean over the plays, and how far from it the truth may lie with 95 %. */
    record Spread(double mean, double within) {

        static Spread of(List<Double> values) {
            double mean = values.stream().mapToDouble(v -> v).average().orElse(0);
            double squares =
                    values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
            int n = values.size();
            return new Spread(mean, n < 2 ? 0 : NORMAL_95 * Math.sqrt(squares / (n - 1) / n));
        }
    }

    private final PastShift past;
    private final AcdSettings changed;
    private final List<Play.Outcome> before = new ArrayList<>();
    private final List<Play.Outcome> after = new ArrayList<>();

    /** Plays it so often. {@code deeds} of the agents with the change; {@code changed} the settings with it. */
    WhatIf(PastShift past, AcdSettings changed, List<Play.Deed> deeds, int plays, long seed) {
        this.past = past;
        this.changed = changed;
        for (int i = 0; i < plays; i++) {
            before.add(Play.of(past.day(past.settings(), past.deeds(), seed + i), seed + i));
            after.add(Play.of(past.day(changed, deeds, seed + i), seed + i));
        }
    }

    /** The table. */
    List<String> table() {
        List<String> lines = new ArrayList<>();
        for (QueueName queue : queues()) {
            List<Play.Stay> seen = of(past.stays(), queue);
            lines.add("queue " + queue + ": " + seen.size() + (seen.size() == 1 ? " call" : " calls"));
            lines.add(row("", "as it was", "played", "changed", "difference (95 %)"));
            for (Measure m : measures()) {
                lines.add(row(m, seen, queue));
            }
            lines.add("");
        }
        Spread was = occupancy(before);
        Spread is = occupancy(after);
        lines.add("all agents");
        lines.add(row(
                "occupancy",
                "",
                number(was.mean(), "%"),
                number(is.mean(), "%"),
                difference(before, after, o -> occupancy(o), "%")));
        return lines;
    }

    private List<QueueName> queues() {
        Map<QueueName, Boolean> queues = new LinkedHashMap<>();
        changed.queues().forEach(q -> queues.put(q.name(), true));
        past.stays().forEach(s -> queues.put(s.queue(), true));
        return queues.keySet().stream()
                .filter(q -> !of(past.stays(), q).isEmpty())
                .toList();
    }

    private List<Measure> measures() {
        Duration level = changed.serviceLevel();
        return List.of(
                new Measure("in time (" + level.toSeconds() + " s)", "%", s -> 100 * share(s, x -> in(x, level))),
                new Measure("mean wait", "s", WhatIf::meanWait),
                new Measure(
                        "longest wait",
                        "s",
                        s -> s.stream()
                                .mapToDouble(x -> x.waited().toMillis() / 1000.0)
                                .max()
                                .orElse(0)),
                new Measure("abandoned", "%", s -> 100 * share(s, x -> x.how() == Play.How.ABANDONED)),
                new Measure(
                        "sent on",
                        "%",
                        s -> 100 * share(s, x -> x.how() == Play.How.SENT_ON || x.how() == Play.How.NOT_TAKEN)));
    }

    private static boolean in(Play.Stay stay, Duration level) {
        return stay.how() == Play.How.ANSWERED && stay.waited().compareTo(level) <= 0;
    }

    private static double share(List<Play.Stay> stays, java.util.function.Predicate<Play.Stay> which) {
        return stays.isEmpty() ? 0 : (double) stays.stream().filter(which).count() / stays.size();
    }

    /** Of those who were answered, in seconds. */
    private static double meanWait(List<Play.Stay> stays) {
        return stays.stream()
                .filter(s -> s.how() == Play.How.ANSWERED)
                .mapToDouble(s -> s.waited().toMillis() / 1000.0)
                .average()
                .orElse(0);
    }

    private String row(Measure m, List<Play.Stay> seen, QueueName queue) {
        ToDoubleFunction<Play.Outcome> value = o -> m.of().applyAsDouble(of(o.stays(), queue));
        return row(
                m.name(),
                number(m.of().applyAsDouble(seen), m.unit()),
                number(spread(before, value).mean(), m.unit()),
                number(spread(after, value).mean(), m.unit()),
                difference(before, after, value, m.unit()));
    }

    private static String difference(
            List<Play.Outcome> before, List<Play.Outcome> after, ToDoubleFunction<Play.Outcome> value, String unit) {
        List<Double> each = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            each.add(value.applyAsDouble(after.get(i)) - value.applyAsDouble(before.get(i)));
        }
        Spread spread = Spread.of(each);
        return String.format(Locale.ROOT, "%+.1f \u00b1 %.1f %s", spread.mean(), spread.within(), unit);
    }

    private static Spread spread(List<Play.Outcome> plays, ToDoubleFunction<Play.Outcome> value) {
        return Spread.of(plays.stream().map(value::applyAsDouble).toList());
    }

    private static Spread occupancy(List<Play.Outcome> plays) {
        return spread(plays, WhatIf::occupancy);
    }

    private static double occupancy(Play.Outcome o) {
        return o.staffed().isZero()
                ? 0
                : 100.0 * o.busy().toMillis() / o.staffed().toMillis();
    }

    private static List<Play.Stay> of(List<Play.Stay> stays, QueueName queue) {
        return stays.stream().filter(s -> s.queue().equals(queue)).toList();
    }

    private static String row(String name, String was, String played, String changed, String difference) {
        return String.format(Locale.ROOT, "  %-16s %12s %12s %12s   %s", name, was, played, changed, difference)
                .stripTrailing();
    }

    private static String number(double value, String unit) {
        return String.format(Locale.ROOT, "%.1f %s", value, unit);
    }

    /** The mean waits by the half hours of the day, before and with the change, for a picture; in seconds, -1 where nobody was answered. */
    List<double[]> waits(Instant from, int halves) {
        List<double[]> waits = new ArrayList<>();
        for (int i = 0; i < halves; i++) {
            Instant begin = from.plus(Duration.ofMinutes(30L * i));
            waits.add(new double[] {mean(before, begin), mean(after, begin)});
        }
        return waits;
    }

    private static double mean(List<Play.Outcome> plays, Instant begin) {
        Instant end = begin.plus(Duration.ofMinutes(30));
        return plays.stream()
                .flatMap(o -> o.stays().stream())
                .filter(s -> s.how() == Play.How.ANSWERED && !s.at().isBefore(begin) && s.at().isBefore(end))
                .mapToDouble(s -> s.waited().toMillis() / 1000.0)
                .average()
                .orElse(-1);
    }
}
