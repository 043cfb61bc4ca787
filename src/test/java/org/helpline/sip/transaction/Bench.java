package org.helpline.sip.transaction;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.helpline.core.ManualClock;
import org.helpline.core.SameThreadLoop;
import org.helpline.sip.transport.Counters;
import org.helpline.sip.transport.Destination;
import org.helpline.sip.transport.Flow;
import org.helpline.sip.transport.Gate;
import org.helpline.sip.transport.JainCodec;
import org.helpline.sip.transport.Limits;
import org.helpline.sip.transport.RefusalLog;
import org.helpline.sip.transport.Verdict;

/** A transaction table in virtual time between a fake wire and a user that notes what it is told. */
final class Bench implements TransactionUser, ClientUser {

    final ManualClock clock = new ManualClock(Instant.EPOCH);
    final SameThreadLoop loop = new SameThreadLoop("sip-0", clock);
    final FakeFlow wire;
    final List<String> refusals = new ArrayList<>();
    final List<String> told = new ArrayList<>();
    final List<ServerTransaction> opened = new ArrayList<>();
    final Table table;
    private final Gate gate = new Gate(Limits.of(8_192));

    Bench(boolean reliable) {
        wire = new FakeFlow(clock, reliable, 5060);
        table = new Table(
                loop,
                0,
                new JainCodec(),
                to -> to instanceof Destination.OverFlow(Flow flow) ? flow : wire,
                new RefusalLog(loop, new Counters(), refusals::add),
                new Random(4711),
                _ -> true,
                _ -> this);
    }

    void arrives(String text) {
        if (!(gate.examine(Messages.bytes(text), wire.isReliable()) instanceof Verdict.Passed(var head))) {
            throw new AssertionError("the gate refused " + text);
        }
        table.onMessage(head, wire);
        loop.run();
    }

    void pass(long millis) {
        loop.advance(Duration.ofMillis(millis));
    }

    ClientTransaction call(String method) {
        return table.send(Messages.ours(method, "ours@x"), new Destination.OverFlow(wire), this);
    }

    /** A response to the last request with that method that went out. */
    void respond(String method, int status) {
        String request = wire.sent.stream()
                .map(FakeFlow.Sent::text)
                .filter(text -> text.startsWith(method + ' '))
                .reduce((_, last) -> last)
                .orElseGet(() -> remembered);
        remembered = request;
        arrives("SIP/2.0 " + status + " Something\r\n"
                + request.substring(request.indexOf("\r\n") + 2)
                        .replace("To: <sip:100@127.0.0.1>\r\n", "To: <sip:100@127.0.0.1>;tag=theirs\r\n"));
    }

    private String remembered = "";

    /** Answers the last request that was told. */
    void answer(int status) {
        ServerTransaction last = opened.getLast();
        SIPResponse response = requests.getLast().createResponse(status);
        response.setToTag("ours");
        last.respond(response);
    }

    final List<SIPRequest> requests = new ArrayList<>();

    List<Long> millis() {
        List<Long> all = wire.sent.stream().map(FakeFlow.Sent::millis).toList();
        wire.sent.clear();
        return all;
    }

    List<String> takeTold() {
        List<String> all = List.copyOf(told);
        told.clear();
        return all;
    }

    /** The ACKs that came up, each whole. */
    final List<Ack> acks = new ArrayList<>();

    @Override
    public void onRequest(SIPRequest request, ServerTransaction transaction) {
        told.add(request.getMethod());
        opened.add(transaction);
        requests.add(request);
        atOnce.ifPresent(this::answer);
    }

    /** The status with which each request is answered as it comes; empty: it is left waiting. */
    Optional<Integer> atOnce = Optional.empty();

    @Override
    public void onAck(Ack ack) {
        told.add("ACK");
        acks.add(ack);
    }

    @Override
    public void onCancel(SIPRequest cancel, ServerTransaction invite) {
        told.add("CANCEL");
    }

    @Override
    public void onStray2xx(SIPResponse response, Flow flow) {
        told.add("stray " + response.getStatusCode());
    }

    @Override
    public void onResponse(SIPResponse response) {
        told.add(String.valueOf(response.getStatusCode()));
    }

    @Override
    public void onFailed(String why) {
        told.add("failed");
    }
}
