package org.helpline.sip;

import java.util.Optional;

/** What happens to a {@link SipLeg}; told on its loop, in order. */
public sealed interface SipLegEvent {

    /** Outgoing: 180 or 183 (or another 1xx above 100) came. */
    record Provisional(int status, Optional<String> sdp) implements SipLegEvent {}

    /**
     * Outgoing by trunk: one try came to its end, this one or another goes on. Told before the event that says so.
     *
     * @param target host that was tried; empty where none was, because the trunk could not be used
     * @param status what it answered, 200 if it took the call; 0 if there was no answer, or nothing was sent
     * @param sentence for people, such as {@code trunk acme: sip1.acme.example did not answer within 2 s}
     */
    record Tried(String trunk, String target, int status, String sentence) implements SipLegEvent {}

    /** Outgoing: a 2xx came and was acknowledged; {@code sdp} is its body. */
    record Answered(Optional<String> sdp) implements SipLegEvent {}

    /**
     * Outgoing: a 3xx to 6xx came (a 3xx is followed only by a trunk that may), or no trunk may or can be used. The last event.
     *
     * @param reason the peer's phrase, as it came but for what no terminal should see
     * @param sentence ours of a call by trunk, with cause and fix; empty for a phone
     */
    record Refused(int status, String reason, String sentence) implements SipLegEvent {

        /** By a phone. */
        public Refused(int status, String reason) {
            this(status, reason, "");
        }
    }

    /** Outgoing or in a dialog: no answer in time, or the transport failed. The last event. */
    record Failed(String why) implements SipLegEvent {}

    /**
     * Incoming: the ACK of our 2xx came; {@code sdp} is its body, the answer to a delayed offer. For a re-INVITE, of either
     * kind of leg, only where that answer was due.
     */
    record Acknowledged(Optional<String> sdp) implements SipLegEvent {}

    /** Incoming: no ACK within 64·T1; the layer has sent BYE (RFC 3261 §13.3.1.4). The last event. */
    record NeverAcknowledged() implements SipLegEvent {}

    /** Incoming: CANCEL before our final response; the layer has sent 487. The last event. */
    record Cancelled(String reason) implements SipLegEvent {}

    /** The peer offers anew; exactly one of acceptReInvite and refuseReInvite must follow, in the same turn of the loop. */
    record ReInvited(Optional<String> offer) implements SipLegEvent {}

    /** Our re-INVITE was answered with {@code sdp}. */
    record ReInviteAnswered(Optional<String> sdp) implements SipLegEvent {}

    /** Our re-INVITE was refused; the session goes on as it was (481 and 408 end it as {@link Failed} instead). */
    record ReInviteRefused(int status) implements SipLegEvent {}

    /** BYE came and was answered. The last event. {@code reason} is the Reason header's text or empty. */
    record ByeReceived(String reason) implements SipLegEvent {}

    /** INFO with a DTMF body came and was answered 200; other types were answered 415 and are not told. */
    record InfoReceived(String contentType, String body) implements SipLegEvent {}

    /**
     * What becomes of our REFER ({@link SipLeg#refer}).
     *
     * @param status of its answer, or of the call that the peer makes, as its NOTIFY tells; 0 if it does not say, or did not answer
     * @param reason the phrase beside it, cleaned
     */
    record ReferNews(Stage stage, int status, String reason) implements SipLegEvent {

        /** How far it is. The last of a REFER is {@code REFUSED} or {@code OVER}. */
        public enum Stage {
            /** The peer will try. */
            TAKEN,
            /** The peer does not take it: nobody has been called. */
            REFUSED,
            /** The call that the peer makes goes on. */
            PROGRESS,
            /** The call that the peer makes was answered (200) or came to nothing; 0 or below 200: the peer tells no more. */
            OVER
        }
    }

    /** The peer asks for a transfer by REFER; it must be refused or accepted in the same turn of the loop. */
    record Referred(Referral referral) implements SipLegEvent {}
}
