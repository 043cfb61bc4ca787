package org.helpline.sip.transaction;

import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.net.InetSocketAddress;
import java.text.ParseException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;
import org.helpline.core.Loop;
import org.helpline.sip.transport.CallIds;
import org.helpline.sip.transport.Destination;
import org.helpline.sip.transport.Flow;
import org.helpline.sip.transport.Flows;
import org.helpline.sip.transport.Head;
import org.helpline.sip.transport.OuterAddress;
import org.helpline.sip.transport.Receiver;
import org.helpline.sip.transport.Refusal;
import org.helpline.sip.transport.RefusalLog;
import org.helpline.sip.transport.Reply;
import org.helpline.sip.transport.SipCodec;
import org.helpline.sip.transport.SipLoop;

/**
 * The transactions of one loop: finds the one that a message belongs to by its measured bytes, and parses only what goes up.
 *
 * <p>Retransmissions, ACKs of refusals, CANCELs that match nothing and merged requests are dealt with on bytes. Everything is
 * confined to the loop.
 */
final class Table implements Transactions, Receiver {

    private static final String INVITE = "INVITE";

    private final Loop loop;
    private final int index;
    private final SipCodec codec;
    private final Flows flows;
    private final RefusalLog refusals;
    private final RandomGenerator random;
    private final long salt;
    private final IntPredicate newCalls;
    private final TransactionUser user;
    private final Map<String, Server> servers = new HashMap<>();
    private final Map<String, Server> unmerged = new HashMap<>();
    private final Map<String, Client> clients = new HashMap<>();
    private final ConnectionUsers connections;

    Table(
            Loop loop,
            int index,
            SipCodec codec,
            Flows flows,
            RefusalLog refusals,
            RandomGenerator random,
            IntPredicate newCalls,
            Function<Transactions, TransactionUser> userOf) {
        this.newCalls = newCalls;
        this.loop = loop;
        this.index = index;
        this.codec = codec;
        this.flows = flows;
        this.refusals = refusals;
        this.random = random;
        this.salt = random.nextLong();
        this.connections = new ConnectionUsers(loop);
        this.user = userOf.apply(this);
    }

    @Override
    public void place(SIPRequest answered, Loop elsewhere) {
        if (elsewhere != loop && elsewhere instanceof SipLoop there) {
            String callId = answered.getCallId().getCallId();
            flows.places().put(callId, there.index(), answered.getCSeq().getSeqNumber() + 1);
            loop.timers().after(Timing.GIVE_UP, () -> flows.places().removeUnused(callId));
        }
    }

    @Override
    public boolean isPlaced(String callId) {
        return flows.places().has(callId);
    }

    @Override
    public void staysPlaced(String callId) {
        flows.places().settle(callId);
    }

    @Override
    public void placeNoMore(String callId) {
        flows.places().remove(callId);
    }

    @Override
    public void onMessage(Head head, Flow flow) {
        if (!head.isRequest()) {
            onResponse(head, flow);
            return;
        }
        Arrival arrival = new Arrival(head, flow);
        switch (head.method()) {
            case "ACK" -> onAck(arrival);
            case "CANCEL" -> onCancel(arrival);
            default -> onRequest(arrival);
        }
    }

    private void onRequest(Arrival arrival) {
        Head head = arrival.head();
        String key = arrival.key(head.method());
        Server known = servers.get(key);
        if (known != null) {
            known.onRequestAgain();
            return;
        }
        String mergeKey = head.hasToTag() ? "" : head.mergeKey();
        if (!mergeKey.isEmpty() && unmerged.containsKey(mergeKey)) {
            answer(arrival, 482, "Loop detected, this request has come another way"); // RFC 3261 §8.2.2.2
            return;
        }
        boolean newCall = head.method().equals(INVITE) && !head.hasToTag();
        if (newCall && refusedUnread(arrival)) {
            return;
        }
        Optional<SIPRequest> request = parseRequest(arrival);
        if (request.isPresent()) {
            open(new Server.Opened(arrival, key, mergeKey, request.get()));
        }
    }

