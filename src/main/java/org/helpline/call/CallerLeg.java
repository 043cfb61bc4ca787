package org.helpline.call;

import java.util.Optional;

/** The caller's side. */
public interface CallerLeg extends Leg {

    /** How the call came in. */
    Arrival arrival();

    /** Who hears the leg's events from now on; replaces the one before. */
    void listen(LegListener listener);

    /** Sends 180 Ringing. */
    void ring();

    /** Answers; the value says why it could not be answered (it is refused then), or is empty. */
    Optional<Refusal> answer();

    /** Refuses an unanswered call; nothing follows. {@code retryAfterSeconds} becomes a Retry-After header, 0: none. */
    void refuse(int status, String phrase, int retryAfterSeconds);

    /**
     * A refusal that explains itself.
     *
     * @param status the SIP status sent; {@code sentence} the cause and the fix, for the log and the record
     */
    record Refusal(int status, String sentence) {}
}
