package org.helpline.call;

import java.util.Optional;
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

    /** Whether this is a leg that we ring, and that is meant. */
    public boolean namesRinging(Leg leg) {
        return leg instanceof PhoneLeg phone
                && phone.sip() != null
                && phone.sip().isEarlyDialog(named);
    }

    /** Whether that leg is a trunk's, and {@code by} has come by the same one. */
    public static boolean isOfOneTrunk(Leg leg, CallerLeg by) {
        Optional<String> trunk = by.arrival().trunk();
        return trunk.isPresent() && leg instanceof Line line && line.trunk().equals(trunk);
    }

    /** Whether this is the leg that is meant. */
    public boolean names(Leg leg) {
        return leg instanceof Line line && line.isDialog(named);
    }
}