    private boolean refusedUnread(Arrival arrival) {
        boolean shed = !newCalls.test(arrival.head().callIdHash() ^ (int) salt);
        if (!shed && !user.refusesUnread(arrival.flow())) {
            return false;
        }
        String why = shed
                ? "More comes than this machine can do; new calls are let in bit by bit; give the server more cores, or call another one"
                : "More calls come than sip.calls-per-second and its like allow; raise them, or slow the callers down";
        refusals.refused(INVITE, arrival.flow(), 503, why);
        reply(arrival, 503, "Service Unavailable", "Retry-After: 5\r\n");
        return true;
    }

    private void open(Server.Opened opened) {
        Arrival arrival = opened.arrival();
        SIPRequest request = opened.request();
        boolean invite = arrival.head().method().equals(INVITE);
        Server server = invite ? new InviteServer(this, opened) : new PlainServer(this, opened);
        servers.put(server.key, server);
        if (!server.mergeKey.isEmpty()) {
            unmerged.put(server.mergeKey, server);
        }
        boolean taken = false;
        try {
            user.onRequest(request, server);
            taken = true;
        } finally {
            if (!taken && !server.isAnswered()) { // a bug above ends this one request; the loop logs it
                server.respond(request.createResponse(500, "Internal error"));
            }
        }
        if (invite && !server.hasSpoken()) { // whoever is answered at once needs no 100: RFC 3261 §17.2.1
            Reply.response(arrival.head(), 100, "Trying", arrival.source(), "", "")
                    .ifPresent(server::sendBytes);
        }
    }

    private void onAck(Arrival ack) {
        Server invite = servers.get(ack.key(INVITE));
        if (invite != null) {
            invite.onAck(ack.head());
        } else {
            passAck(ack.head());
        }
    }

    /** Tells the user of an ACK of a 2xx. */
    void passAck(Head ack) {
        if (ack.hasBody()) {
            parse(ack, SIPRequest.class).ifPresent(message -> user.onAck(Ack.of(message)));
        } else {
            user.onAck(Ack.of(ack));
        }
    }

    private void onCancel(Arrival cancel) {
        Server invite = servers.get(cancel.key(INVITE));
        if (invite == null) {
            answer(cancel, 481, "No such transaction"); // RFC 3261 §9.2
            return;
        }
        Optional<SIPRequest> message = parseRequest(cancel);
        if (message.isEmpty()) {
            return;
        }
        String tag = invite.toTag().isEmpty() ? statelessTag(cancel.head()) : invite.toTag();
        Reply.response(cancel.head(), 200, "OK", cancel.source(), tag, "")
                .ifPresent(bytes -> cancel.back().write(bytes));
        if (invite.cancelOnce()) {
            user.onCancel(message.get(), invite);
        }
    }

    private void onResponse(Head head, Flow flow) {
        Client client = clients.get(head.transactionKey(head.cseqMethod()));
        if (client != null) {
            client.onResponse(head);
        } else if (head.status() / 100 == 2 && head.cseqMethod().equals(INVITE)) {
            parse(head, SIPResponse.class).ifPresent(message -> user.onStray2xx(message, flow));
        }
    }

    /** Answers without a transaction, RFC 3261 §8.2.7: the tag is the same for every copy of the request. */
    private void answer(Arrival arrival, int status, String reason) {
        refusals.refused(arrival.head().method(), arrival.flow(), status, reason);
        reply(arrival, status, reason, "");
    }

    private void reply(Arrival arrival, int status, String reason, String more) {
        Reply.response(arrival.head(), status, reason, arrival.source(), statelessTag(arrival.head()), more)
                .ifPresent(bytes -> arrival.back().write(bytes));
    }

    private String statelessTag(Head head) {
        long mixed =
                salt ^ ((long) head.callId().hashCode() << 32) ^ head.mergeKey().hashCode();
        return HexFormat.of().toHexDigits(mixed * 0x9E3779B97F4A7C15L);
    }

    private Optional<SIPRequest> parseRequest(Arrival arrival) {
        Optional<SIPRequest> message = parse(arrival.head(), SIPRequest.class);
        if (message.isEmpty()) {
            answer(arrival, 400, Refusal.UNPARSABLE.sentence());
        } else {
            markSource(message.get().getTopmostVia(), arrival);
        }
        return message;
    }

