package org.helpline.journal.measure;

/**
 * One stay of a caller in a queue. Instants in milliseconds since 1970; 0 stands for not yet.
 *
 * @param number of the fact it began with
 * @param how {@code waiting}, {@code answered}, {@code abandoned}, {@code overflowed}, {@code timed-out}, {@code callback} or {@code cut}
 * @param waited milliseconds in the queue and, where the wait counts on, in those before it; 0 while it goes on
 * @param sinceArrival milliseconds from the INVITE to its end
 * @param agent who answered; else empty
 * @param needs the skills that were asked for at first, separated by commas; empty: none
 */
record Stay(
        String call,
        long number,
        String queue,
        long entered,
        long left,
        String how,
        long waited,
        long sinceArrival,
        String agent,
        String needs) {

    static final String WAITING = "waiting";
    static final String ANSWERED = "answered";
    static final String ABANDONED = "abandoned";
    static final String OVERFLOWED = "overflowed";
    static final String TIMED_OUT = "timed-out";
    static final String CALLBACK = "callback";
    static final String CUT = "cut";

    boolean is(String what) {
        return how.equals(what);
    }
}
