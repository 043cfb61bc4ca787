package org.helpline.sip.transport;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * What one loop does with a whole message: the gate, then on to the loop that owns its Call-ID. The bytes cross, not a message;
 * new requests may be shed where that loop is full, everything else has room.
 */
final class Router {

    /** As long as a transaction may last: RFC 3261 §17. */
    private static final Duration PLACED = Duration.ofSeconds(32);

    private final SipLoop loop;
    private final Gate gate;
    private final Gate whole;
    private final Counters counters;
    private final RefusalLog refusals;
    private final List<Station> stations;
    private final CallPlaces places;
    private final Doorkeeper doorkeeper;

    /** A loop and what receives on it. */
    record Station(SipLoop loop, Receiver receiver) {}

    /** {@code stations} of all loops, by index; may be filled after the construction but before the first message. */
    Router(
            SipLoop loop,
            Gate gate,
            Counters counters,
            RefusalLog refusals,
            Doorkeeper doorkeeper,
            List<Station> stations,
            CallPlaces places) {
        this.loop = loop;
        this.gate = gate;
        this.whole = new Gate(gate.limits().whole());
        this.counters = counters;
        this.refusals = refusals;
        this.doorkeeper = doorkeeper;
        this.stations = stations;
        this.places = places;
    }

    /** Asked before anything is read, and told of each read of a socket. */
    Doorkeeper doorkeeper() {
        return doorkeeper;
    }

    /** Takes one message that came over {@code flow}. On the loop. */
    void arrive(byte[] bytes, boolean stream, Flow flow) {
        arrive(gate.examine(bytes, stream), bytes, flow);
    }

    /** Takes one datagram: a message, or a keep-alive of RFC 5626 §3.5.2. On the loop. */
    void arriveByUdp(byte[] bytes, Flow flow) {
        if (!Stun.is(bytes)) {
            arrive(bytes, false, flow);
            return;
        }
        counters.ignored.increment();
        if (doorkeeper.answersKeepAlive(flow)) {
            Stun.answer(bytes, flow.remote()).ifPresent(flow::write);
        }
    }

    /** The same of a message that came whole over a connection, as in a WebSocket: its end is that of the bytes, not Content-Length's. */
    void arriveWhole(byte[] bytes, Flow flow) {
        arrive(whole.examine(bytes, false), bytes, flow);
    }

    private void arrive(Verdict verdict, byte[] bytes, Flow flow) {
        counters.received(flow, bytes);
        switch (verdict) {
            case Verdict.Passed(Head head) -> {
                boolean drops = opensSomething(head)
                        ? doorkeeper.drops(head, flow)
                        : head.isRequest() && doorkeeper.dropsWithin(head, flow);
                if (!drops) {
                    route(head, flow);
                }
            }
            case Verdict.Refused(Refusal why, Head head) -> {
                doorkeeper.malformed(flow);
                refuse(why, head, flow);
            }
            case Verdict.Dropped(Refusal why) -> {
                doorkeeper.malformed(flow);
                counters.rejected.increment();
                refusals.dropped(flow, why.sentence());
            }
            case Verdict.Ignored() -> counters.ignored.increment();
        }
    }

    private void route(Head head, Flow flow) {
        int owner = places.of(head).orElseGet(() -> owner(head));
        Station station = stations.get(owner);
        if (station.loop() == loop) {
            loop.guard(() -> station.receiver().onMessage(head, flow));
            return;
        }
        Flow there = flow instanceof UdpFlow udp ? udp.at(owner) : flow;
        Runnable task = () -> station.receiver().onMessage(head, there);
        if (!(opensSomething(head) ? station.loop().offer(task) : station.loop().tell(task))) {
            counters.shed.increment();
            refusals.refused(
                    head.method(),
                    flow,
                    503,
                    "The thread of this call has more to do than it can; call again in 5 s, or give the server more cores (sip.loops)");
            answer(head, flow, 503, "Overloaded, try again later", "Retry-After: 5\r\n");
        }
    }

    /** By its Call-ID; a call that wants the place of another (RFC 3891) comes to the loop of that one, and stays there if it is let in. */
    private int owner(Head head) {
        int own = CallIds.ownerOf(head.bytes(), head.callIdStart(), head.callIdEnd(), stations.size());
        String replaced = head.method().equals("INVITE") && !head.hasToTag() ? head.replacedCallId() : "";
        if (replaced.isEmpty()) {
            return own;
        }
        int there = places.of(replaced).orElseGet(() -> CallIds.ownerOf(replaced, stations.size()));
        if (there != own) {
            String callId = head.callId();
            places.guess(callId, there, head.cseqNumber());
            loop.timers().after(PLACED, () -> places.removeUnused(callId));
        }
        return there;
    }

    private static boolean opensSomething(Head head) {
        return head.isRequest()
                && !head.hasToTag()
                && !head.method().equals("CANCEL")
                && !head.method().equals("ACK");
    }

    private void refuse(Refusal why, Head head, Flow flow) {
        counters.rejected.increment();
        refusals.refused(head.method(), flow, why.status(), why.explained());
        answer(head, flow, why.status(), why.sentence(), "");
    }

    /** Answers without a transaction; nothing is kept of it. */
    private static void answer(Head head, Flow flow, int status, String reason, String more) {
        if (!head.isRequest() || head.method().equals("ACK")) {
            return;
        }
        Reply.response(head, status, reason, flow.remote(), statelessTag(head), more)
                .ifPresent(bytes -> back(head, flow).write(bytes));
    }

    private static Flow back(Head head, Flow flow) {
        boolean samePort = flow.isReliable() || head.wantsRport() || head.sentByPort() <= 0;
        return samePort ? flow : flow.toward(new InetSocketAddress(flow.remote().getAddress(), head.sentByPort()));
    }

    /** The same for every copy of a request, RFC 3261 §8.2.7. */
    private static String statelessTag(Head head) {
        return HexFormat.of().toHexDigits(31 * head.callId().hashCode() + (int) head.cseqNumber);
    }
}
