package org.helpline.sip.dialog;

import gov.nist.javax.sip.message.SIPRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.helpline.core.Loop;
import org.helpline.core.SameThreadLoop;
import org.helpline.sip.transaction.ClientTransaction;
import org.helpline.sip.transaction.ClientUser;
import org.helpline.sip.transaction.Transactions;
import org.helpline.sip.transport.Counters;
import org.helpline.sip.transport.Destination;
import org.helpline.sip.transport.RefusalLog;

/** Remembers what was sent; the test plays the peer. */
final class FakeTransactions implements Transactions {

    /** A request that went out in a client transaction. */
    static final class Sent implements ClientTransaction {
        final SIPRequest request;
        final Destination to;
        final ClientUser user;
        boolean cancelled;
        String cancelLine = "";

        Sent(SIPRequest request, Destination to, ClientUser user) {
            this.request = request;
            this.to = to;
            this.user = user;
        }

        void answer(int status, String toTag, String more, String body) {
            user.onResponse(Wire.answer(request, status, toTag, more, body));
        }

        @Override
        public void cancel(String headerLine) {
            cancelLine = headerLine;
            cancelled = true;
        }
    }

    final List<Sent> sent = new ArrayList<>();
    final List<SIPRequest> acks = new ArrayList<>();
    final List<String> resent = new ArrayList<>();
    final List<String> refusals = new ArrayList<>();
    private final SameThreadLoop loop;
    private final RefusalLog log;

    FakeTransactions(SameThreadLoop loop) {
        this.loop = loop;
        this.log = new RefusalLog(loop, new Counters(), refusals::add);
    }

    List<String> methods() {
        return sent.stream().map(s -> s.request.getMethod()).toList();
    }

    Sent last() {
        return sent.getLast();
    }

    @Override
    public Loop loop() {
        return loop;
    }

    @Override
    public ClientTransaction send(SIPRequest request, Destination to, ClientUser user) {
        Sent one = new Sent(request, to, user);
        sent.add(one);
        return one;
    }

    @Override
    public byte[] sendAck(SIPRequest ack, Destination to) {
        acks.add(ack);
        return ack.encode().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void resend(byte[] bytes, Destination to) {
        resent.add(new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public String newCallId() {
        return "hl0-abc";
    }

    @Override
    public RefusalLog refusals() {
        return log;
    }

    @Override
    public int size() {
        return 0;
    }
}
