package org.helpline.ivr.trial;

import java.util.List;
import java.util.Optional;

/** What a trial says of the whole call. */
public sealed interface Expected {

    /** {@code ends: served}. */
    record Ends(Ending ending) implements Expected {}

    /** {@code language: tr}: the language of the call at its end. */
    record Language(String language) implements Expected {}

    /** {@code remembers: tr}: the language kept for the customer; empty for {@code none}. */
    record Remembers(Optional<String> language) implements Expected {}

    /** {@code keeps: {favourite_shop: Leeds}}: what is kept for the customer's next call. */
    record Keeps(String name, String value) implements Expected {}

    /** {@code variables: {order_no: 4711}} at the end. */
    record Variable(String name, String value) implements Expected {}

    /** {@code pop: {Order number: 4711}}: a line that the agent sees. */
    record Pop(String label, String value) implements Expected {}

    /** {@code never: outage}: not heard in the whole call. */
    record Never(String sound) implements Expected {}

    /** {@code message: support}: the caller has left a message for that queue; empty for {@code none} in the whole call. */
    record Message(Optional<String> queue) implements Expected {}

    /** {@code rules: [VIP]}: the rules of queues that held when the caller joined, in order; empty for {@code none}. */
    record Rules(List<String> names) implements Expected {}

    /** How a call ends. */
    sealed interface Ending {

        /** An agent has answered, and the call is over or they still talk. */
        record Served() implements Ending {}

        /** The script hung up and nobody had answered. */
        record HungUp() implements Ending {}

        /** The caller hung up before anybody answered. */
        record Abandoned() implements Ending {}

        /** A call-back was promised, and the call is over. */
        record CalledBack() implements Ending {}

        /** The caller is asked for a key. */
        record Asking() implements Ending {}

        /** The caller waits in a queue; empty: in any. */
        record Waiting(Optional<String> queue) implements Ending {}

        /** Somebody is rung for the caller. */
        record Ringing() implements Ending {}

        /** The call is handed to another script. */
        record HandedTo(String script) implements Ending {}

        /** As a test file writes it. */
        default String words() {
            return switch (this) {
                case Served _ -> "served";
                case HungUp _ -> "hangup";
                case Abandoned _ -> "abandoned";
                case CalledBack _ -> "callback";
                case Asking _ -> "asking";
                case Waiting w -> w.queue().map(q -> "waiting in " + q).orElse("waiting");
                case Ringing _ -> "ringing";
                case HandedTo h -> "script " + h.script();
            };
        }
    }
}
