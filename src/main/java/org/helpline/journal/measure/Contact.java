package org.helpline.journal.measure;

/**
 * A call as reports follow its caller.
 *
 * @param at when it arrived, in milliseconds since 1970
 * @param caller the caller's id; empty or {@code call:…} for one whose number is withheld
 * @param code the wrap-up code
 * @param direction {@code in}, {@code callback} or {@code out}
 */
record Contact(
        Journey journey,
        long at,
        String caller,
        String dialled,
        String script,
        String queue,
        String agent,
        String outcome,
        String code,
        String direction) {

    String call() {
        return journey.call();
    }

    /** Whether another call of the same number would be seen to be one. */
    boolean isKnown() {
        return !caller.isEmpty() && !caller.startsWith("call:");
    }

    /** Whether an agent made it from the desk. */
    boolean isOut() {
        return direction.equals("out");
    }

    boolean isIn() {
        return direction.equals("in");
    }

    /** Whether another is about the same: the same queue, and no other code. */
    boolean isOnTheTopicOf(Contact other) {
        return !queue.isEmpty()
                && queue.equals(other.queue)
                && (code.isEmpty() || other.code.isEmpty() || code.equals(other.code));
    }
}
