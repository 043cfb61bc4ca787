package org.helpline.interaction;

import org.helpline.core.AgentId;
import org.helpline.core.QueueName;

/** Where an agent sends a caller without asking there first. */
sealed interface Transfer {

    /** As the record tells it. */
    default String words() {
        return switch (this) {
            case ToQueue t -> "queue " + t.queue();
            case ToScript t -> "script " + t.script();
            case ToAgent t -> t.colleague().value();
        };
    }

    /** A queue. */
    record ToQueue(QueueName queue) implements Transfer {}

    /** A script from its start. */
    record ToScript(String script) implements Transfer {}

    /** A colleague, waiting for that one alone. */
    record ToAgent(AgentId colleague) implements Transfer {}
}
