package org.helpline.app;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
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
    private record Measure(String name, String unit, ToDoubleFunction<Part> of) {

        static Measure ofStays(String name, String unit, ToDoubleFunction<List<Play.Stay>> of) {
            return new Measure(name, unit, part -> of.applyAsDouble(part.stays));
        }
    }

    /** What a play, or the day itself, has of one queue. */
    private record Part(List<Play.Stay> stays, List<Play.Called> callbacks) {

        private static final Part NOTHING = new Part(List.of(), List.of());

        static Map<QueueName, Part> all(List<Play.Stay> stays, List<Play.Called> callbacks) {
            Map<QueueName, Part> parts = new HashMap<>();
            stays.forEach(s -> of(parts, s.queue()).stays.add(s));
            callbacks.forEach(c -> of(parts, c.queue()).callbacks.add(c));
            return parts;
        }

        private static Part of(Map<QueueName, Part> parts, QueueName queue) {
            return parts.computeIfAbsent(queue, _ -> new Part(new ArrayList<>(), new ArrayList<>()));
        }
    }

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
    private final Map<QueueName, Part> seen;
    private final List<Map<QueueName, Part>> partsBefore;
    private final List<Map<QueueName, Part>> partsAfter;

    /** Plays it so often. {@code deeds} of the agents with the change; {@code changed} the settings with it. */
    WhatIf(PastShift past, AcdSettings changed, List<Play.Deed> deeds, int plays, long seed) {
        this.past = past;
        this.changed = changed;
        for (int i = 0; i < plays; i++) {
            before.add(Play.of(past.day(past.settings(), past.deeds(), seed + i), seed + i));
            after.add(Play.of(past.day(changed, deeds, seed + i), seed + i));
        }
        this.seen = Part.all(past.stays(), past.callbacks());
        this.partsBefore = parts(before);
        this.partsAfter = parts(after);
    }

    private static List<Map<QueueName, Part>> parts(List<Play.Outcome> plays) {
        return plays.stream().map(o -> Part.all(o.stays(), o.callbacks())).toList();
    }

    /** The table. */
    List<String> table() {
        List<String> lines = new ArrayList<>();
        for (QueueName queue : queues()) {
            Part was = part(seen, queue);
            lines.add("queue " + queue + ": " + count(was.stays.size(), "call")
                    + (was.callbacks.isEmpty() ? "" : ", " + count(was.callbacks.size(), "call-back")));
            lines.add(row("", "as it was", "played", "changed", "difference (95 %)"));
            measures().forEach(m -> lines.add(row(m, queue)));
            if (callsBack(queue)) {
                ofCallbacks().forEach(m -> lines.add(row(m, queue)));
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
        past.callbacks().forEach(c -> queues.put(c.queue(), true));
        return queues.keySet().stream().filter(seen::containsKey).toList();
    }

    private List<Measure> measures() {
        Duration level = changed.serviceLevel();
        return List.of(
                Measure.ofStays("in time (" + level.toSeconds() + " s)", "%", s -> 100 * share(s, x -> in(x, level))),
                Measure.ofStays("mean wait", "s", WhatIf::meanWait),
                Measure.ofStays(
                        "longest wait",
                        "s",
                        s -> s.stream()
                                .mapToDouble(x -> x.waited().toMillis() / 1000.0)
                                .max()
                                .orElse(0)),
                Measure.ofStays("abandoned", "%", s -> 100 * share(s, x -> x.how() == Play.How.ABANDONED)),
                Measure.ofStays(
                        "sent on",
                        "%",
                        s -> 100 * share(s, x -> x.how() == Play.How.SENT_ON || x.how() == Play.How.NOT_TAKEN)));
    }

    private static List<Measure> ofCallbacks() {
        return List.of(
                new Measure("call-backs", "", p -> p.callbacks.size()),
                new Measure("reached", "%", p -> 100 * reached(p) / Math.max(1, p.callbacks.size())),
                new Measure(
                        "until reached",
                        "min",
                        p -> p.callbacks.stream()
                                .filter(c -> c.how() == Play.Ended.REACHED)
                                .mapToDouble(c -> c.waited().toSeconds() / 60.0)
                                .average()
                                .orElse(0)));
    }

    private static double reached(Part part) {
        return part.callbacks.stream()
                .filter(c -> c.how() == Play.Ended.REACHED)
                .count();
    }

    private boolean callsBack(QueueName queue) {
        return Stream.of(List.of(seen), partsBefore, partsAfter)
                .flatMap(List::stream)
                .anyMatch(parts -> !part(parts, queue).callbacks.isEmpty());
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static Part part(Map<QueueName, Part> parts, QueueName queue) {
        return parts.getOrDefault(queue, Part.NOTHING);
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

    private String row(Measure m, QueueName queue) {
        ToDoubleFunction<Map<QueueName, Part>> value = parts -> m.of().applyAsDouble(part(parts, queue));
        return row(
                m.name(),
                number(value.applyAsDouble(seen), m.unit()),
                number(spread(partsBefore, value).mean(), m.unit()),
                number(spread(partsAfter, value).mean(), m.unit()),
                difference(partsBefore, partsAfter, value, m.unit()));
    }

    private static <T> String difference(List<T> before, List<T> after, ToDoubleFunction<T> value, String unit) {
        List<Double> each = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            each.add(value.applyAsDouble(after.get(i)) - value.applyAsDouble(before.get(i)));
        }
        Spread spread = Spread.of(each);
        return String.format(Locale.ROOT, "%+.1f \u00b1 %.1f %s", spread.mean(), spread.within(), unit)
                .stripTrailing();
    }

    private static <T> Spread spread(List<T> plays, ToDoubleFunction<T> value) {
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

    private static String row(String name, String was, String played, String changed, String difference) {
        return String.format(Locale.ROOT, "  %-16s %12s %12s %12s   %s", name, was, played, changed, difference)
                .stripTrailing();
    }

    private static String number(double value, String unit) {
        return String.format(Locale.ROOT, "%.1f %s", value, unit).stripTrailing();
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
