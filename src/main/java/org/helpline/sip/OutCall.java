package org.helpline.sip;

import java.util.List;
import java.util.Optional;
import org.helpline.core.Personal;

/**
 * A call to a number by the trunks, {@link SipEndpoint#callOut}.
 *
 * @param number to be called, normalised: a public one is E.164 with {@code +}
 * @param trunks names, tried in this order; empty: all that may call the number, in the order of the file
 * @param callerNumber who calls, normalised; empty if unknown. What the called phone sees of it is the trunk's rule
 * @param callerName shown beside the number where the number is
 * @param withhold whether the caller wants to be unknown (RFC 3323); stronger than every rule
 * @param divertedBy the number of ours that passes the call on, for Diversion (RFC 5806), and to be shown where the caller's is not
 * @param offers what each try offers
 */
public record OutCall(
        String number,
        List<String> trunks,
        Personal callerNumber,
        Personal callerName,
        boolean withhold,
        Optional<String> divertedBy,
        Offers offers) {

    /** The same offer for every try. */
    public OutCall(
            String number,
            List<String> trunks,
            Personal callerNumber,
            Personal callerName,
            boolean withhold,
            Optional<String> divertedBy,
            String sdp) {
        this(number, trunks, callerNumber, callerName, withhold, divertedBy, Offers.same(sdp));
    }

    /** Copies the list. */
    public OutCall {
        trunks = List.copyOf(trunks);
    }
}
