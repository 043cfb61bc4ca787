package org.helpline.config;

import java.util.List;
import java.util.Optional;

/**
 * What a queue wants of its agents in a call and after it.
 *
 * @param codes the wrap-up codes to pick from; empty: those of the desk
 * @param required whether every call gets one: the agent is not ready again before, and a wrap-up that runs out leaves {@code usual}
 * @param usual the code of a call that nobody has coded
 * @param playbook the playbook of its calls, a file among the scripts; empty: none
 */
public record AfterCall(List<String> codes, boolean required, String usual, Optional<String> playbook) {

    /** The desk's codes, which nobody has to pick. */
    public static final AfterCall FREE = new AfterCall(List.of(), false, "not coded", Optional.empty());

    /** The codes, those of the desk where the queue has none of its own. */
    public AfterCall or(List<String> desks) {
        return codes.isEmpty() ? new AfterCall(desks, required, usual, playbook) : this;
    }
}
