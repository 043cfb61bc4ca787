package org.helpline.sip.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.helpline.config.SipSettings;
import org.helpline.core.Clock;
import org.helpline.core.Loop;
import org.helpline.core.Problems;
import org.helpline.sip.transport.CallIds;
import org.helpline.sip.transport.Destination;
import org.helpline.sip.transport.Flow;
import org.helpline.sip.transport.Tracer;
import org.helpline.sip.transport.Wire;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Real sockets on the loopback address, two loops; on each kind of socket that this system has. */
@ParameterizedClass
@EnumSource(Wire.class)
class LoopbackTest {

    private static final int LOOPS = 2;
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final SipSettings.Connections USUAL = new SipSettings.Connections(100, 100, LONG, LONG);

    private final Wire wire;
    private final List<AutoCloseable> open = new ArrayList<>();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> traced = new LinkedBlockingQueue<>();
    private final Map<String, String> loopOfCallId = new ConcurrentHashMap<>();
    private final Set<Flow> flows = ConcurrentHashMap.newKeySet();

    LoopbackTest(Wire wire) {
        assumeThat(wire == Wire.NIO || Wire.best() == wire)
                .as("this system has %s", wire)
                .isTrue();
        this.wire = wire;
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable one : open) {
            one.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:0", "*:0", "[::1]:0"})
    void answersOverUdpAndTcpOnOnePort(String listen) throws Exception {
        TransactionLayer layer = start(listen);
        int port = port(layer);
        assertThat(layer.listening()).extracting(b -> b.address().getPort()).containsOnly(port);
        String host = listen.startsWith("[") ? "::1" : "127.0.0.1";

        DatagramSocket udp = udp();
        send(udp, host, port, options("SIP/2.0/UDP 10.9.8.7:5999;rport;branch=z9hG4bKu", "udp@x"));
        String overUdp = receive(udp);
        assertThat(overUdp).startsWith("SIP/2.0 200 OK\r\n");
        assertThat(Messages.header(overUdp, "Via")).contains("rport=" + udp.getLocalPort(), "received=");

        Socket tcp = tcp(host, port);
        tcp.getOutputStream().write(Messages.bytes(options("SIP/2.0/TCP 10.9.8.7:5999;branch=z9hG4bKt", "tcp@x")));
        assertThat(read(tcp)).startsWith("SIP/2.0 200 OK\r\n");
    }

    @Test
    void answersAtThePortOfSentByWithoutRport() throws Exception {
        int port = port(start("127.0.0.1:0"));
        DatagramSocket from = udp();
        DatagramSocket at = udp();
        send(
                from,
                "127.0.0.1",
                port,
                options("SIP/2.0/UDP 127.0.0.1:" + at.getLocalPort() + ";branch=z9hG4bKs", "s@x"));
        assertThat(receive(at)).startsWith("SIP/2.0 200 OK\r\n");
    }

    @Test
    void eachCallIdLivesOnItsLoopWhereverItArrives() throws Exception {
        int port = port(start("127.0.0.1:0"));
        List<DatagramSocket> sources = List.of(udp(), udp(), udp(), udp(), udp(), udp());
        for (int call = 0; call < 40; call++) {
            String callId = call % 2 == 0 ? "call-" + call + "@x" : CallIds.make(call / 2 % LOOPS, new SecureRandom());
            for (int copy = 0; copy < sources.size(); copy++) {
                String via = "SIP/2.0/UDP x;rport;branch=z9hG4bK" + call + '-' + copy;
                String request = Messages.request("INFO", via, callId, copy + 1, "totag");
                send(sources.get(copy), "127.0.0.1", port, request);
                assertThat(receive(sources.get(copy))).startsWith("SIP/2.0 200");
            }
            assertThat(loopOfCallId).containsEntry(callId, "sip-" + CallIds.ownerOf(callId, LOOPS));
        }
        assertThat(Set.copyOf(loopOfCallId.values())).hasSize(LOOPS);
    }

    @Test
    void answersAnInviteAtOnceAndItsCopyFromKeptBytes() throws Exception {
        int port = port(start("127.0.0.1:0"));
        DatagramSocket udp = udp();
        String invite = Messages.request("INVITE", "SIP/2.0/UDP x;rport;branch=z9hG4bKi", "i@x", 1, "");
        send(udp, "127.0.0.1", port, invite);
        String busy = receive(udp);
        assertThat(busy).startsWith("SIP/2.0 486");
        send(udp, "127.0.0.1", port, invite);
        assertThat(receive(udp)).isEqualTo(busy);
        assertThat(heard).containsExactly("INVITE");
    }

    @Test
    void showsTheTracerAllThatComesAndGoesRepetitionsAndRubbishToo() throws Exception {
        int port = port(start("127.0.0.1:0"));
        DatagramSocket udp = udp();
        String invite = Messages.request("INVITE", "SIP/2.0/UDP x;rport;branch=z9hG4bKtr", "tr@x", 1, "");
        send(udp, "127.0.0.1", port, "NONSENSE sip:x SIP/9.9\r\n\r\n");
        send(udp, "127.0.0.1", port, invite);
        receiveUntil(udp, "SIP/2.0 486");
        send(udp, "127.0.0.1", port, invite);
        receiveUntil(udp, "SIP/2.0 486");
        assertThat(traced)
                .containsSubsequence(
                        "came UDP NONSENSE sip:x SIP/9.9",
                        "came UDP INVITE sip:100@127.0.0.1 SIP/2.0",
                        "sent UDP SIP/2.0 486 Busy here",
                        "came UDP INVITE sip:100@127.0.0.1 SIP/2.0",
                        "sent UDP SIP/2.0 486 Busy here");
        Socket tcp = tcp("127.0.0.1", port);
        tcp.getOutputStream().write(Messages.bytes(options("SIP/2.0/TCP x;branch=z9hG4bKtt", "tt@x")));
        assertThat(read(tcp)).startsWith("SIP/2.0 200 OK\r\n");
        assertThat(traced).contains("sent TCP SIP/2.0 200 OK");
    }

    private static void receiveUntil(DatagramSocket socket, String start) throws IOException {
        while (!receive(socket).startsWith(start)) {} // a socket with a timeout
    }

    @Test
    void skipsLeadingLinesTakesDrippedBytesAndAnswersKeepAlives() throws Exception {
        Socket tcp = tcp("127.0.0.1", port(start("127.0.0.1:0")));
        for (byte b : Messages.bytes("\r\n" + options("SIP/2.0/TCP x;branch=z9hG4bKd", "d@x"))) {
            tcp.getOutputStream().write(b);
            tcp.getOutputStream().flush();
        }
        assertThat(read(tcp)).startsWith("SIP/2.0 200 OK\r\n");
        tcp.getOutputStream().write(Messages.bytes("\r\n\r\n"));
        assertThat(tcp.getInputStream().readNBytes(2)).containsExactly('\r', '\n');
        String two = options("SIP/2.0/TCP x;branch=z9hG4bK1", "1@x") + options("SIP/2.0/TCP x;branch=z9hG4bK2", "2@x");
        tcp.getOutputStream().write(Messages.bytes(two));
        assertThat(read(tcp) + read(tcp)).contains("Call-ID: 1@x", "Call-ID: 2@x");
    }

    @Test
    void answersAnUnclearLengthOnAStreamAndCloses() throws Exception {
        Socket tcp = tcp("127.0.0.1", port(start("127.0.0.1:0")));
        String twice = options("SIP/2.0/TCP x;branch=z9hG4bKc", "c@x")
                .replace("Content-Length: 0", "Content-Length: 0\r\nContent-Length: 7");
        tcp.getOutputStream().write(Messages.bytes(twice));
        assertThat(Messages.text(tcp.getInputStream().readAllBytes())).startsWith("SIP/2.0 400 ");
    }

    @Test
    void cutsAHeaderWithoutEndAndWhatIsNoSip() throws Exception {
        int port = port(start("127.0.0.1:0"));
        Socket endless = tcp("127.0.0.1", port);
        String line = "X-Filler: " + "a".repeat(900) + "\r\n";
        endless.getOutputStream().write(Messages.bytes("OPTIONS sip:a@b SIP/2.0\r\n" + line.repeat(20)));
        assertThat(endless.getInputStream().read()).isEqualTo(-1);
        Socket web = tcp("127.0.0.1", port);
        web.getOutputStream().write(Messages.bytes("GET / HTTP/1.1\r\n"));
        assertThat(web.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void stillAnswersOnEveryLoopWhenJunkFollows() throws Exception {
        int port = port(start("127.0.0.1:0"));
        for (int call = 0; call < 8; call++) {
            Socket tcp = tcp("127.0.0.1", port);
            String request = options("SIP/2.0/TCP x;branch=z9hG4bKj" + call, call + "@x");
            tcp.getOutputStream().write(Messages.bytes(request + "trailing junk\r\n"));
            assertThat(Messages.text(tcp.getInputStream().readAllBytes())).startsWith("SIP/2.0 200 ");
        }
    }

    @Test
    void closesASilentConnection() throws Exception {
        Socket tcp = tcp("127.0.0.1", port(start("127.0.0.1:0", bounds(100, 100, Duration.ofMillis(100), LONG))));
        assertThat(tcp.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void closesAConnectionWhoseMessageDoesNotComeWhole() throws Exception {
        Socket tcp = tcp("127.0.0.1", port(start("127.0.0.1:0", bounds(100, 100, LONG, Duration.ofMillis(100)))));
        tcp.getOutputStream().write(Messages.bytes("OPTIONS sip:a@b SIP/2.0\r\nVia: "));
        assertThat(tcp.getInputStream().read()).isEqualTo(-1);
    }

    /** Connections from one address, of which the server allows two to it or two to all. */
    @ParameterizedTest
    @CsvSource({"100, 2", "2, 100"})
    void closesTheConnectionThatIsSilentLongestForANewOne(int most, int perSource) throws Exception {
        int port = port(start("127.0.0.1:0", bounds(most, perSource, LONG, LONG)));
        List<Socket> three = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Socket next = tcp("127.0.0.1", port);
            next.getOutputStream().write(Messages.bytes(options("SIP/2.0/TCP x;branch=z9hG4bKn" + i, i + "@x")));
            assertThat(read(next)).startsWith("SIP/2.0 200 ");
            three.add(next);
        }
        assertThat(three.getFirst().getInputStream().read()).isEqualTo(-1);
        for (Socket open : three.subList(1, 3)) {
            open.getOutputStream().write(Messages.bytes("\r\n\r\n"));
            assertThat(open.getInputStream().readNBytes(2)).containsExactly('\r', '\n');
        }
    }

    @Test
    void answersTooLargeADatagramWith513AndServesOn() throws Exception {
        int port = port(start("127.0.0.1:0"));
        DatagramSocket udp = udp();
        String large = options("SIP/2.0/UDP x;rport;branch=z9hG4bKl", "l@x")
                .replace("Content-Length: 0\r\n\r\n", "Content-Length: 9000\r\n\r\n" + "x".repeat(9_000));
        send(udp, "127.0.0.1", port, large);
        assertThat(receive(udp)).startsWith("SIP/2.0 513 ");
        send(udp, "127.0.0.1", port, options("SIP/2.0/UDP x;rport;branch=z9hG4bKm", "m@x"));
        assertThat(receive(udp)).startsWith("SIP/2.0 200 ");
    }

    /** More than a read of many datagrams brings at once. */
    @Test
    void answersEachDatagramOfABurstOnce() throws Exception {
        int port = port(start("127.0.0.1:0"));
        DatagramSocket udp = udp();
        Set<String> asked = new TreeSet<>();
        for (int i = 0; i < 100; i++) {
            send(udp, "127.0.0.1", port, options("SIP/2.0/UDP x;rport;branch=z9hG4bKb" + i, "burst-" + i));
            asked.add("burst-" + i);
        }
        List<String> answered = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            answered.add(Messages.header(receive(udp), "Call-ID"));
        }
        assertThat(answered).containsExactlyInAnyOrderElementsOf(asked);
        assertThat(Set.copyOf(loopOfCallId.values())).hasSize(LOOPS);
    }

    @Test
    void servesOnThoughAPeersPortIsClosed() throws Exception {
        int port = port(start("127.0.0.1:0"));
        for (int i = 0; i < 10; i++) {
            try (DatagramSocket gone = new DatagramSocket()) {
                send(gone, "127.0.0.1", port, options("SIP/2.0/UDP x;rport;branch=z9hG4bKg" + i, "gone-" + i));
            }
        }
        DatagramSocket udp = udp();
        send(udp, "127.0.0.1", port, options("SIP/2.0/UDP x;rport;branch=z9hG4bKh", "here"));
        assertThat(receive(udp)).startsWith("SIP/2.0 200 ");
    }

    @Test
    void tellsThatTheSystemRefusesToSend() throws Exception {
        TransactionLayer layer = start("127.0.0.1:0");
        var six = new Destination.ToAddress("UDP", new InetSocketAddress(InetAddress.ofLiteral("::1"), 5060));
        for (Transactions here : layer.transactions()) {
            here.loop().tell(() -> here.send(Messages.ours("OPTIONS", here.newCallId()), six, new Told(here.loop())));
            assertThat(next()).startsWith("failed: ");
        }
        assertThat(layer.counters().sendFailures())
                .isEqualTo(layer.transactions().size());
    }

    @Test
    void namesABusyPort() throws Exception {
        int port = port(start("127.0.0.1:0"));
        Problems problems = new Problems();
        var second = TransactionLayer.start(
                settings(List.of("127.0.0.1:" + port, "nonsense"), USUAL),
                Clock.system(),
                new SecureRandom(),
                wire,
                Tracer.NONE,
                problems,
                Answering::new);
        assertThat(second).isEmpty();
        assertThat(problems.all()).singleElement().asString().contains("sip.listen", "nonsense");
        problems = new Problems();
        second = TransactionLayer.start(
                settings(List.of("127.0.0.1:" + port), USUAL),
                Clock.system(),
                new SecureRandom(),
                wire,
                Tracer.NONE,
                problems,
                Answering::new);
        assertThat(second).isEmpty();
        assertThat(problems.all())
                .singleElement()
                .asString()
                .contains(
                        "sip.listen",
                        "127.0.0.1:" + port,
                        "is taken",
                        "--set sip.listen=127.0.0.1:" + (port + 10) % 65_536);
    }

    @Test
    void sendsOverTcpReusesTheConnectionAndTellsOfItsEnd() throws Exception {
        TransactionLayer layer = start("127.0.0.1:0");
        ServerSocket phone = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        open.add(phone);
        var to = new Destination.ToAddress(
                "TCP", new InetSocketAddress(InetAddress.getLoopbackAddress(), phone.getLocalPort()));
        Transactions here = layer.transactions().getFirst();
        here.loop().tell(() -> here.send(Messages.ours("INVITE", here.newCallId()), to, new Told(here.loop())));
        Socket connection = phone.accept();
        open.add(connection);
        String first = read(connection);
        assertThat(first).startsWith("INVITE ");
        assertThat(Messages.header(first, "Via"))
                .startsWith("SIP/2.0/TCP 127.0.0.1:" + port(layer) + ";branch=z9hG4bK");
        here.loop().tell(() -> here.send(Messages.ours("OPTIONS", here.newCallId()), to, new Told(here.loop())));
        assertThat(read(connection)).startsWith("OPTIONS ");
        connection.close();
        assertThat(List.of(next(), next())).allMatch(what -> what.startsWith("failed: The connection"));
        here.loop().tell(() -> heard.add("size " + here.size()));
        assertThat(next()).isEqualTo("size 0");
    }

    @Test
    void tellsThatNobodyListens() throws Exception {
        TransactionLayer layer = start("127.0.0.1:0");
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        Transactions here = layer.transactions().get(1);
        var to = new Destination.ToAddress("TCP", new InetSocketAddress(InetAddress.getLoopbackAddress(), free));
        here.loop().tell(() -> here.send(Messages.ours("OPTIONS", here.newCallId()), to, new Told(here.loop())));
        assertThat(next()).startsWith("failed: The connection");
    }

    @Test
    void aResponseFindsItsTransactionOnTheLoopThatSent() throws Exception {
        TransactionLayer layer = start("127.0.0.1:0");
        DatagramSocket phone = udp();
        var to = new Destination.ToAddress(
                "UDP", new InetSocketAddress(InetAddress.getLoopbackAddress(), phone.getLocalPort()));
        for (Transactions here : layer.transactions()) {
            here.loop().tell(() -> here.send(Messages.ours("OPTIONS", here.newCallId()), to, new Told(here.loop())));
            String request = receive(phone);
            assertThat(Messages.header(request, "Via")).contains(":" + port(layer) + ";", ";rport");
            String response = "SIP/2.0 200 OK" + request.substring(request.indexOf("\r\n"));
            send(phone, "127.0.0.1", port(layer), response);
            assertThat(next()).isEqualTo("200 on " + here.loop().name());
        }
    }

    // ---- the layer above: answers everything 200, an INVITE 486

    private final class Answering implements TransactionUser {

        private final Transactions transactions;

        Answering(Transactions transactions) {
            this.transactions = transactions;
        }

        @Override
        public void onRequest(SIPRequest request, ServerTransaction transaction) {
            transactions.loop().assertInside();
            loopOfCallId.merge(
                    request.getCallId().getCallId(),
                    transactions.loop().name(),
                    (a, b) -> a.equals(b) ? a : a + " and " + b);
            flows.add(transaction.flow());
            boolean invite = request.getMethod().equals("INVITE");
            if (invite) {
                heard.add("INVITE");
            }
            SIPResponse response = request.createResponse(invite ? 486 : 200);
            response.setToTag("ours");
            transaction.respond(response);
        }

        @Override
        public void onAck(Ack ack) {}

        @Override
        public void onCancel(SIPRequest cancel, ServerTransaction invite) {}

        @Override
        public void onStray2xx(SIPResponse response, Flow flow) {}
    }

    private final class Told implements ClientUser {

        private final Loop loop;

        Told(Loop loop) {
            this.loop = loop;
        }

        @Override
        public void onResponse(SIPResponse response) {
            heard.add(response.getStatusCode() + " on " + (loop.isInside() ? loop.name() : "a strange thread"));
        }

        @Override
        public void onFailed(String why) {
            heard.add("failed: " + why);
        }
    }

    // ---- wires

    private TransactionLayer start(String listen) {
        return start(listen, USUAL);
    }

    private TransactionLayer start(String listen, SipSettings.Connections connections) {
        Problems problems = new Problems();
        TransactionLayer layer = TransactionLayer.start(
                        settings(List.of(listen), connections),
                        Clock.system(),
                        new SecureRandom(),
                        wire,
                        (out, flow, bytes) -> traced.add((out ? "sent " : "came ")
                                + flow.transport()
                                + ' '
                                + Messages.text(bytes).lines().findFirst().orElse("")),
                        problems,
                        Answering::new)
                .orElseThrow(() -> new AssertionError(problems.all().toString()));
        open.addFirst(layer);
        return layer;
    }

    private static SipSettings.Connections bounds(int most, int perSource, Duration idle, Duration message) {
        return new SipSettings.Connections(most, perSource, idle, message);
    }

    private static SipSettings settings(List<String> listen, SipSettings.Connections connections) {
        return new SipSettings(
                listen, true, "", LOOPS, "test", List.of("MD5"), 8_192, 100, 100, 100, connections, Map.of(), Map.of());
    }

    private static int port(TransactionLayer layer) {
        return layer.listening().getFirst().address().getPort();
    }

    private static String options(String via, String callId) {
        return Messages.request("OPTIONS", via, callId, 1, "");
    }

    private DatagramSocket udp() throws IOException {
        DatagramSocket socket = new DatagramSocket();
        socket.setSoTimeout(5_000);
        open.add(socket);
        return socket;
    }

    private Socket tcp(String host, int port) throws IOException {
        Socket socket = new Socket(host, port);
        socket.setSoTimeout(5_000);
        open.add(socket);
        return socket;
    }

    private static void send(DatagramSocket socket, String host, int port, String message) throws IOException {
        byte[] bytes = Messages.bytes(message);
        socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.getByName(host), port));
    }

    private static String receive(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[10_000], 10_000);
        socket.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
    }

    /** One message without a body. */
    private static String read(Socket socket) throws IOException {
        StringBuilder text = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (text.indexOf("\r\n\r\n") < 0) {
            int b = in.read();
            assertThat(b).as("end of stream after: %s", text).isNotNegative();
            text.append((char) b);
        }
        return text.toString();
    }

    private String next() throws InterruptedException {
        String what = heard.poll(10, TimeUnit.SECONDS);
        assertThat(what).as("nothing was heard").isNotNull();
        return String.valueOf(what);
    }
}
