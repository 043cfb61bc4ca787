package org.helpline.sip.registrar;

import org.helpline.core.Timers;
import org.helpline.sip.transport.Destination;
import org.helpline.sip.transport.Flow;

/**
 * One phone of an agent: RFC 3261 §10.
 *
 * @param to the flow that it registered over, whatever address it wrote into its Contact: so it is reached through its NAT
 * @param expiresAtNanos on the edge loop's clock
 * @param expiry removes it in time; {@code watch} when its connection closes
 */
record Binding(
        String uri,
        String instance,
        String callId,
        long cseq,
        Destination to,
        PhoneRoute route,
        long expiresAtNanos,
        Timers.Timer expiry,
        Flow.Watch watch) {

    /** Whether {@code asked} speaks of this phone: the same URI, or the same instance at a new address (RFC 5626 §4.1). */
    boolean is(RegisterRequest.Asked asked) {
        return uri.equals(asked.uri()) || (!instance.isEmpty() && instance.equals(asked.instance()));
    }

    /** Takes nothing from the loop any more. */
    void release() {
        expiry.cancel();
        watch.cancel();
    }

    /** Whole seconds left, at least 0. */
    long secondsLeft(long nowNanos) {
        return Math.max(0, (expiresAtNanos - nowNanos) / 1_000_000_000L);
    }
}
