package org.helpline.sip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.helpline.config.TlsSettings;
import org.helpline.core.AgentId;
import org.helpline.core.Loop;
import org.helpline.core.Personal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SIP over WebSocket (RFC 7118), by Java's own WebSocket client. */
class WebEdgeTest {

    private static final AgentId ANNA = new AgentId("anna");

    @TempDir
    Path folder;

    private final List<SipLegEvent> events = new CopyOnWriteArrayList<>();
    private SipEdge edge;

    @BeforeEach
    void start() {
        edge = SecureEdges.start(
                SecureEdges.certificates(folder, TlsSettings.Clients.NOT_ASKED, Map.of()),
                Duration.ofSeconds(2),
                Map.of());
    }

    @AfterEach
    void stop() {
        edge.close();
    }

    /** What a WebSocket brings, and how it ended. */
    private static final class Heard implements WebSocket.Listener, LoopbackPhone.Whole {
        private final LinkedBlockingQueue<String> messages = new LinkedBlockingQueue<>();
        private final StringBuilder part = new StringBuilder();
        private final AtomicInteger closed = new AtomicInteger();
        private final AtomicInteger pongs = new AtomicInteger();
        private @Nullable WebSocket socket;

        private WebSocket socket() {
            return Objects.requireNonNull(socket);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            part.append(data);
            if (last) {
                messages.add(part.toString());
                part.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onPong(WebSocket from, ByteBuffer message) {
            pongs.incrementAndGet();
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            closed.set(status);
            return null;
        }

        @Override
        public void send(String message) {
            socket().sendText(message, true).join();
        }

        @Override
        public String receive() throws IOException {
            try {
                String message = messages.poll(10, TimeUnit.SECONDS);
                if (message == null) {
                    throw new IOException("nothing came");
                }
                return message;
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }

        @Override
        public void close() {
            socket().abort();
        }
    }

    private Heard open(String kind, String protocol, String origin) throws Exception {
        return open(kind, protocol, origin, "");
    }

    private Heard open(String kind, String protocol, String origin, String forwarded) throws Exception {
        Heard heard = new Heard();
        HttpClient client =
                HttpClient.newBuilder().sslContext(SecureEdges.trust(folder)).build();
        WebSocket.Builder builder = client.newWebSocketBuilder();
        if (!protocol.isEmpty()) {
            builder.subprotocols(protocol);
        }
        if (!origin.isEmpty()) {
            builder.header("Origin", origin);
        }
        if (!forwarded.isEmpty()) {
            builder.header("X-Forwarded-For", forwarded);
        }
        heard.socket = builder.buildAsync(
                        URI.create(kind + "://localhost:" + SecureEdges.port(edge, kind) + "/"), heard)
                .join();
        return heard;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws", "wss"})
    void aBrowserCallsAndHangsUp(String kind) throws Exception {
        try (LoopbackPhone caller = new LoopbackPhone(kind.toUpperCase(java.util.Locale.ROOT), open(kind, "sip", ""))) {
            caller.send(caller.request("INVITE", "sip:1000@127.0.0.1", 1, "", AnsweringEdge.SDP));
            assertThat(caller.awaitFinal("INVITE"))
                    .startsWith("SIP/2.0 200 OK")
                    .contains(";transport=ws>")
                    .contains("received=127.0.0.1");
            caller.send(caller.request("ACK", "sip:helpline@127.0.0.1", 1, "", ""));
            caller.send(caller.request("BYE", "sip:helpline@127.0.0.1", 2, "", ""));
            assertThat(caller.awaitFinal("BYE")).startsWith("SIP/2.0 200 OK");
        }
    }

    @Test
    void aBrowserRegistersIsCalledOverItsConnectionAndIsGoneWithIt() throws Exception {
        try (LoopbackPhone phone = new LoopbackPhone("WSS", open("wss", "sip", ""))) {
            assertThat(phone.register("anna", "letmein", "SHA-256")).startsWith("SIP/2.0 200 OK");
            Loop loop = edge.loops().getLast();
            AgentPhones.Phone anna = edge.phones().of(ANNA).getFirst();
            loop.tell(() -> edge.callPhone(
                    loop, anna, new Personal("+4930123"), new Personal("Ada"), AnsweringEdge.SDP, events::add));
            String invite = phone.awaitRequest("INVITE");
            assertThat(invite).contains("Via: SIP/2.0/WSS ").startsWith("INVITE sip:phone@df7jal23ls0d.invalid");
            phone.send(phone.response(invite, "200 OK", AnsweringEdge.SDP));
            phone.awaitRequest("ACK");
            phone.send(phone.byeWithin(invite));
            assertThat(phone.awaitFinal("BYE")).startsWith("SIP/2.0 200 OK");
        }
        await().untilAsserted(() -> assertThat(edge.phones().of(ANNA)).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "'', 127.0.0.1",
        "198.51.100.9, 198.51.100.9",
        "'203.0.113.1, 2001:db8::7', 2001:db8:0:0:0:0:0:7", // the proxy wrote the last one
        "unknown, 127.0.0.1",
        "'198.51.100.9, evil.example', 127.0.0.1",
    })
    void soundGoesWhereTheProxySaysAndNobodyIsKnownByIt(String forwarded, String to) throws Exception {
        try (LoopbackPhone phone = new LoopbackPhone("WS", open("ws", "sip", "", forwarded))) {
            String answer = phone.register("anna", "letmein", "SHA-256");
            assertThat(answer).startsWith("SIP/2.0 200 OK").contains("received=127.0.0.1");
            AgentPhones.Phone anna = edge.phones().of(ANNA).getFirst();
            assertThat(edge.remoteAddressOf(anna).getHostAddress()).isEqualTo(to);
        }
    }

    @Test
    void aMessageMayComeInFragments() throws Exception {
        Heard line = open("ws", "sip", "");
        try (LoopbackPhone caller = new LoopbackPhone("WS", line)) {
            String options = caller.request("OPTIONS", "sip:127.0.0.1", 1, "", "");
            line.socket().sendText(options.substring(0, 20), false).join();
            line.socket().sendText(options.substring(20, 50), false).join();
            line.socket().sendText(options.substring(50), true).join();
            assertThat(caller.awaitFinal("OPTIONS")).startsWith("SIP/2.0 200 OK");
        }
    }

    @Test
    void keepAlivesOfBothKindsAreAnswered() throws Exception {
        Heard line = open("ws", "sip", "");
        line.socket().sendPing(ByteBuffer.wrap(new byte[] {1})).join();
        line.send("\r\n\r\n");
        assertThat(line.receive()).isEqualTo("\r\n");
        await().untilAsserted(() -> assertThat(line.pongs).hasValue(1));
        line.close();
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', 400", // what speaks no SIP
        "chat, '', 400",
        "sip, https://evil.example.net, 403",
        "sip, https://localhost.example.net, 403",
        "sip, https://pages.example.org, 101", // sip.ws-origins
        "sip, https://localhost:9999, 101", // our own host, whatever the port
    })
    void theHandshakeIsForPagesOfOursThatSpeakSip(String protocol, String origin, int status) throws Exception {
        if (status == 101) {
            open("wss", protocol, origin).close();
            return;
        }
        assertThatThrownBy(() -> open("wss", protocol, origin))
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(status));
    }

    @Test
    void messagesWithoutEndAndNoiseCloseTheConnectionWithAReason() throws Exception {
        Heard large = open("ws", "sip", "");
        large.socket().sendText("x".repeat(60_000), false).join();
        large.socket().sendText("x".repeat(60_000), true).join();
        await().untilAsserted(() -> assertThat(large.closed).hasValue(1009));
        Heard noise = open("ws", "sip", "");
        noise.send("hello?");
        await().untilAsserted(() -> assertThat(noise.closed).hasValue(1003));
    }

    @Test
    void aBodyShorterThanItsContentLengthIsRefused() throws Exception {
        try (LoopbackPhone caller = new LoopbackPhone("WS", open("ws", "sip", ""))) {
            caller.send(caller.request("OPTIONS", "sip:127.0.0.1", 1, "", "").replace("Length: 0", "Length: 10"));
            assertThat(caller.awaitFinal("OPTIONS")).startsWith("SIP/2.0 400 The body is shorter");
        }
    }

    @Test
    void aMessageWithoutContentLengthIsTaken() throws Exception {
        try (LoopbackPhone caller = new LoopbackPhone("WS", open("ws", "sip", ""))) {
            caller.send(caller.request("OPTIONS", "sip:127.0.0.1", 1, "", "").replace("Content-Length: 0\r\n", ""));
            assertThat(caller.awaitFinal("OPTIONS")).startsWith("SIP/2.0 200 OK");
        }
    }

    @Test
    void aHandshakeThatDripsIsNotWaitedForLong() throws Exception {
        try (Socket slow = new Socket(InetAddress.getLoopbackAddress(), SecureEdges.port(edge, "ws"))) {
            slow.setSoTimeout(10_000);
            slow.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(slow.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void whoAsksForAPageIsToldWhatIsSpokenHere() throws Exception {
        try (Socket browser = new Socket(InetAddress.getLoopbackAddress(), SecureEdges.port(edge, "ws"))) {
            browser.setSoTimeout(10_000);
            browser.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(browser.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400 ")
                    .contains("SIP is spoken here");
        }
    }

    @Test
    void nobodyButTheFlowReachesABrowser() {
        assertThat(Optional.of("sip:phone@df7jal23ls0d.invalid;transport=ws").flatMap(edge::phoneAt))
                .isEmpty();
    }
}
