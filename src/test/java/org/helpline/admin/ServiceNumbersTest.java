package org.helpline.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.helpline.acd.Board;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;
import org.helpline.core.Personal;
import org.helpline.core.Published;
import org.helpline.core.QueueName;
import org.helpline.core.ScriptFact;
import org.junit.jupiter.api.Test;

class ServiceNumbersTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private final ServiceNumbers numbers = new ServiceNumbers();
    private Board board = new Board(NOW, List.of(), List.of());

    private String text() {
        return numbers.addTo(new Metrics(), () -> board).text();
    }

    private void ends(String outcome) {
        numbers.publish(new Published("call-1", 9, NOW, 1000, new CallFact.Ended(outcome, "caller", "")));
    }

    private static Board.QueueLine queue(String name, int waiting, Duration longest) {
        return new Board.QueueLine(new QueueName(name), waiting, longest, 0, 0, 0, 0, 0);
    }

    private static Board.AgentLine agent(String name, String state) {
        return new Board.AgentLine(
                new AgentId(name), name, state, "", NOW, Optional.empty(), Optional.empty(), List.of(), true);
    }

    @Test
    void tellsCallsByOutcomeQueuesAndAgentsByState() {
        ends("served");
        ends("turned-away");
        ends("served");
        numbers.publish(new Published(
                "call-1",
                5,
                NOW,
                500,
                new ScriptFact.LookedUp("start/2", "order_status", "failed", 3_000, "", Personal.NONE)));
        board = new Board(
                NOW,
                List.of(queue("billing", 0, Duration.ZERO), queue("support", 3, Duration.ofMillis(41_500))),
                List.of(agent("anna", "talking"), agent("ben", "ready"), agent("cem", "talking")));
        assertThat(text()).isEqualTo("""
                # HELP helpline_agents Agents by state
                # TYPE helpline_agents gauge
                helpline_agents{state="not-ready"} 0.0
                helpline_agents{state="offered"} 0.0
                helpline_agents{state="offline"} 0.0
                helpline_agents{state="ready"} 1.0
                helpline_agents{state="talking"} 2.0
                helpline_agents{state="wrap-up"} 0.0
                # HELP helpline_calls_ended_total Calls ended since the start, by outcome
                # TYPE helpline_calls_ended_total counter
                helpline_calls_ended_total{outcome="abandoned"} 0.0
                helpline_calls_ended_total{outcome="callback"} 0.0
                helpline_calls_ended_total{outcome="failed"} 0.0
                helpline_calls_ended_total{outcome="not-reached"} 0.0
                helpline_calls_ended_total{outcome="refused"} 0.0
                helpline_calls_ended_total{outcome="self-served"} 0.0
                helpline_calls_ended_total{outcome="served"} 2.0
                helpline_calls_ended_total{outcome="turned-away"} 1.0
                # HELP helpline_look_ups_total Look-ups of scripts since the start, by what came of them
                # TYPE helpline_look_ups_total counter
                helpline_look_ups_total{outcome="failed"} 1.0
                helpline_look_ups_total{outcome="found"} 0.0
                helpline_look_ups_total{outcome="none"} 0.0
                # HELP helpline_queue_callbacks Call-backs that are promised and not made yet
                # TYPE helpline_queue_callbacks gauge
                helpline_queue_callbacks{queue="billing"} 0.0
                helpline_queue_callbacks{queue="support"} 0.0
                # HELP helpline_queue_callbacks_missed_total Call-backs that were given up or cancelled, since the start
                # TYPE helpline_queue_callbacks_missed_total counter
                helpline_queue_callbacks_missed_total{queue="billing"} 0.0
                helpline_queue_callbacks_missed_total{queue="support"} 0.0
                # HELP helpline_queue_callbacks_reached_total Call-backs whose customer was reached, since the start
                # TYPE helpline_queue_callbacks_reached_total counter
                helpline_queue_callbacks_reached_total{queue="billing"} 0.0
                helpline_queue_callbacks_reached_total{queue="support"} 0.0
                # HELP helpline_queue_longest_wait_seconds How long the caller who has waited longest has waited; 0 when nobody waits
                # TYPE helpline_queue_longest_wait_seconds gauge
                helpline_queue_longest_wait_seconds{queue="billing"} 0.0
                helpline_queue_longest_wait_seconds{queue="support"} 41.5
                # HELP helpline_queue_waiting_callers Callers who wait now, those included whose agent's phone rings
                # TYPE helpline_queue_waiting_callers gauge
                helpline_queue_waiting_callers{queue="billing"} 0.0
                helpline_queue_waiting_callers{queue="support"} 3.0
                """);
    }

    @Test
    void makesNoLabelOfAnOutcomeThatNobodyKnows() {
        ends("\"} 1\nforged{x=\"");
        assertThat(text()).doesNotContain("forged");
    }

    @Test
    void writesAnyQueuesNameSoThatItStaysInItsLabel() {
        board = new Board(NOW, List.of(queue("a\"b\\c\nd", 1, Duration.ofSeconds(1))), List.of());
        assertThat(text()).contains("helpline_queue_waiting_callers{queue=\"a\\\"b\\\\c\\nd\"} 1.0\n");
    }
}
