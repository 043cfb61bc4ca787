package org.helpline.interaction;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.helpline.core.AgentId;
import org.helpline.core.Clock;
import org.helpline.core.Directory;
import org.helpline.core.InteractionId;

/**
 * What agents have done about the call in their hand beside talking: whether it has a wrap-up code, and whether they call for help. Read and
 * written from any thread, each write one step.
 */
final class WorkMarks {

    private final Directory<AgentId, Mark> byAgent = new Directory<>();
    private final Clock clock;

    WorkMarks(Clock clock) {
        this.clock = clock;
    }

    /** A call for help that nobody has taken yet. */
    record Asked(AgentId agent, InteractionId interaction, String text, Instant since) {}

    private record Mark(InteractionId interaction, boolean coded, Optional<Asked> help) {}

    void coded(AgentId agent, InteractionId interaction) {
        Optional<Asked> help = help(agent, interaction);
        byAgent.put(agent, new Mark(interaction, true, help));
    }

    /** Whether the agent has picked a wrap-up code for this very call. */
    boolean isCoded(AgentId agent, InteractionId interaction) {
        return of(agent, interaction).map(Mark::coded).orElse(false);
    }

    void asksForHelp(AgentId agent, InteractionId interaction, String text) {
        Asked asked = new Asked(agent, interaction, text, clock.now());
        byAgent.put(agent, new Mark(interaction, isCoded(agent, interaction), Optional.of(asked)));
    }

    /** Takes the call for help away and returns it; empty if there was none. */
    Optional<Asked> helpOver(AgentId agent) {
        Optional<Asked> asked = byAgent.find(agent).flatMap(Mark::help);
        byAgent.replace(agent, m -> new Mark(m.interaction(), m.coded(), Optional.empty()));
        return asked;
    }

    private Optional<Asked> help(AgentId agent, InteractionId interaction) {
        return of(agent, interaction).flatMap(Mark::help);
    }

    private Optional<Mark> of(AgentId agent, InteractionId interaction) {
        return byAgent.find(agent).filter(m -> m.interaction().equals(interaction));
    }

    /** Every call for help that is open. */
    Collection<Asked> open() {
        return byAgent.all().stream().flatMap(m -> m.help().stream()).toList();
    }

    /** The call is out of the agent's hand. */
    void clear(AgentId agent) {
        byAgent.remove(agent);
    }
}
