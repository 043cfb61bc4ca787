package org.helpline.admin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.Supplier;
import org.helpline.acd.Board;
import org.helpline.core.CallFact;
import org.helpline.core.FactSink;
import org.helpline.core.Published;
import org.helpline.core.ScriptFact;

/**
 * What callers and agents are in the midst of, as numbers for Prometheus: calls by their outcome since the start, queues,
 * agents by state. Labels are the settings' queues and fixed words, so a caller cannot make a new one, and each is there from
 * the start, so that a rate is right from the first call on. Any thread.
 */
public final class ServiceNumbers implements FactSink {

    /** As {@link org.helpline.core.AgentFact.StateChanged} names them. */
    private static final List<String> STATES =
            List.of("offline", "not-ready", "ready", "offered", "talking", "wrap-up");

    /** A call that was cut is found out at the next start, and is none of that run. */
    private static final String CUT = "cut";

    /** As {@link ScriptFact.LookedUp} names them. */
    private static final List<String> ANSWERS = List.of("found", "none", "failed");

    private final Map<String, LongAdder> ended = new LinkedHashMap<>();
    private final Map<String, LongAdder> lookedUp = new LinkedHashMap<>();

    /** Nothing has happened yet. */
    public ServiceNumbers() {
        CallFact.Ended.OUTCOMES.stream().filter(o -> !o.equals(CUT)).forEach(o -> ended.put(o, new LongAdder()));
        ANSWERS.forEach(a -> lookedUp.put(a, new LongAdder()));
    }

    /** Counts the end of a call and the answers of look-ups; other facts pass. */
    @Override
    public void publish(Published published) {
        if (published.fact() instanceof CallFact.Ended end) {
            count(ended, end.outcome());
        } else if (published.fact() instanceof ScriptFact.LookedUp answer) {
            count(lookedUp, answer.outcome());
        }
    }

    private static void count(Map<String, LongAdder> counts, String word) {
        LongAdder count = counts.get(word);
        if (count != null) {
            count.increment();
        }
    }

    /** Adds all of it. {@code board}: queues and agents now. */
    public Metrics addTo(Metrics metrics, Supplier<Board> board) {
        return metrics.counters(
                        "helpline_calls_ended", "Calls ended since the start, by outcome", "outcome", () -> now(ended))
                .counters(
                        "helpline_look_ups",
                        "Look-ups of scripts since the start, by what came of them",
                        "outcome",
                        () -> now(lookedUp))
                .gauges(
                        "helpline_queue_waiting_callers",
                        "Callers who wait now, those included whose agent's phone rings",
                        "queue",
                        () -> queues(board.get(), q -> (double) q.waiting()))
                .gauges(
                        "helpline_queue_longest_wait_seconds",
                        "How long the caller who has waited longest has waited; 0 when nobody waits",
                        "queue",
                        () -> queues(board.get(), q -> q.longestWait().toMillis() / 1000.0))
                .gauges(
                        "helpline_queue_callbacks",
                        "Call-backs that are promised and not made yet",
                        "queue",
                        () -> queues(board.get(), q -> (double) q.promised()))
                .counters(
                        "helpline_queue_callbacks_reached",
                        "Call-backs whose customer was reached, since the start",
                        "queue",
                        () -> queues(board.get(), q -> (double) q.reached()))
                .counters(
                        "helpline_queue_callbacks_missed",
                        "Call-backs that were given up or cancelled, since the start",
                        "queue",
                        () -> queues(board.get(), q -> (double) q.missed()))
                .gauges("helpline_agents", "Agents by state", "state", () -> agents(board.get()));
    }

    private static Map<String, Double> now(Map<String, LongAdder> all) {
        Map<String, Double> counts = new LinkedHashMap<>();
        all.forEach((outcome, count) -> counts.put(outcome, count.doubleValue()));
        return counts;
    }

    private static Map<String, Double> queues(Board board, Function<Board.QueueLine, Double> number) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        board.queues().forEach(q -> numbers.put(q.queue().value(), number.apply(q)));
        return numbers;
    }

    private static Map<String, Double> agents(Board board) {
        Map<String, Double> counts = new LinkedHashMap<>();
        STATES.forEach(state -> counts.put(state, 0.0));
        board.agents().forEach(a -> counts.merge(a.state(), 1.0, Double::sum));
        return counts;
    }
}
