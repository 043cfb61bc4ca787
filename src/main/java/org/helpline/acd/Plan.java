package org.helpline.acd;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.helpline.core.AgentId;
import org.helpline.core.QueueName;

/**
 * Who may be rung for a caller, and from when on.
 *
 * @param stages in order of time, the first from the beginning; each replaces the one before
 * @param prefer an agent for whom the caller waits at first
 */
public record Plan(List<Stage> stages, Optional<Preference> prefer) {

    /** Any agent of the queue will do. */
    public static final Plan ANYBODY = needing(Demand.ANY);

    /** @throws IllegalArgumentException if there is no stage from the beginning on, or they are not in order of time */
    public Plan {
        stages = List.copyOf(stages);
        if (stages.isEmpty() || !stages.getFirst().from().isZero()) {
            throw new IllegalArgumentException("a plan begins at once");
        }
        for (int i = 1; i < stages.size(); i++) {
            if (stages.get(i).from().compareTo(stages.get(i - 1).from()) <= 0) {
                throw new IllegalArgumentException("stages are in order of time");
            }
        }
    }

    /** The same all the time. */
    public static Plan needing(Demand demand) {
        return new Plan(List.of(new Stage(Duration.ZERO, demand, Set.of())), Optional.empty());
    }

    /** The same, without an agent to wait for. */
    Plan preferringNobody() {
        return prefer.isEmpty() ? this : new Plan(stages, Optional.empty());
    }

    /**
     * What holds from some time on.
     *
     * @param from since the caller joined
     * @param also queues whose agents may be rung too
     */
    public record Stage(Duration from, Demand demand, Set<QueueName> also) {}

    /**
     * An agent who is waited for, as long as they are at work: not one who is logged out or not ready, who has no phone, who does not
     * serve the queue, or who did not take the call.
     *
     * @param within since the caller joined; then anybody of the queue will do
     */
    public record Preference(AgentId agent, Duration within) {}
}
