package org.helpline.interaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.helpline.core.AgentId;
import org.helpline.core.FewMap;
import org.helpline.core.FewSet;
import org.helpline.core.Personal;
import org.helpline.core.ScreenPop;

/**
 * What the agents who had the caller leave to the next one: who transferred, and what each noted last, during the call or in
 * wrap-up. Confined to the call's loop.
 */
final class Handovers {

    /** As many as a pop has room for; only those who sent the caller on last. */
    static final int MOST_SHOWN = 5;

    private final Function<AgentId, String> names;
    private final Map<AgentId, Personal> notes = new FewMap<>();
    private final Set<AgentId> from = new FewSet<>();

    /** {@code names}: an agent's name for display. */
    Handovers(Function<AgentId, String> names) {
        this.names = names;
    }

    void noted(AgentId agent, Personal note) {
        notes.put(agent, note);
    }

    void transferred(AgentId by) {
        from.remove(by); // one who had the caller twice goes to the end
        from.add(by);
    }

    /** What the pop of this agent shows, the latest last; not what they left themselves. */
    List<ScreenPop.Handover> before(AgentId reader) {
        List<ScreenPop.Handover> shown = new ArrayList<>();
        for (AgentId agent : List.copyOf(from).reversed()) {
            if (!agent.equals(reader) && shown.size() < MOST_SHOWN) {
                shown.add(new ScreenPop.Handover(agent, names.apply(agent), notes.getOrDefault(agent, Personal.NONE)));
            }
        }
        return List.copyOf(shown.reversed());
    }
}
