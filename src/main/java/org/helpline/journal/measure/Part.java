package org.helpline.journal.measure;

/**
 * One agent's part in a call. Instants in milliseconds since 1970; 0 stands for not yet.
 *
 * @param number of the fact it began with
 * @param offered when the agent was first asked, or when the agent took the caller over
 * @param rung milliseconds until the agent took it or did not
 * @param began when caller and agent heard each other; {@code ended} when they did not any more
 * @param talk milliseconds of hearing each other, without hold
 * @param how {@code offered}, {@code answered}, {@code no-answer}, {@code declined}, {@code busy}, {@code unreachable}, {@code withdrawn}, or
 *     {@code cut} by the server's own end, so that its length is not known
 * @param sentOn how the agent sent the caller on: {@code blind}, {@code attended} or empty
 * @param cameBy {@code transfer} if another agent sent the caller, {@code dialled} if the agent called them from the desk, else empty
 * @param needs the skills that the caller had asked for in the queue, separated by commas; empty: none
 */
record Part(
        String call,
        long number,
        String agent,
        String queue,
        long offered,
        long rung,
        long began,
        long ended,
        long talk,
        long hold,
        String how,
        String sentOn,
        String cameBy,
        String needs,
        Consults consults) {

    static final String ANSWERED = "answered";
    static final String TRANSFER = "transfer";
    static final String DIALLED = "dialled";

    /**
     * Talks with others while the caller waited.
     *
     * @param asked how many the agent of this part asked for; {@code was} how many a colleague had with them
     * @param millis of all of these
     */
    record Consults(long asked, long was, long millis) {

        static final Consults NONE = new Consults(0, 0, 0);
    }

    /** Whether caller and agent have heard each other and it is over. */
    boolean isHandled() {
        return how.equals(ANSWERED) && began > 0 && ended > 0;
    }

    /** Whether they have heard each other. */
    boolean isTaken() {
        return began > 0;
    }
}
