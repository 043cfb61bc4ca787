package org.helpline.sip;

import java.net.InetAddress;
import java.util.Optional;
import org.helpline.core.Loop;

/**
 * One SIP dialog (or the call that may become one), seen from inside the house. Confined to {@link #loop()}; the answer to
 * everything comes as a {@link SipLegEvent}. Calling a method that does not fit the state (a second {@code end}, a re-INVITE
 * after BYE) does nothing.
 */
public interface SipLeg {

    /** The Call-ID header's value. */
    String callId();

    /** The loop that owns it. */
    Loop loop();

    /** Where the signalling of a call by trunk goes now; empty for all others, whose peer is known from the start. */
    default Optional<InetAddress> peer() {
        return Optional.empty();
    }

    /**
     * Ends it in whatever way fits: refuses an unanswered incoming call with {@code status}, cancels an outgoing one, sends BYE
     * to an answered one. No event follows.
     *
     * @param status the refusal for an unanswered incoming call, 400 to 699
     * @param reason for the Reason header (RFC 3326), plain ASCII
     */
    void end(int status, String reason);

    /** Offers a new session description by re-INVITE; answered by {@link SipLegEvent.ReInviteAnswered} or {@code ReInviteRefused}. Glare (491) is retried by itself, RFC 3261 §14.1. */
    void reInvite(String sdp);

    /** Accepts a {@link SipLegEvent.ReInvited} with a 200 that carries {@code sdp} (an answer, or an offer if there was none). */
    void acceptReInvite(String sdp);

    /** Refuses a {@link SipLegEvent.ReInvited} with 488 and a Warning header; the session goes on as it was. */
    void refuseReInvite(Warning why);

    /** Whether this is the dialog that is named, from the peer's point of view (RFC 3891 §3). */
    default boolean isDialog(Referral.Replaced named) {
        return callId().equals(named.callId());
    }

    /**
     * Asks the peer, whose trunk lets us, by REFER (RFC 3515, RFC 5589 §6) to call a number itself and let us go. {@link SipLegEvent.ReferNews}
     * follow, never inside this call.
     *
     * @param number in the house's form
     * @return false: nothing was sent, since the trunk takes no REFER or may not call the number
     */
    default boolean refer(String number) {
        return false;
    }

    /**
     * Asks the peer likewise to take the place that another call of its trunk has with us (RFC 5589 §7): it is joined with that one's peer. Nothing is
     * counted. The other may end before the last word comes.
     *
     * @param replacing the other's {@link #replaceable}
     * @return false: nothing was sent, since the trunk takes no REFER
     */
    default boolean referTo(String replacing) {
        return false;
    }

    /**
     * The URI by which somebody calls the peer in our place: its Contact with Replaces (RFC 3891) and what requires it, so that nobody is called
     * anew by who does not know Replaces. Empty: the peer does not, it is not up, or its trunk may not be asked.
     */
    default Optional<String> replaceable() {
        return Optional.empty();
    }

    /** Whether it is one that we began, that is not answered yet, and whose early dialog is named (RFC 3891 §3). */
    default boolean isEarlyDialog(Referral.Replaced named) {
        return false;
    }

    /** The trunk that it came or went by; empty: none, or none yet. */
    default Optional<String> trunk() {
        return Optional.empty();
    }

    /** Sends an INFO in the dialog; its response is of no interest. */
    void info(String contentType, String body);
}
