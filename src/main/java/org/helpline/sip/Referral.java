package org.helpline.sip;

import java.util.Optional;

/**
 * A REFER that the peer of a {@link SipLeg} sent in its dialog (RFC 3515): it asks for a transfer, and hears by NOTIFY what comes of it unless
 * it wants to hear nothing (RFC 4488). On the leg's loop. First comes exactly one of {@link #refuse} and {@link #accept}; after the dialog has ended
 * nothing is sent any more.
 */
public interface Referral {

    /** The user part of Refer-To, unescaped and cleaned, at most 100 characters; empty if it has none. */
    String target();

    /** The call that the transferor has with the target already: an attended transfer (RFC 3891, RFC 5589 §7). */
    Optional<Replaced> replaced();

    /** Refuses the REFER itself with a final response, 400 to 699. */
    void refuse(int status, String reason);

    /** Answers 202 and tells the peer 100 Trying. */
    void accept();

    /** Tells the peer a provisional status of the transfer, 101 to 199. */
    void progress(int status, String reason);

    /** Tells the peer the final status, 200 to 699: the last word. */
    void end(int status, String reason);

    /**
     * A dialog as a Replaces header names it.
     *
     * @param toTag the tag of the side that is asked to replace it, which is ours; {@code fromTag} the peer's
     * @param earlyOnly whether it may be replaced only while it rings
     */
    record Replaced(String callId, String toTag, String fromTag, boolean earlyOnly) {}
}
