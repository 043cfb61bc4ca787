package org.helpline.call;

import java.util.Optional;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;
import org.helpline.core.Personal;
import org.helpline.sip.Caller;

/**
 * How a call came in.
 *
 * @param from the caller's number or SIP user as sent; {@code fromName} the display name
 * @param dialled the user part of the Request-URI; empty if it has none
 * @param callId the SIP Call-ID, as the tester sent it
 * @param source {@code udp 192.0.2.1:5060}
 * @param userAgent without control characters, at most 120 characters
 * @param trunk whose call it is; empty: a phone's, or anyone's
 * @param divertedBy who passed the call on to us, as the INVITE says; empty: nobody
 * @param withheld whether the caller wants to be unknown to whoever is outside the house
 * @param sentFrom the caller's number as the trunk wrote it, where that is another form; {@code sentDialled} the same of the dialled one
 * @param proven whether the caller's number is proved: a believed trunk asserts it, or we called it
 */
public record Arrival(
        Personal from,
        Personal fromName,
        String dialled,
        String callId,
        String source,
        String userAgent,
        Optional<String> trunk,
        Personal sentFrom,
        String sentDialled,
        Personal divertedBy,
        boolean withheld,
        boolean proven) {

    /** A call of no trunk that nobody passed on. */
    public Arrival(Personal from, Personal fromName, String dialled, String callId, String source, String userAgent) {
        this(
                from,
                fromName,
                dialled,
                callId,
                source,
                userAgent,
                Optional.empty(),
                Personal.NONE,
                "",
                Personal.NONE,
                false,
                false);
    }

    /** The same from a number that is proved. */
    public Arrival proved() {
        return new Arrival(
                from,
                fromName,
                dialled,
                callId,
                source,
                userAgent,
                trunk,
                sentFrom,
                sentDialled,
                divertedBy,
                withheld,
                true);
    }

    /** What the phone of {@code called} shows when it is called for them. */
    Caller caller(AgentId called) {
        return new Caller(
                from,
                fromName,
                withheld,
                Optional.of(dialled).filter(d -> d.matches("\\+?[0-9]{2,20}") && !d.equals(called.value())));
    }

    /** The fact of it. */
    public CallFact.Arrived fact() {
        return new CallFact.Arrived(
                from,
                fromName,
                dialled,
                callId,
                source,
                userAgent,
                trunk.orElse(""),
                sentFrom,
                sentDialled,
                divertedBy);
    }
}
