package org.helpline.call;

import java.util.Optional;
import org.helpline.sip.IncomingCall;

/** The caller's side. */
public interface CallerLeg extends Leg {

    /** What the INVITE said. */
    IncomingCall.Invite invite();

    /** Sends 180 Ringing. */
    void ring();

    /** Answers; the value says why it could not be answered (it is refused then), or is empty. */
    Optional<Refusal> answer();

    /**
     * A refusal that explains itself.
     *
     * @param status the SIP status sent; {@code sentence} the cause and the fix, for the log and the record
     */
    record Refusal(int status, String sentence) {}
}
