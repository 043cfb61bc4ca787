package org.helpline.journal.measure;

/**
 * A time in which an agent was in one state.
 *
 * @param number counts the spans of all agents
 * @param began in milliseconds since 1970; {@code ended} the same, 0 while it goes on
 * @param call the call that it belongs to; empty: none
 */
record Span(long number, String agent, long began, long ended, String state, String reason, String call) {

    /** How much of it lies between two instants, {@code now} being the end of one that goes on. */
    long within(long from, long to, long now) {
        long end = ended == 0 ? Math.max(now, began) : ended;
        return Math.max(0, Math.min(end, to) - Math.max(began, from));
    }
}
