package org.helpline.sip.trunk;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.helpline.core.Loop;
import org.helpline.core.SameThreadLoop;
import org.helpline.sip.dialog.FakeFlow;
import org.helpline.sip.dialog.Headers;
import org.helpline.sip.transaction.ClientTransaction;
import org.helpline.sip.transaction.ClientUser;
import org.helpline.sip.transaction.Transactions;
import org.helpline.sip.transport.Destination;
import org.helpline.sip.transport.Flow;
import org.helpline.sip.transport.Nearby;
import org.helpline.sip.transport.OuterAddress;
import org.helpline.sip.transport.RefusalLog;

/** The machines of providers behind transactions without sockets, in virtual time. A machine of which nothing was said is silent. */
final class FakeProvider implements Transactions {

    /** A request that was sent, and when. */
    record Sent(String where, Duration at, SIPRequest request) {

        String method() {
            return request.getMethod();
        }

        String header(String name) {
            return Headers.first(request, name);
        }
    }

    final List<Sent> sent = new ArrayList<>();
    private final SameThreadLoop loop;
    private final Map<String, Function<SIPRequest, String>> machines = new HashMap<>();
    private final Map<Destination, FakeFlow> flows = new HashMap<>();
    private int callIds;
    private Optional<InetSocketAddress> local = Optional.empty();
    private String seenAs = "received=198.51.100.7;rport=1024";

    /** What is learnt of our address where we are {@link #behindNat}. */
    final OuterAddress outer = OuterAddress.learning(new Nearby(List.of()));

    FakeProvider(SameThreadLoop loop) {
        this.loop = loop;
    }

    /** From now on the machine at {@code host:port} answers so: a status line's rest and header lines ({@code 200 OK\nExpires: 60}); empty: not. */
    void at(String hostPort, Function<SIPRequest, String> answer) {
        machines.put(hostPort, answer);
    }

    /** From now on we are at a private address, and every machine sees us so: {@code received=198.51.100.7;rport=5060}. */
    void behindNat(String seen) {
        local = Optional.of(new InetSocketAddress("10.0.0.5", 5060));
        seenAs = seen;
    }

    @Override
    public OuterAddress outer() {
        return outer;
    }

    void isDead(String hostPort) {
        machines.remove(hostPort);
    }

    /** Answers everything with 200. */
    static String fine(SIPRequest request) {
        return "200 OK";
    }

    /** Wants a digest for REGISTER and looks only whether there is one with this user; answers everything else with 200. */
    static Function<SIPRequest, String> registrar(String user) {
        return request -> {
            boolean logsIn = Headers.first(request, "Authorization").contains("username=\"" + user + "\"");
            return request.getMethod().equals("REGISTER") && !logsIn
                    ? "401 Unauthorized\nWWW-Authenticate: Digest realm=\"acme\",nonce=\"n"
                            + request.getCSeq().getSeqNumber() + "\",qop=\"auth\",algorithm=MD5"
                    : "200 OK";
        };
    }

    List<Sent> registers() {
        return sent.stream().filter(s -> s.method().equals("REGISTER")).toList();
    }

    List<Sent> pings(String hostPort) {
        return sent.stream()
                .filter(s -> s.method().equals("OPTIONS") && s.where().equals(hostPort))
                .toList();
    }

    /** Every connection to it breaks. */
    void breaksConnections(String hostPort) {
        flows.entrySet().removeIf(e -> {
            if (where(e.getKey()).equals(hostPort)) {
                e.getValue().close();
                return true;
            }
            return false;
        });
    }

    @Override
    public Loop loop() {
        return loop;
    }

    @Override
    public ClientTransaction send(SIPRequest request, Destination to, ClientUser user) {
        String where = where(to);
        sent.add(new Sent(where, Duration.ofNanos(loop.clock().nanos()), request));
        Function<SIPRequest, String> machine = machines.get(where);
        boolean[] abandoned = new boolean[1];
        if (machine != null) {
            String answer = machine.apply(request);
            loop.tell(() -> {
                if (!abandoned[0] && !answer.isEmpty()) {
                    user.onResponse(response(request, answer));
                }
            });
        }
        return new ClientTransaction() {
            @Override
            public void cancel(String headerLine) {}

            @Override
            public void abandon() {
                abandoned[0] = true;
            }
        };
    }

    private SIPResponse response(SIPRequest request, String answer) {
        request.setHeader(Headers.of("Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKx;" + seenAs));
        String[] lines = answer.split("\n", -1);
        SIPResponse response =
                request.createResponse(Integer.parseInt(lines[0].substring(0, 3)), lines[0].substring(4));
        for (int i = 1; i < lines.length; i++) {
            response.addHeader(Headers.of(lines[i]));
        }
        return response;
    }

    private static String where(Destination to) {
        return to.address().getHostString() + ":" + to.address().getPort();
    }

    @Override
    public Flow flowTo(Destination to) {
        return flows.computeIfAbsent(
                to, d -> new FakeFlow(
                        d.transport(), d.address().getHostString(), d.address().getPort()) {
                    @Override
                    public InetSocketAddress local() {
                        return local.orElseGet(super::local);
                    }

                    @Override
                    public String sentBy() {
                        return outer.towards(remote().getAddress(), local().getAddress())
                                .map(a -> a.getHostAddress() + ':' + local().getPort())
                                .orElseGet(super::sentBy);
                    }
                });
    }

    @Override
    public String newCallId() {
        callIds++;
        return "call" + callIds;
    }

    @Override
    public byte[] sendAck(SIPRequest ack, Destination to) {
        throw new AssertionError("no call here");
    }

    @Override
    public void resend(byte[] bytes, Destination to) {
        throw new AssertionError("no call here");
    }

    @Override
    public RefusalLog refusals() {
        throw new AssertionError("nothing is refused here");
    }

    @Override
    public int size() {
        return 0;
    }
}
