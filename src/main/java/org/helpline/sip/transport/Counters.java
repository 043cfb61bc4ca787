package org.helpline.sip.transport;

import java.util.concurrent.atomic.LongAdder;

/** What came and went since the start. Any thread. */
public final class Counters {

    final LongAdder received = new LongAdder();
    final LongAdder sent = new LongAdder();
    final LongAdder sendFailures = new LongAdder();
    final LongAdder rejected = new LongAdder();
    final LongAdder ignored = new LongAdder();
    final LongAdder shed = new LongAdder();
    final LongAdder connections = new LongAdder();

    /** Messages that came, broken ones included. */
    public long received() {
        return received.sum();
    }

    /** Messages that were handed to the system. */
    public long sent() {
        return sent.sum();
    }

    /** Messages that the system refused. */
    public long sendFailures() {
        return sendFailures.sum();
    }

    /** Messages that the gate refused, answered or not. */
    public long rejectedByGate() {
        return rejected.sum();
    }

    /** Datagrams that are no SIP: keep-alives, STUN, noise. */
    public long ignored() {
        return ignored.sum();
    }

    /** New requests that found their loop full. */
    public long shed() {
        return shed.sum();
    }

    /** TCP connections that are open. */
    public long connections() {
        return connections.sum();
    }
}
