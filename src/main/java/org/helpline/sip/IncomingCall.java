package org.helpline.sip;

import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Consumer;
import org.helpline.core.Loop;
import org.helpline.core.Personal;

/** A new INVITE that passed the gate; 100 Trying is already sent. Confined to its loop. */
public interface IncomingCall extends SipLeg {

    /** What the INVITE says. */
    Invite invite();

    /** Who hears the events from now on; set it before returning from {@link CallArrivals#onInvite}. */
    void listen(SipLegListener listener);

    /** The call of ours that it wants to take the place of (RFC 3891); nothing has been replaced. */
    default Optional<Referral.Replaced> replaced() {
        return Optional.empty();
    }

    /**
     * Asks the caller for the password of a phone that may register here (RFC 3261 §22.2). Once; before anything else is said.
     *
     * @param beside the loop on which the call had better live, where it comes again with its password; empty: any
     * @param told later, on the loop of the leg: whose password it was; empty if the call was refused, and will perhaps come again as a new one
     */
    void authenticate(Optional<Loop> beside, Consumer<Optional<String>> told);

    /** Sends 180, or 183 with {@code sdp}. */
    void ring(int status, Optional<String> sdp);

    /** Answers 200 with {@code sdp}: an answer, or an offer if the INVITE had none. Retransmitted until {@link SipLegEvent.Acknowledged}. */
    void answer(String sdp);

    /** Refuses with a final response; {@code retryAfterSeconds} becomes a Retry-After header, 0: none. */
    void refuse(int status, String reason, int retryAfterSeconds);

    /** Refuses the offer with 488 and says why by a Warning header. */
    void notAcceptable(Warning why);

    /**
     * The INVITE in the house's words.
     *
     * @param from user part or number of From, or of P-Asserted-Identity where the trunk is believed; in the house's form
     * @param dialled the user part of the Request-URI, unescaped, in the house's form, at most 100 characters; empty if it has none
     * @param source {@code udp 192.0.2.1:5060}
     * @param localAddress our address that faces the peer, for SDP; {@code remoteAddress} where the INVITE came from; through a proxy of ours both are those
     *     of whom it speaks for
     * @param userAgent cleaned of control characters, at most 120 characters
     * @param offer the SDP offer; empty: the offer is delayed
     * @param trunk whose call it is; empty: a phone's, or anyone's
     * @param sentFrom the number as the trunk wrote it, where that is another form; else empty
     * @param sentDialled the same of the dialled number
     * @param divertedBy who passed the call on to us, by Diversion (RFC 5806) or History-Info (RFC 7044), in the house's form; told by
     *     the INVITE and proven by nothing
     * @param withheld whether the caller wants to be unknown outside (Privacy, or an anonymous From: RFC 3323 §4)
     * @param proven whether a trunk that is believed asserts the number (P-Asserted-Identity, RFC 3325); From proves nothing
     */
    record Invite(
            String callId,
            Personal from,
            Personal fromName,
            String dialled,
            String source,
            InetAddress localAddress,
            InetAddress remoteAddress,
            String userAgent,
            Optional<String> offer,
            Optional<String> trunk,
            Personal sentFrom,
            String sentDialled,
            Personal divertedBy,
            boolean withheld,
            boolean proven) {

        /** A call of no trunk, that nobody passed on. */
        public Invite(
                String callId,
                Personal from,
                Personal fromName,
                String dialled,
                String source,
                InetAddress localAddress,
                InetAddress remoteAddress,
                String userAgent,
                Optional<String> offer) {
            this(
                    callId,
                    from,
                    fromName,
                    dialled,
                    source,
                    localAddress,
                    remoteAddress,
                    userAgent,
                    offer,
                    Optional.empty(),
                    Personal.NONE,
                    "",
                    Personal.NONE,
                    false,
                    false);
        }
    }
}
