package org.helpline.sip.dialog;

import gov.nist.javax.sip.message.SIPRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import org.helpline.config.SessionTimers;
import org.helpline.config.SipSettings;
import org.helpline.core.ManualClock;
import org.helpline.core.Personal;
import org.helpline.core.SameThreadLoop;
import org.helpline.sip.IncomingCall;
import org.helpline.sip.SipLeg;
import org.helpline.sip.SipLegEvent;
import org.helpline.sip.transaction.Ack;
import org.helpline.sip.transport.Destination;

/** One core in virtual time with the test on both sides: as the peer and as the call room. */
final class Bench {

    static final String OUR_SDP =
            "v=0\r\no=- 2 2 IN IP4 192.0.2.1\r\ns=-\r\nc=IN IP4 192.0.2.1\r\nt=0 0\r\nm=audio 6000 RTP/AVP 0\r\n";

    final SameThreadLoop loop = new SameThreadLoop("sip-0", new ManualClock(Instant.parse("2026-11-22T10:00:00Z")));
    final FakeTransactions wire = new FakeTransactions(loop);
    final FakeFlow flow;
    final List<IncomingCall> calls = new ArrayList<>();
    final List<SipLegEvent> events = new ArrayList<>();
    final List<String> refusals = new ArrayList<>();
    final LongAdder dialogs = new LongAdder();
    final Admission.Shared admission;
    final UserAgentCore core;

    Door door = Door.OPEN;

    Bench() {
        this(settings(0, 0, 0), new FakeFlow("UDP", "192.0.2.7", 5060));
    }

    Bench(SipSettings settings, FakeFlow flow) {
        this(settings, flow, SessionTimers.USUAL);
    }

    Bench(SipSettings settings, FakeFlow flow, SessionTimers sessions) {
        this.admission = new Admission.Shared(settings);
        this.flow = flow;
        UserAgentCore.Surroundings around = new UserAgentCore.Surroundings(
                new Random(1),
                call -> {
                    calls.add(call);
                    call.listen(events::add);
                },
                (invite, status, why) -> refusals.add(status + " " + why),
                (request, transaction, _) -> transaction.respond(Responses.of(request, 401, "Unauthorized", "r")),
                new Admission(admission, 1, 0),
                sessions,
                (invite, from) -> door.enter(invite, from),
                dialogs);
        core = new UserAgentCore(around, wire);
    }

    static SipSettings settings(int maxCalls, int callsPerSecond, int perSource) {
        return new SipSettings(
                List.of("127.0.0.1:0"),
                true,
                "",
                1,
                "helpline",
                List.of("SHA-256", "MD5"),
                8192,
                maxCalls,
                callsPerSecond,
                perSource,
                new SipSettings.Connections(8192, 512, Duration.ofMinutes(10), Duration.ofSeconds(32)),
                Map.of(),
                Map.of());
    }

    /** A request arrives. */
    FakeServerTransaction receive(SIPRequest request) {
        return receive(request, flow);
    }

    FakeServerTransaction receive(SIPRequest request, FakeFlow from) {
        FakeServerTransaction transaction = new FakeServerTransaction(request, from);
        core.onRequest(request, transaction);
        return transaction;
    }

    FakeServerTransaction within(String method, int cseq, String more, String body) {
        return receive(Wire.within(method, ourTag(), cseq, more, body));
    }

    void ack(int cseq, String body) {
        core.onAck(Ack.of(Wire.within("ACK", ourTag(), cseq, "", body)));
    }

    /** The tag of the newest call that came in. */
    String ourTag() {
        return ((IncomingLeg) calls.getLast()).dialog().id().localTag();
    }

    /** A call that came in with an offer, was answered and acknowledged. */
    IncomingCall talking() {
        receive(Wire.invite("", Wire.SDP));
        calls.getLast().answer(OUR_SDP);
        ack(7, "");
        return calls.getLast();
    }

    /** A call to a phone at 192.0.2.50. */
    SipLeg call() {
        return call("sip:anna@192.0.2.50:5070", new Personal("+4930123"), new Personal("Ada"));
    }

    SipLeg call(String uri, Personal number, Personal name) {
        Destination to = new Destination.OverFlow(new FakeFlow("UDP", "192.0.2.50", 5070));
        return core.call(new OutgoingCall(uri, to, number, name, OUR_SDP), events::add);
    }

    /** A call to a phone that was answered. */
    SipLeg phoneTalking() {
        SipLeg leg = call();
        wire.last().answer(200, "phone", "Contact: <sip:anna@192.0.2.50:5070>\n", Wire.SDP);
        return leg;
    }

    void pass(Duration time) {
        loop.advance(time);
    }
}
