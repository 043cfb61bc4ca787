package org.helpline.acd;

import java.time.Instant;
import org.helpline.core.InteractionId;

/** What makes a place a call-back's. Confined to the ACD's loop. */
final class Promise {

    /** Names the call-back, whatever attempts are made. */
    final InteractionId callback;

    final String number;

    /** Since when the customer waits. */
    final Instant asked;

    /** How often the customer was called in vain. */
    int attempts;

    /** The next attempt comes no earlier. */
    Instant notBefore;

    /** Why it is over; read when it is. */
    String over = "";

    Promise(InteractionId callback, String number, Instant asked, int attempts, Instant notBefore) {
        this.callback = callback;
        this.number = number;
        this.asked = asked;
        this.attempts = attempts;
        this.notBefore = notBefore;
    }

    @Override
    public String toString() {
        return "Promise[" + callback + ", attempts=" + attempts + "]"; // no number in logs
    }
}
