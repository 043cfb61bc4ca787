package org.helpline.sip.transaction;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.net.InetSocketAddress;
import org.helpline.sip.transport.Flow;
import org.helpline.sip.transport.Head;
import org.helpline.sip.transport.Reply;
import org.jspecify.annotations.Nullable;

/** What both server transactions have: the way back, the kept bytes, the place in the table. Confined to the loop. */
abstract sealed class Server implements ServerTransaction permits InviteServer, PlainServer {

    final Table table;
    final TwoTimers timers;
    final String key;
    /** Empty where the request belongs to a dialog and so cannot be merged. */
    final String mergeKey;

    private final Flow flow;
    private final boolean reliable;
    private Flow back;
    private final InetSocketAddress reconnect;
    private @Nullable SIPRequest request;
    private @Nullable Head head;
    private byte @Nullable [] last;
    private boolean answered;
    private boolean cancelled;
    private String toTag = "";

    /** A request that opens a transaction, and what it is found by; {@code mergeKey} is empty where it belongs to a dialog. */
    record Opened(Arrival arrival, String key, String mergeKey, SIPRequest request) {}

    Server(Table table, Opened opened) {
        Arrival arrival = opened.arrival();
        this.table = table;
        this.timers = new TwoTimers(table.loop().timers());
        this.key = opened.key();
        this.mergeKey = opened.mergeKey();
        this.flow = arrival.flow();
        this.back = arrival.back();
        this.reliable = flow.isReliable();
        this.reconnect = reliable ? arrival.responseAddress() : flow.remote();
        this.request = opened.request();
        this.head = arrival.head();
    }

    abstract void onRequestAgain();

    abstract void onAck(Head ack);

    abstract void onTransportError();

    @Override
    public SIPRequest request() {
        if (request == null) {
            throw new IllegalStateException("the request is let go once it has its final response");
        }
        return request;
    }

    @Override
    public Flow flow() {
        return flow;
    }

    @Override
    public boolean isAnswered() {
        return answered;
    }

    boolean isReliable() {
        return reliable;
    }

    /** The To tag of our last response that had one, or empty. */
    String toTag() {
        return toTag;
    }

    /** Whether anything was sent, be it 100. */
    boolean hasSpoken() {
        return last != null;
    }

    /** True the first time an unanswered one is cancelled. */
    boolean cancelOnce() {
        boolean first = !cancelled && !answered;
        cancelled = true;
        return first;
    }

    void send(SIPResponse response) {
        String tag = response.getToTag();
        toTag = tag == null ? toTag : tag;
        if (response.getStatusCode() >= 200) {
            answered = true;
            request = null;
            head = null;
            settled(response.getStatusCode());
        }
        sendBytes(table.encode(response));
    }

    /** Sends a response in words; what was answered before goes out again as it did. */
    void send(Answer answer) {
        Head asked = head;
        if (asked == null) {
            resend();
            return;
        }
        byte[] bytes = Reply.answer(
                        asked, answer.status(), answer.reason(), flow.remote(), answer.toTag(), answer.rest())
                .orElseGet(() -> table.encode(answer.message(request())));
        toTag = asked.hasToTag() ? asked.toTag() : answer.toTag();
        if (answer.status() >= 200) {
            answered = true;
            request = null;
            head = null;
            settled(answer.status());
        }
        sendBytes(bytes);
    }

    /**
     * A request that is over is not ongoing any more, so that its copy over another path is answered anew and alike; only a call that
     * was taken must not be taken twice (RFC 3261 §8.2.2.2).
     */
    private void settled(int status) {
        boolean taken = status < 300 && this instanceof InviteServer;
        if (!taken) {
            table.settle(this);
        }
    }

    /** Sends made bytes and keeps them for retransmissions. */
    void sendBytes(byte[] bytes) {
        last = bytes;
        resend();
    }

    /** Our 2xx was acknowledged and is never sent again: it would be the largest part of what a call keeps for 32 s. */
    void letGo() {
        last = null;
    }

    void resend() {
        if (last != null) {
            if (reliable && back.isClosed()) {
                back = table.reconnect(back, reconnect); // RFC 3261 §18.2.2
            }
            back.write(last, table.loop(), this::onTransportError);
        }
    }

    void end() {
        timers.stop();
        table.forget(this);
    }
}
