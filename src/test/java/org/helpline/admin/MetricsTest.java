package org.helpline.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class MetricsTest {

    @Test
    void writesTheNumbersOfTheMomentInPrometheusText() {
        AtomicLong calls = new AtomicLong(2);
        Metrics metrics = new Metrics()
                .gauge("helpline_calls_active", "Calls now.", calls::get)
                .counter("helpline_facts_stored", "Facts stored.", () -> 1500)
                .gauges(
                        "helpline_agents",
                        "Agents by state.",
                        "state",
                        () -> new TreeMap<>(Map.of("ready", 3.0, "talking", 1.0)))
                .counters("helpline_refused", "Calls refused.", "status", () -> Map.of("404", 7.0));
        calls.set(5);
        assertThat(metrics.text()).isEqualTo("""
            # HELP helpline_agents Agents by state.
            # TYPE helpline_agents gauge
            helpline_agents{state="ready"} 3.0
            helpline_agents{state="talking"} 1.0
            # HELP helpline_calls_active Calls now.
            # TYPE helpline_calls_active gauge
            helpline_calls_active 5.0
            # HELP helpline_facts_stored_total Facts stored.
            # TYPE helpline_facts_stored_total counter
            helpline_facts_stored_total 1500.0
            # HELP helpline_refused_total Calls refused.
            # TYPE helpline_refused_total counter
            helpline_refused_total{status="404"} 7.0
            """);
    }
}
