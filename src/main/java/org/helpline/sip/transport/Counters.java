package org.helpline.sip.transport;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;
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
    final LongAdder unsecured = new LongAdder();
    private final AtomicLongArray refused = new AtomicLongArray(700);
    private final Tracer tracer;

    /** Counters that show each message to nobody. */
    public Counters() {
        this(Tracer.NONE);
    }

    /** Counters that show each message to {@code tracer}, too. */
    Counters(Tracer tracer) {
        this.tracer = tracer;
    }

    /** A message came. */
    void received(Flow flow, byte[] message) {
        received.increment();
        tracer.message(false, flow, message);
    }

    /** A message is handed to the system. */
    void sent(Flow flow, byte[] message) {
        sent.increment();
        tracer.message(true, flow, message);
    }

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

    void refuse(int status) {
        refused.incrementAndGet(status);
    }

    /** Requests that were refused before they were a call, or within none: status, of those that there were, to how often. */
    public Map<Integer, Long> refused() {
        Map<Integer, Long> all = new TreeMap<>();
        for (int status = 0; status < refused.length(); status++) {
            if (refused.get(status) > 0) {
                all.put(status, refused.get(status));
            }
        }
        return all;
    }

    /** Connections whose TLS handshake failed, theirs and ours. */
    public long unsecured() {
        return unsecured.sum();
    }

    /** TCP, TLS and WebSocket connections that are open. */
    public long connections() {
        return connections.sum();
    }
}
