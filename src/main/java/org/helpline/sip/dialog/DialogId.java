package org.helpline.sip.dialog;

import org.helpline.sip.Referral;

/**
 * What names a dialog on our side: RFC 3261 §12.
 *
 * @param remoteTag empty when the peer sent none, as RFC 2543 allowed (§12.1.1)
 */
record DialogId(String callId, String localTag, String remoteTag) {

    /** Whether a Replaces names it; some phones write the tags as they see them themselves, so either order counts. */
    boolean isNamed(Referral.Replaced named) {
        return callId.equals(named.callId())
                && (isNamed(named.toTag(), named.fromTag()) || isNamed(named.fromTag(), named.toTag()));
    }

    private boolean isNamed(String ours, String theirs) {
        // 0 stands for the tag that a peer of RFC 2543 does not have: RFC 3891 §3
        return localTag.equals(ours) && (remoteTag.isEmpty() ? theirs.equals("0") : remoteTag.equals(theirs));
    }
}
