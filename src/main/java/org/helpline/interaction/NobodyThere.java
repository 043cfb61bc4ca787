package org.helpline.interaction;

import org.helpline.ivr.model.Missed;

/** Why nobody took a call, with what to do: for records and logs. Pure. */
final class NobodyThere {

    private NobodyThere() {}

    /** Whoever was called themselves; half a sentence. */
    static String explained(Missed.Why why) {
        return switch (why) {
            case BUSY -> "busy, that is talking, in wrap-up or declining; call later, or send the caller to a queue";
            case NO_ANSWER ->
                "no answer, though the phone rang; whoever leaves the phone should say not ready or log out";
            case NOT_THERE ->
                "not there, that is not logged in, not ready or without a phone that can be reached; log in and register the phone";
        };
    }

    /** Why a queue does not serve a caller, by the ACD's word for it; half a sentence. */
    static String inQueue(String why) {
        return switch (why) {
            case "closed" -> "closed; bin/helpline hours show tells its hours";
            case "full" -> "full; raise its max-size in queues.ini, or have more agents ready";
            case "max wait" ->
                "max wait; raise its max-wait in queues.ini, or max_wait in the script, or have more agents ready";
            case "expected wait" ->
                "expected wait; raise its max-expected-wait in queues.ini, or have more agents ready";
            default -> why + "; an agent who may serve it has to log in and be ready";
        };
    }
}
