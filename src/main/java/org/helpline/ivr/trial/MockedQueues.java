package org.helpline.ivr.trial;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.helpline.core.QueueName;
import org.helpline.ivr.model.QueueFigure;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.run.Environment;

/**
 * What queues are like for callers who have not joined them, as a trial says it: {@code queues: {support: {wait: 12m, agents: 3}}}. Of what
 * it does not say: one agent is there; as many as are there are free when nobody waits; and who can be answered at once does not wait.
 *
 * @param said by queue; {@link Value#NOTHING} for what is unknown
 */
public record MockedQueues(Map<String, Map<QueueFigure, Value>> said) {

    private static final Value NOBODY = Value.Number.of(0);

    /** Nothing is said of any. */
    public static final MockedQueues NONE = new MockedQueues(Map.of());

    /** How long callers of a queue wait, if the trial says so; about so long if it says how long at most. */
    Optional<Environment.Wait> wait(QueueName queue) {
        Optional<Duration> most = own(queue, QueueFigure.WAIT).flatMap(MockedQueues::span);
        return most.map(m -> new Environment.Wait(
                own(queue, QueueFigure.WAIT_LEAST).flatMap(MockedQueues::span).orElse(m), m));
    }

    private static Optional<Duration> span(Value value) {
        return value instanceof Value.Span(var time) ? Optional.of(time) : Optional.empty();
    }

    /** What is known of a queue; {@code wait} where the trial says nothing else of it. */
    public Optional<Value> figure(QueueName queue, QueueFigure figure, Optional<Environment.Wait> wait) {
        return switch (figure) {
            case WAIT_LEAST ->
                own(queue, QueueFigure.WAIT).isEmpty() && wait.isPresent()
                        ? wait.map(w -> new Value.Span(w.least()))
                        : own(queue, figure).or(() -> figure(queue, QueueFigure.WAIT, wait));
            case WAIT -> {
                Optional<Value> own = own(queue, figure);
                yield own.isPresent()
                        ? own.filter(v -> !v.equals(Value.NOTHING))
                        : wait.<Value>map(w -> new Value.Span(w.most()))
                                .or(() -> isAtOnce(queue)
                                        ? QueueFigure.WAIT.type().read("0s")
                                        : Optional.empty());
            }
            case WAITING -> Optional.of(own(queue, figure).orElse(Value.Number.of(0)));
            case AGENTS -> Optional.of(own(queue, figure).orElse(Value.Number.of(1)));
            case FREE -> own(queue, figure).or(() -> free(queue));
        };
    }

    private Optional<Value> own(QueueName queue, QueueFigure figure) {
        return Optional.ofNullable(said.getOrDefault(queue.value(), Map.of()).get(figure));
    }

    private Optional<Value> free(QueueName queue) {
        boolean nobodyWaits = own(queue, QueueFigure.WAITING).orElse(NOBODY).equals(NOBODY);
        return nobodyWaits ? figure(queue, QueueFigure.AGENTS, Optional.empty()) : Optional.of(NOBODY);
    }

    private boolean isAtOnce(QueueName queue) {
        boolean nobodyWaits = own(queue, QueueFigure.WAITING).orElse(NOBODY).equals(NOBODY);
        return nobodyWaits
                && figure(queue, QueueFigure.FREE, Optional.empty())
                        .filter(f -> !f.equals(NOBODY))
                        .isPresent();
    }

    /** The same with something else said of a queue. */
    MockedQueues with(String queue, Map<QueueFigure, Value> figures) {
        Map<String, Map<QueueFigure, Value>> all = new TreeMap<>(said);
        Map<QueueFigure, Value> own = new EnumMap<>(QueueFigure.class);
        own.putAll(said.getOrDefault(queue, Map.of()));
        own.putAll(figures);
        all.put(queue, Map.copyOf(own));
        return new MockedQueues(Map.copyOf(all));
    }

    /** As a test writes it; empty where nothing is said. */
    Optional<String> written() {
        return said.isEmpty()
                ? Optional.empty()
                : Optional.of(new TreeMap<>(said)
                        .entrySet().stream()
                                .map(q -> q.getKey() + ": {" + written(q.getValue()) + "}")
                                .collect(Collectors.joining(", ", "queues: {", "}")));
    }

    private static String written(Map<QueueFigure, Value> figures) {
        return List.of(QueueFigure.values()).stream()
                .filter(figures::containsKey)
                .map(f -> f.word() + ": "
                        + (figures.getOrDefault(f, Value.NOTHING).equals(Value.NOTHING)
                                ? "unknown"
                                : figures.getOrDefault(f, Value.NOTHING).written()))
                .collect(Collectors.joining(", "));
    }

    /** What a figure is set to by its words: {@code 12m}, {@code 3}; {@code unknown} for a wait alone. Empty when it is none. */
    static Optional<Value> read(QueueFigure figure, String text) {
        if (figure == QueueFigure.WAIT && text.equals("unknown")) {
            return Optional.of(Value.NOTHING);
        }
        boolean isCount = figure.isWait() || text.matches("\\d{1,6}");
        return isCount ? figure.type().read(text) : Optional.empty();
    }
}
