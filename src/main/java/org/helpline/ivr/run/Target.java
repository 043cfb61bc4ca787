package org.helpline.ivr.run;

import org.helpline.core.QueueName;

/** Where the server's settings send a caller whom a queue does not serve, when the script does not say. */
public sealed interface Target {

    /** Another queue. */
    record ToQueue(QueueName queue) implements Target {}

    /** A script from its start. */
    record ToScript(String script) implements Target {}

    /** The prompt {@code goodbye}, then hang up. */
    record Goodbye() implements Target {}
}
