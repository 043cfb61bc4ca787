package org.helpline.call;

import org.helpline.sip.Referral;

/** The call that a phone wants to take the place of: INVITE with Replaces, RFC 3891. */
public record Replacement(Referral.Replaced named) {

    /** The Call-ID of the leg that is to be replaced. */
    public String callId() {
        return named.callId();
    }

    /** Whether it may only be replaced while it rings. */
    public boolean isEarlyOnly() {
        return named.earlyOnly();
    }

    /** Whether this is the leg that is meant. */
    public boolean names(Leg leg) {
        return leg instanceof PhoneLeg phone
                && phone.sip() != null
                && phone.sip().isDialog(named);
    }
}
