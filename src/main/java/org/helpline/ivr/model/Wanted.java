package org.helpline.ivr.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.helpline.core.QueueName;

/**
 * Which agents may be rung for whoever waits in a queue.
 *
 * @param priority higher is served first, 0 to 10; an expression or a value is worked out when the caller joins
 * @param needs skills that the agent must have, all of them, each with its least level from 1 to 5
 * @param relaxed what takes the place of {@code needs} after some time, in order of time
 * @param prefer an agent who is waited for at first
 */
public record Wanted(
        Optional<Assigned> priority, Map<String, Integer> needs, List<Relaxed> relaxed, Optional<Preferred> prefer) {

    /** Any agent of the queue. */
    public static final Wanted ANYBODY = new Wanted(Optional.empty(), Map.of(), List.of(), Optional.empty());

    /** How long an agent is waited for if nothing is said. */
    public static final Duration USUAL_WAIT = Duration.ofSeconds(30);

    /**
     * Another need from some time on.
     *
     * @param after since the caller joined
     * @param also queues whose agents may be rung too
     */
    public record Relaxed(Duration after, Map<String, Integer> needs, Set<QueueName> also) {}

    /**
     * An agent who is waited for.
     *
     * @param agent the agent's id; empty: whoever talked with the caller last
     * @param within so long since the caller joined
     */
    public record Preferred(Optional<Template> agent, Duration within) {}

    /** Skills with their levels, in words: {@code billing, german 3}; a level of 1 is not told. */
    public static String words(Map<String, Integer> needs) {
        return new TreeMap<>(needs)
                .entrySet().stream()
                        .map(e -> e.getValue() == 1 ? e.getKey() : e.getKey() + " " + e.getValue())
                        .collect(Collectors.joining(", "));
    }

    /** All skills that are named. */
    public Set<String> skills() {
        Set<String> all = new TreeSet<>(needs.keySet());
        relaxed.forEach(r -> all.addAll(r.needs().keySet()));
        return all;
    }
}
