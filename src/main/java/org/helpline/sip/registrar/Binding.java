package org.helpline.sip.registrar;

import org.helpline.core.Timers;
import org.helpline.sip.transport.Destination;
import org.helpline.sip.transport.Flow;

/**
 * One phone of an agent: RFC 3261 §10.
 *
 * @param flow which of several flows of the instance it is (RFC 5626); 0: it has but one
 * @param to the flow that it registered over, whatever address it wrote into its Contact: so it is reached through its NAT
 * @param expiresAtNanos on the edge loop's clock
 * @param expiry removes it in time; {@code watch} when its connection closes
 */
record Binding(
        String uri,
        String instance,
        int flow,
        String callId,
        long cseq,
        Destination to,
        PhoneRoute route,
        long expiresAtNanos,
        Timers.Timer expiry,
        Flow.Watch watch) {

    /**
     * Whether {@code asked} speaks of this phone: the same URI, or the same instance at a new address (RFC 5626 §4.1); of several flows of an
     * instance it is the one with the same number, whatever their URIs (§6).
     */
    boolean is(RegisterRequest.Asked asked) {
        if (flow > 0 && asked.flow() > 0) {
            return flow == asked.flow() && instance.equals(asked.instance());
        }
        return uri.equals(asked.uri()) || (!instance.isEmpty() && instance.equals(asked.instance()));
    }

    /** What tells its phone from others: several flows of one are one phone. */
    String phone() {
        return flow > 0 ? instance : uri;
    }

    /** Its Contact line in the answer to a REGISTER. */
    String line(long nowNanos) {
        String outbound = flow > 0 ? ";+sip.instance=\"" + instance + "\";reg-id=" + flow : "";
        return "Contact: <" + uri + ">;expires=" + secondsLeft(nowNanos) + outbound;
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
