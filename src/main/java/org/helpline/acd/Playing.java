package org.helpline.acd;

import java.time.Duration;
import java.time.Instant;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;

/** What those who act in a {@link Play} have of it. */
interface Playing {

    Instant now();

    /** Not at once, even if {@code when} is now. */
    void at(Instant when, Runnable what);

    void take(AcdInput input);

    /** Where an agent is. {@code agent} is one whom the ACD has told of. */
    AgentState state(AgentId agent);

    /** They talk from now on. */
    void talk(InteractionId interaction, AgentId agent, Duration talk, Duration wrapUp);
}
