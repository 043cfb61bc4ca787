package org.helpline.sip.registrar;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.helpline.config.Secret;
import org.helpline.sip.transport.Flow;
import org.jspecify.annotations.Nullable;

/**
 * The passes by which agents' browsers register, beside the secrets of desk phones: random, at most one for each agent, kept in memory
 * alone. A pass lives on by use. Confined to the edge loop.
 *
 * <pre>
 *            given            used                   LIFE without use, ended, or another given
 *   none ───────────▶ given ───────▶ used (a flow) ───────────────────────────────────────────▶ none, or the other
 * </pre>
 */
final class Passes {

    /** How long a pass lives without use: a browser's phone registers anew each minute or two. */
    static final Duration LIFE = Duration.ofMinutes(10);

    private final Map<String, Pass> byUser = new HashMap<>();

    /** {@code flow}: over which it was used last. */
    private record Pass(Secret secret, long untilNanos, Optional<Flow> flow) {}

    /** Gives an agent a pass; any earlier one is over. @return the flow that the earlier one was used on last */
    Optional<Flow> give(String user, Secret secret, long nowNanos) {
        byUser.values().removeIf(p -> isOver(p, nowNanos) && p.flow.isEmpty());
        Pass before = byUser.put(user, new Pass(secret, nowNanos + LIFE.toNanos(), Optional.empty()));
        return flowOf(before);
    }

    /** The secret of the agent's pass; empty where there is none, or it is over. */
    Optional<Secret> of(String user, long nowNanos) {
        return Optional.ofNullable(byUser.get(user))
                .filter(p -> !isOver(p, nowNanos))
                .map(Pass::secret);
    }

    /** The same for a call: only over the connection that the agent's browser has registered on by it. */
    Optional<Secret> over(Flow flow, String user, long nowNanos) {
        boolean isRegistered = flowOf(byUser.get(user)).filter(flow::equals).isPresent();
        return isRegistered ? of(user, nowNanos) : Optional.empty();
    }

    /** The agent's browser has registered by the pass: it lives on. */
    void used(String user, Flow flow, long nowNanos) {
        byUser.computeIfPresent(user, (_, p) -> new Pass(p.secret, nowNanos + LIFE.toNanos(), Optional.of(flow)));
    }

    /** Ends the agent's pass. @return the flow that it was used on last */
    Optional<Flow> end(String user) {
        return flowOf(byUser.remove(user));
    }

    private static Optional<Flow> flowOf(@Nullable Pass pass) {
        return pass == null ? Optional.empty() : pass.flow;
    }

    private static boolean isOver(Pass pass, long nowNanos) {
        return nowNanos - pass.untilNanos >= 0;
    }
}
