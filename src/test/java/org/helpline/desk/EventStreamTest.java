package org.helpline.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.helpline.access.Scope;
import org.helpline.access.Token;
import org.helpline.config.EventSettings;
import org.helpline.config.StoreSettings;
import org.helpline.core.CallFact;
import org.helpline.core.Clock;
import org.helpline.core.ManualClock;
import org.helpline.core.Personal;
import org.helpline.core.Problems;
import org.helpline.core.Published;
import org.helpline.core.QueueFact;
import org.helpline.core.QueueName;
import org.helpline.journal.EventTail;
import org.helpline.journal.PublicEvent;
import org.helpline.journal.Reading;
import org.helpline.journal.RunningJournal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The stream of events, from a real journal through a real port to programs that come, go and stop reading. */
class EventStreamTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ManualClock clock = new ManualClock(Clock.system().now());
    private StoreSettings settings;
    private RunningJournal journal;
    private DeskServer server;
    private long calls;

    @BeforeEach
    void open() throws IOException {
        settings = new StoreSettings(
                        directory.resolve("store.db"), directory.resolve("spill"), directory.resolve("c.csv"), "GB")
                .telling(new EventSettings(Duration.ofDays(7), List.of()));
        start();
    }

    private void start() throws IOException {
        journal = new RunningJournal(settings);
        EventTail tail = new EventTail(journal.store());
        DeskAccess access = new DeskAccess(_ -> {}, EventStreamTest::find, DeskAccess.Records.NONE, new Kept(tail));
        DeskServices services = DeskDemo.services(new FakeHouse(clock), clock, DeskDemo.accounts())
                .with(access);
        server = DeskServer.start(DeskDemo.settings("127.0.0.1:0", Duration.ofHours(1)), services, new Problems())
                .orElseThrow();
    }

    @AfterEach
    void stop() {
        http.shutdownNow();
        server.close();
        journal.close();
    }

    private static Optional<Token> find(String secret) {
        Set<Scope> scopes = secret.equals("hl_plain")
                ? Set.of(Scope.EVENTS_READ)
                : secret.equals("hl_other") ? Set.of(Scope.CALLS_READ) : Set.of(Scope.EVENTS_READ, Scope.PERSONAL);
        return Optional.of(new Token("crm", "h", scopes, "os:root", Instant.EPOCH, Optional.empty(), Optional.empty()));
    }

    /** A call that comes and ends: two events, with one between that is not told. */
    private void call(String reason) {
        String stream = "20261122-000000-" + String.format("%06d", ++calls);
        List.of(
                        new CallFact.Arrived(
                                new Personal("+447700900123"), Personal.NONE, "500", "id", "192.0.2.1:5060", ""),
                        new CallFact.Answered("caller", "PCMU", "192.0.2.1:4000"),
                        new CallFact.Ended("abandoned", "caller", reason))
                .forEach(f -> journal.journal()
                        .publish(new Published(
                                stream,
                                f instanceof CallFact.Arrived ? 1 : f instanceof CallFact.Answered ? 2 : 3,
                                clock.now(),
                                0,
                                (org.helpline.core.Fact) f)));
    }

    private void calls(int count) {
        for (int i = 0; i < count; i++) {
            call("The caller hung up.");
        }
        journal.journal().flush().toCompletableFuture().join();
    }

    @Test
    @DisplayName("P64: a listener that was away gets each event once and in order, also over a restart of the server")
    void p64AListenerThatWasAwayGetsEachEventOnceInOrder() throws IOException {
        Program first = listen("hl_all", "after=0");
        calls(5);
        await().atMost(SOON).until(() -> first.numbers().size() == 10);
        first.socket.abort();
        calls(3);
        server.close();
        journal.close();
        start();
        calls(2);
        Program again = listen("hl_all", "after=" + first.numbers().getLast());
        await().atMost(SOON).until(() -> again.numbers().size() == 10);
        calls(1);
        await().atMost(SOON).until(() -> again.numbers().size() == 12);
        assertThat(first.numbers()).containsExactlyElementsOf(upTo(1, 10));
        assertThat(again.numbers()).containsExactlyElementsOf(upTo(11, 22));
    }

    private static List<Long> upTo(long from, long to) {
        return LongStream.rangeClosed(from, to).boxed().toList();
    }

    @Test
    @DisplayName("P64: a dead listener harms nobody and is ended")
    void p64AListenerThatDoesNotReadHarmsNobodyAndIsEnded() throws IOException {
        try (Socket dead =
                new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
            dead.setReceiveBufferSize(1_024);
            dead.getOutputStream().write(handshake().getBytes(StandardCharsets.US_ASCII));
            Program alive = listen("hl_plain", "after=0&types=call.ended");
            String fat = "x".repeat(9_000);
            for (int i = 0; i < 1_500; i++) {
                call(fat);
            }
            journal.journal().flush().toCompletableFuture().join();
            await().atMost(Duration.ofSeconds(60)).until(() -> alive.numbers().size() == 1_500);
            assertThat(journal.journal().backlog()).isZero();
            // the clock goes on until the dead one is given up: reset, or the end of what it can read
            await().atMost(SOON).until(() -> {
                clock.move(Duration.ofSeconds(1));
                return isOver(dead);
            });
            calls(1);
            await().atMost(SOON).until(() -> alive.numbers().size() == 1_501);
        }
    }

    /** Whether the server has closed it: then what is sent there is answered with a reset. */
    private static boolean isOver(Socket dead) {
        try {
            dead.getOutputStream().write(0);
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private String handshake() {
        return String.join(
                "\r\n",
                "GET /api/v1/events?after=0 HTTP/1.1",
                "Host: 127.0.0.1",
                "Authorization: Bearer hl_all",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "",
                "");
    }

    @Test
    void whatIsNoLongerKeptIsSaidToBeMissing() throws IOException {
        calls(3);
        EventTail tail = new EventTail(journal.store());
        tail.expire(clock.now().plusSeconds(60)).toCompletableFuture().join();
        calls(1);
        Program late = listen("hl_plain", "after=2");
        await().atMost(SOON).until(() -> late.numbers().size() == 2);
        assertThat(late.frames.get(1)).isEqualTo("{\"type\":\"gap\",\"from\":3,\"to\":6}");
        assertThat(late.numbers()).containsExactly(7L, 8L);
    }

    @Test
    void withoutANumberOnlyWhatIsNewIsTold() {
        calls(2);
        Program fresh = listen("hl_plain", "");
        await().atMost(SOON).until(() -> !fresh.frames.isEmpty());
        calls(1);
        await().atMost(SOON).until(() -> fresh.numbers().size() == 2);
        assertThat(fresh.numbers()).containsExactly(5L, 6L);
    }

    @Test
    void aNumberThatNeverWasIsRefusedWithASentence() {
        calls(1);
        Program wrong = listen("hl_plain", "after=99");
        await().atMost(SOON).until(() -> !wrong.closes.isEmpty());
        assertThat(wrong.closes).containsExactly("1008 There is no event 99; the newest is 2.");
    }

    @Test
    void callersAreToldToWhomMayKnowAndForgottenHereToo() {
        calls(1);
        assertThat(page("hl_plain").toString()).doesNotContain("7700900123");
        assertThat(page("hl_all").toString()).contains("+447700900123");
        journal.journal().forget("+447700900123").toCompletableFuture().join();
        assertThat(page("hl_all").toString()).contains("(forgotten)").doesNotContain("7700900123");
        assertThat(page("hl_all").path("newest").asLong(0)).isEqualTo(2);
    }

    @Test
    void aCallbackThatWasBookedWithoutACallIsToldWithWhoBookedIt() {
        journal.journal()
                .publish(new Published(
                        "callback:cb-1",
                        1,
                        clock.now(),
                        0,
                        new QueueFact.CallbackBooked(
                                new QueueName("support"), "cb-1", new Personal("+447700900123"), 1, "desk:anna")));
        journal.journal().flush().toCompletableFuture().join();
        Program telling = listen("hl_all", "after=0&types=queue.callback-booked");
        await().atMost(SOON).until(() -> telling.numbers().size() == 1);
        JsonNode told = DeskJson.read(telling.frames.getLast());
        assertThat(told.path("number").asLong(0)).as("the event's own").isEqualTo(1);
        assertThat(told.path("queue").asString("") + " " + told.path("callback").asString("") + " "
                        + told.path("source").asString("") + " "
                        + told.path("caller").asString(""))
                .isEqualTo("support cb-1 desk:anna +447700900123");
        assertThat(told.has("call")).isFalse();
        assertThat(page("hl_plain").toString()).doesNotContain("7700900123");
        assertThat(page("hl_all").toString()).contains("+447700900123");
    }

    @Test
    void whoMayNotListenIsRefusedBeforeTheHandshake() {
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> listen("hl_other", "after=0")))
                .isInstanceOf(CompletionException.class);
        assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> listen("hl_plain", "types=call.teleported")))
                .isInstanceOf(CompletionException.class);
    }

    private JsonNode page(String secret) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + "api/v1/events?after=0"))
                .header("authorization", "Bearer " + secret)
                .build();
        return DeskJson.read(http.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .join()
                .body());
    }

    private Program listen(String secret, String query) {
        Program program = new Program();
        program.socket = http.newWebSocketBuilder()
                .header("authorization", "Bearer " + secret)
                .buildAsync(URI.create(server.url().replace("http", "ws") + "api/v1/events?" + query), program)
                .join();
        return program;
    }

    /** A program that listens. */
    private static final class Program implements WebSocket.Listener {
        private final List<String> frames = new CopyOnWriteArrayList<>();
        private final List<String> closes = new CopyOnWriteArrayList<>();
        private final StringBuilder part = new StringBuilder();

        @SuppressWarnings("NullAway.Init") // once it is connected
        private WebSocket socket;

        List<Long> numbers() {
            return frames.stream()
                    .map(DeskJson::read)
                    .filter(f -> f.has("number"))
                    .map(f -> f.path("number").asLong(0))
                    .toList();
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
            part.append(text);
            if (last) {
                frames.add(part.toString());
                part.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedStage("");
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closes.add(code + " " + reason);
            return CompletableFuture.completedStage("");
        }
    }

    private record Kept(EventTail tail) implements DeskAccess.Events {
        @Override
        public boolean areKept() {
            return true;
        }

        @Override
        public CompletionStage<Reading<EventTail.Span>> span() {
            return tail.span();
        }

        @Override
        public CompletionStage<Reading<List<PublicEvent>>> after(long number, int most) {
            return tail.after(number, most);
        }
    }
}
