package org.helpline.ivr.trial;

import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.helpline.core.QueueName;
import org.helpline.ivr.model.Wanted;
import org.helpline.ivr.run.Effect;

/**
 * Who is there to be rung, as a trial says it: {@code agents: {anna: {skills: {german: 1}}, ben: talking}}.
 *
 * @param people by id, in the order in which they came
 * @param last whoever talked with the caller last
 */
public record MockedAgents(Map<String, Agent> people, Optional<String> last) {

    /** Nobody is spoken of. */
    public static final MockedAgents NONE = new MockedAgents(Map.of(), Optional.empty());

    /** What an agent does now. */
    public enum Doing {
        /** May be rung. */
        FREE,
        /** Talks or works after a call, and comes back by themselves. */
        TALKING,
        /** Not ready, or not logged in. */
        AWAY
    }

    /**
     * One agent.
     *
     * @param skills with their levels
     * @param queues those that they serve; empty: all
     * @param calls how many they have had since they logged in, and how long they talked in all of them
     */
    public record Agent(Map<String, Integer> skills, Set<String> queues, Doing doing, int calls, Duration talked) {

        /** Who has had no call yet. */
        Agent(Map<String, Integer> skills, Set<String> queues, Doing doing) {
            this(skills, queues, doing, 0, Duration.ZERO);
        }

        private Agent doing(Doing other) {
            return new Agent(skills, queues, other, calls, talked);
        }

        private boolean serves(QueueName queue) {
            return queues.isEmpty() || queues.contains(queue.value());
        }

        private boolean has(Map<String, Integer> needs) {
            return needs.entrySet().stream().allMatch(n -> skills.getOrDefault(n.getKey(), 0) >= n.getValue());
        }
    }

    /** The same where somebody of them does something else. */
    MockedAgents with(String agent, Doing doing) {
        Map<String, Agent> others = new LinkedHashMap<>(people);
        others.computeIfPresent(agent, (_, a) -> a.doing(doing));
        return new MockedAgents(Collections.unmodifiableMap(others), last);
    }

    /** Who may be rung for a caller who has stayed in the queue for so long: one of these will be, by the queue's strategy. */
    Set<String> mayRing(Effect.Enqueue wanted, Duration stayed) {
        Optional<String> preferred = wanted.prefer()
                .filter(p -> stayed.compareTo(p.within()) < 0)
                .flatMap(p -> p.agent().isEmpty() ? last : Optional.of(p.agent()))
                .filter(id -> isAtWork(id, wanted.queue()));
        if (preferred.isPresent()) {
            return free(Set.of(preferred.get()), _ -> true);
        }
        Optional<Wanted.Relaxed> stage = wanted.wanted().relaxed().stream()
                .filter(r -> r.after().compareTo(stayed) <= 0)
                .max(Comparator.comparing(Wanted.Relaxed::after));
        Map<String, Integer> needs =
                stage.map(Wanted.Relaxed::needs).orElse(wanted.wanted().needs());
        Set<QueueName> also = stage.map(Wanted.Relaxed::also).orElse(Set.of());
        return free(
                people.keySet(),
                a -> a.has(needs) && (a.serves(wanted.queue()) || also.stream().anyMatch(a::serves)));
    }

    private boolean isAtWork(String id, QueueName queue) {
        Agent agent = people.get(id);
        return agent != null && agent.doing() != Doing.AWAY && agent.serves(queue);
    }

    private Set<String> free(Set<String> ids, Predicate<Agent> able) {
        Set<String> free = new TreeSet<>();
        people.forEach((id, agent) -> {
            if (ids.contains(id) && agent.doing() == Doing.FREE && able.test(agent)) {
                free.add(id);
            }
        });
        return free;
    }
}