    private static void markSource(Via via, Arrival arrival) {
        try {
            if (arrival.head().wantsRport()) {
                via.setParameter("rport", String.valueOf(arrival.source().getPort()));
            }
            if (Reply.needsReceived(arrival.head(), arrival.source())) {
                via.setReceived(Reply.hostOf(arrival.source().getAddress()));
            }
        } catch (ParseException e) {
            throw new IllegalStateException("an address of the system is no Via parameter", e);
        }
    }

    Optional<Client.Heard> parseResponse(Head head) {
        return parse(head, SIPResponse.class).map(message -> new Client.Heard(head, message));
    }

    private <M extends SIPMessage> Optional<M> parse(Head head, Class<M> kind) {
        return codec.parse(head).filter(kind::isInstance).map(kind::cast);
    }

    byte[] encode(SIPMessage message) {
        return codec.encode(message);
    }

    @Override
    public ClientTransaction send(SIPRequest request, Destination to, ClientUser clientUser) {
        Flow flow = flows.to(to);
        byte[] bytes = withVia(request, flow);
        Head head = Head.ofOurs(bytes);
        String key = head.transactionKey(head.method());
        return begin(
                head.method().equals(INVITE)
                        ? new InviteClient(this, key, flow, clientUser, head)
                        : new PlainClient(this, key, flow, clientUser, bytes));
    }

    void sendCancel(Head invite, Flow flow, String headerLine) {
        byte[] bytes = Reply.cancel(invite, headerLine);
        begin(new PlainClient(this, invite.transactionKey("CANCEL"), flow, new Unheard(), bytes));
    }

    private Client begin(Client client) {
        clients.put(client.key, client);
        if (client.flow.isReliable()) {
            connections.use(client);
        }
        client.start();
        return client;
    }

    private byte[] withVia(SIPRequest request, Flow flow) {
        HexFormat hex = HexFormat.of();
        String branch = "z9hG4bK" + hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextInt());
        String line = "Via: SIP/2.0/" + flow.transport() + ' ' + flow.sentBy() + ";branch=" + branch + ";rport\n";
        try {
            request.setHeader(StringMsgParser.parseSIPHeader(line));
        } catch (ParseException e) {
            throw new IllegalStateException("the advertised host makes no Via: " + flow.sentBy(), e);
        }
        return codec.encode(request);
    }

    @Override
    public byte[] sendAck(SIPRequest ack, Destination to) {
        Flow flow = flows.to(to);
        byte[] bytes = withVia(ack, flow);
        flow.write(bytes);
        return bytes;
    }

    @Override
    public void resend(byte[] bytes, Destination to) {
        flows.to(to).write(bytes);
    }

    /** The way for responses once the request's connection has closed; a TLS or WebSocket peer must come back by itself. */
    Flow reconnect(Flow closed, InetSocketAddress address) {
        return !closed.transport().equals("TCP") ? closed : flows.to(new Destination.ToAddress("TCP", address));
    }

    void forget(Server server) {
        servers.remove(server.key, server);
        settle(server);
    }

    /** Copies of its request over other paths are no longer merged with it. */
    void settle(Server server) {
        unmerged.remove(server.mergeKey, server);
    }

    void forget(Client client) {
        clients.remove(client.key, client);
        connections.leave(client);
    }

    @Override
    public Loop loop() {
        return loop;
    }

    @Override
    public RefusalLog refusals() {
        return refusals;
    }

    @Override
    public int size() {
        return servers.size() + clients.size();
    }

    @Override
    public String newCallId() {
        return CallIds.make(index, random);
    }

    @Override
    public OuterAddress outer() {
        return flows.outer();
    }

    @Override
    public Flow flowTo(Destination to) {
        return flows.to(to);
    }

    /** Hears the responses to a CANCEL: none is of interest, the INVITE's own decides (RFC 3261 §9.1). */
    private record Unheard() implements ClientUser {

        @Override
        public void onResponse(SIPResponse response) {}

        @Override
        public void onFailed(String why) {}
    }
}
