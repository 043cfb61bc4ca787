package org.helpline.interaction;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.helpline.acd.Demand;
import org.helpline.acd.Plan;
import org.helpline.core.AgentId;
import org.helpline.ivr.run.Effect;

/** What a script wants of agents, as queues take it. Pure. */
public final class RoutingPlan {

    private RoutingPlan() {}

    /** {@code last}: who talked with the caller last. */
    public static Plan of(Effect.Enqueue wanted, Optional<AgentId> last) {
        List<Plan.Stage> stages = new ArrayList<>();
        stages.add(new Plan.Stage(Duration.ZERO, Demand.of(wanted.wanted().needs()), Set.of()));
        wanted.wanted().relaxed().forEach(r -> stages.add(new Plan.Stage(r.after(), Demand.of(r.needs()), r.also())));
        return new Plan(stages, wanted.prefer().flatMap(p -> preferred(p, last)));
    }

    /** Nobody where the script names somebody who is not there, or nobody has talked with the caller yet. */
    private static Optional<Plan.Preference> preferred(Effect.Prefer prefer, Optional<AgentId> last) {
        Optional<AgentId> agent =
                prefer.agent().isEmpty() ? last : Optional.of(prefer.agent()).map(AgentId::new);
        return agent.map(a -> new Plan.Preference(a, prefer.within()));
    }
}
