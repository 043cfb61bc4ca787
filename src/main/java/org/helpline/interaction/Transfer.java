package org.helpline.interaction;

import org.helpline.core.AgentId;
import org.helpline.core.QueueName;

/** Where an agent sends a caller without asking there first. */
sealed interface Transfer {

    /** A queue. */
    record ToQueue(QueueName queue) implements Transfer {}

    /** A script from its start. */
    record ToScript(String script) implements Transfer {}

    /** A colleague, waiting for that one alone. */
    record ToAgent(AgentId colleague) implements Transfer {}
}
