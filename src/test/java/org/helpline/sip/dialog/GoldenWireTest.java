package org.helpline.sip.dialog;

import gov.nist.javax.sip.message.SIPMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.helpline.sip.IncomingCall;
import org.helpline.sip.SipLeg;
import org.junit.jupiter.api.Test;

/** What we write, byte for byte but for the Via that the transactions add: one call each way. */
class GoldenWireTest {

    private final Bench bench = new Bench();
    private final List<SIPMessage> written = new ArrayList<>();

    @Test
    void aCallThatComes() {
        FakeServerTransaction invite = bench.receive(Wire.invite("Record-Route: <sip:192.0.2.7;lr>\n", Wire.SDP));
        IncomingCall call = bench.calls.getFirst();
        call.ring(180, Optional.empty());
        call.answer(Bench.OUR_SDP);
        written.addAll(invite.responses);
        bench.ack(7, "");
        written.addAll(bench.within("OPTIONS", 8, "", "").responses);
        call.reInvite(Bench.OUR_SDP);
        written.add(bench.wire.last().request);
        bench.wire.last().answer(200, "", "Contact: <sip:ada@192.0.2.7:5060>\n", Wire.SDP);
        written.addAll(bench.wire.acks);
        call.info("application/dtmf-relay", "Signal=1\r\nDuration=160\r\n");
        written.add(bench.wire.last().request);
        call.end(480, "goodbye");
        written.add(bench.wire.last().request);
        assertWritten("incoming.txt");
    }

    @Test
    void aCallThatWePlace() {
        SipLeg leg = bench.call();
        written.add(bench.wire.last().request);
        bench.wire.last().answer(200, "phone", "Contact: <sip:anna@192.0.2.50:5070>\n", Wire.SDP);
        written.addAll(bench.wire.acks);
        leg.reInvite(Bench.OUR_SDP);
        written.add(bench.wire.last().request);
        bench.wire.last().answer(491, "", "", "");
        bench.pass(Duration.ofSeconds(4));
        written.add(bench.wire.last().request);
        bench.wire.last().answer(200, "", "", Wire.SDP);
        written.add(bench.wire.acks.getLast());
        leg.end(480, "the caller hung up");
        written.add(bench.wire.last().request);
        assertWritten("outgoing.txt");
    }

    private void assertWritten(String file) {
        StringBuilder text = new StringBuilder();
        written.forEach(m ->
                text.append(Wire.text(m).replace("\r\n", "\n").stripTrailing()).append("\n\n----\n"));
        Golden.assertSame(GoldenWireTest.class, file, text.toString());
    }
}
