package org.helpline.app;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.helpline.admin.Metrics;
import org.helpline.config.TrunkSettings;
import org.helpline.sip.trunk.Allowances;
import org.helpline.sip.trunk.LiveTrunks;
import org.helpline.sip.trunk.Targets;

/** The trunks' numbers for {@code /metrics}, each by the trunk's name. */
record TrunkMetrics(LiveTrunks trunks, Supplier<Targets> targets) {

    Metrics addTo(Metrics metrics) {
        return metrics.gauges(
                        "helpline_trunk_usable",
                        "Whether a trunk can be called now: 1, or 0",
                        "trunk",
                        () -> each(t ->
                                t.enabled() && targets.get().unusable(t.name()).isEmpty() ? 1 : 0))
                .gauges("helpline_trunk_calls_active", "Calls on a trunk", "trunk", () -> counts(Allowances.Count::now))
                .gauges(
                        "helpline_trunk_calls_today",
                        "Calls out by a trunk since midnight",
                        "trunk",
                        () -> counts(Allowances.Count::today))
                .counters(
                        "helpline_trunk_calls",
                        "Calls by a trunk, both ways",
                        "trunk",
                        () -> counts(Allowances.Count::total))
                .counters(
                        "helpline_trunk_calls_refused",
                        "Calls that a trunk's settings did not grant",
                        "trunk",
                        () -> counts(Allowances.Count::refused));
    }

    private Map<String, Double> counts(ToDoubleFunction<Allowances.Count> number) {
        return each(t ->
                trunks.allowances().count(t.name()).map(number::applyAsDouble).orElse(0.0));
    }

    private Map<String, Double> each(ToDoubleFunction<TrunkSettings> number) {
        Map<String, Double> all = new LinkedHashMap<>();
        trunks.settings().trunks().forEach(t -> all.put(t.name(), number.applyAsDouble(t)));
        return all;
    }
}
