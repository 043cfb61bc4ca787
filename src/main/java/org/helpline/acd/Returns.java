package org.helpline.acd;

import java.time.Duration;
import java.time.Instant;
import org.helpline.acd.Acd.KeptAgent;
import org.helpline.core.InteractionId;

/** What an agent of before a restart is after it. Pure. */
final class Returns {

    private Returns() {}

    /** {@code wrapUp} follows the talk that the restart has ended; it began with the restart. */
    static AgentInput.TakenUp as(KeptAgent kept, Duration wrapUp, Instant now) {
        AgentState.Next next = AgentState.next(kept.reason());
        InteractionId call = kept.call().orElse(new InteractionId("unknown"));
        return switch (kept.state()) {
            case "ready", "offered" -> new AgentInput.TakenUp(new AgentState.Ready(), Duration.ZERO);
            case "not-ready" -> new AgentInput.TakenUp(new AgentState.NotReady(kept.reason()), Duration.ZERO);
            case "talking" ->
                wrappingUp(call, next, next instanceof AgentState.Next.ToOffline ? Duration.ZERO : wrapUp);
            case "wrap-up" ->
                wrappingUp(
                        call,
                        next,
                        kept.until().map(u -> Duration.between(now, u)).orElse(Duration.ZERO));
            default -> new AgentInput.TakenUp(new AgentState.Offline(kept.reason()), Duration.ZERO);
        };
    }

    private static AgentInput.TakenUp wrappingUp(InteractionId call, AgentState.Next next, Duration rest) {
        return rest.isPositive()
                ? new AgentInput.TakenUp(new AgentState.WrapUp(call, next), rest)
                : new AgentInput.TakenUp(AgentMachine.after(next), Duration.ZERO);
    }
}
