package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.helpline.config.EventSettings;
import org.helpline.config.EventSettings.Hook;
import org.helpline.config.Secret;
import org.helpline.config.StoreSettings;
import org.helpline.core.CallFact;
import org.helpline.core.Clock;
import org.helpline.core.ManualClock;
import org.helpline.core.Personal;
import org.helpline.core.Published;
import org.helpline.journal.EventTail;
import org.helpline.journal.RunningJournal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program that is called with events: well, slow, dead, in trouble, and leading elsewhere. */
class WebhookTest {

    @TempDir
    private Path directory;

    private final ManualClock clock = new ManualClock(Clock.system().now());
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<String> signatures = new CopyOnWriteArrayList<>();
    private final List<String> elsewhere = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile int status = 200;
    private RunningJournal journal;
    private HttpServer program;
    private HookShelf shelf;
    private long calls;

    @BeforeEach
    void start() throws IOException {
        StoreSettings settings = new StoreSettings(
                        directory.resolve("store.db"), directory.resolve("spill"), directory.resolve("c.csv"), "GB")
                .telling(new EventSettings(Duration.ofDays(7), List.of()));
        journal = new RunningJournal(settings);
        shelf = new HookShelf(journal.store());
        program = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        program.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        program.createContext("/hook", this::answer);
        program.createContext("/elsewhere", exchange -> {
            elsewhere.add(exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        program.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        program.stop(0);
        journal.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        bodies.add(body);
        signatures.add(exchange.getRequestHeaders().getFirst("Helpline-Signature"));
        if (status == 0) { // slow
            try {
                over.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (status == 302) {
            exchange.getResponseHeaders().add("location", "/elsewhere");
        }
        exchange.sendResponseHeaders(status == 0 ? 200 : status, -1);
        exchange.close();
    }

    private Webhook hook(Hook settings) {
        Webhook hook =
                new Webhook(settings, new EventTail(journal.store()), shelf, Webhook.client(settings.timeout()), clock);
        hook.look(); // takes its place in the row
        return hook;
    }

    private Hook settings(int port, List<String> events, boolean personal) {
        return new Hook(
                "crm",
                URI.create("http://127.0.0.1:" + port + "/hook"),
                new Secret("a secret"),
                events,
                personal,
                Duration.ofSeconds(1),
                List.of(Duration.ofSeconds(5), Duration.ofSeconds(30)));
    }

    private Webhook hook() {
        return hook(settings(program.getAddress().getPort(), List.of("call.ended"), false));
    }

    private void call() {
        String stream = "20261122-000000-" + ++calls;
        journal.journal()
                .publish(new Published(
                        stream,
                        1,
                        clock.now(),
                        0,
                        new CallFact.Arrived(
                                new Personal("+447700900123"), Personal.NONE, "500", "id", "192.0.2.1:5060", "")));
        journal.journal()
                .publish(new Published(
                        stream, 2, clock.now(), 0, new CallFact.Ended("abandoned", "caller", "The caller hung up.")));
        journal.journal().flush().toCompletableFuture().join();
    }

    @Test
    void aNewOneIsToldWhatHappensFromNowOnInOrderAndSigned() throws Exception {
        call();
        Webhook hook = hook();
        call();
        call();
        hook.look();
        hook.look();
        assertThat(bodies).hasSize(2);
        assertThat(bodies.getFirst())
                .contains("\"number\":4", "\"type\":\"call.ended\"", "\"call\":\"20261122-000000-2\"");
        assertThat(bodies.getLast()).contains("\"number\":6");
        String signature = signatures.getFirst();
        String time = signature.replaceFirst("t=(\\d+),.*", "$1");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("a secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] right = mac.doFinal((time + "." + bodies.getFirst()).getBytes(StandardCharsets.UTF_8));
        assertThat(signature).isEqualTo("t=" + time + ",v1=" + HexFormat.of().formatHex(right));
        assertThat(Long.parseLong(time)).isEqualTo(clock.now().getEpochSecond());
    }

    @Test
    void afterARestartItGoesOnWhereItWas() {
        hook();
        call();
        Webhook again = hook();
        assertThat(bodies).hasSize(1);
        call();
        again.look();
        assertThat(bodies).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 404, 302, 0})
    void whatIsNotTakenIsTriedAgainAndThenADeadLetter(int answer) {
        Webhook hook = hook();
        status = answer;
        call();
        hook.look();
        hook.look();
        assertThat(bodies).as("not before its time").hasSize(1);
        clock.move(Duration.ofSeconds(6));
        hook.look();
        clock.move(Duration.ofSeconds(31));
        hook.look();
        assertThat(bodies).hasSize(3);
        assertThat(shelf.dead("crm", 10))
                .singleElement()
                .satisfies(d ->
                        assertThat(d.why()).isEqualTo(answer == 0 ? "no answer within 1000 ms" : "answered " + answer));
        assertThat(elsewhere).as("no redirect is followed").isEmpty();
    }

    @Test
    void whileItStaysDeadEachIsTriedOnceAndAllAreToldAgainOnDemand() {
        Webhook hook = hook();
        status = 500;
        call();
        hook.look();
        clock.move(Duration.ofSeconds(6));
        hook.look();
        clock.move(Duration.ofSeconds(31));
        hook.look();
        call();
        call();
        hook.look();
        assertThat(shelf.dead("crm", 10)).extracting(HookShelf.Dead::number).containsExactly(2L, 4L, 6L);
        status = 200;
        call();
        hook.look();
        assertThat(shelf.deadCount("crm")).isEqualTo(3);
        bodies.clear();
        shelf.dead("crm", 10).forEach(d -> assertThat(hook.again(d.number())).isEmpty());
        assertThat(bodies).hasSize(3);
        assertThat(shelf.deadCount("crm")).isZero();
    }

    @Test
    void aProgramThatIsNotThereIsADeadLetterToo() throws IOException {
        int port = program.getAddress().getPort();
        Webhook hook = hook(settings(port, List.of(), false));
        program.stop(0);
        call();
        hook.look();
        clock.move(Duration.ofSeconds(6));
        hook.look();
        clock.move(Duration.ofSeconds(31));
        hook.look();
        assertThat(shelf.dead("crm", 10))
                .hasSize(2)
                .allSatisfy(d -> assertThat(d.why()).startsWith("no connection"));
    }

    @Test
    void aChangedOneGoesOnWhereItWasAndIsTriedAgainAtOnce() {
        Hook before = settings(program.getAddress().getPort(), List.of("call.ended"), false);
        Webhooks hooks = new Webhooks(List.of(before), new EventTail(journal.store()), shelf, clock);
        hooks.all().getFirst().look(); // takes its place
        status = 500;
        call();
        hooks.all().getFirst().look();
        assertThat(hooks.take(List.of(before))).isEmpty();
        Hook after = settings(program.getAddress().getPort(), List.of("call.ended", "call.arrived"), true);
        Webhook old = hooks.all().getFirst();
        assertThat(hooks.take(List.of(after)))
                .isEqualTo("webhooks: crm is called as webhooks.ini says now, and goes on where it was");
        status = 200;
        bodies.clear();
        clock.move(Duration.ofSeconds(6));
        old.look();
        assertThat(bodies).as("the old one is over").isEmpty();
        hooks.all().getFirst().look();
        assertThat(bodies).singleElement().asString().contains("\"number\":2");
    }

    @Test
    void whatOneThatIsGoneWasNotToldIsDroppedAndSaid() {
        Hook settings = settings(program.getAddress().getPort(), List.of("call.ended"), false);
        Webhooks hooks = new Webhooks(List.of(settings), new EventTail(journal.store()), shelf, clock);
        hooks.all().getFirst().look();
        shelf.died(new HookShelf.Dead("crm", 0, clock.now(), "answered 500"));
        call();
        call();
        Webhook old = hooks.all().getFirst();
        assertThat(hooks.take(List.of()))
                .isEqualTo(
                        "webhooks: crm is gone from webhooks.ini; dropped with it: 2 events that it was not told yet,"
                                + " 1 dead letters");
        assertThat(hooks.all()).isEmpty();
        old.look();
        assertThat(bodies).isEmpty();
        assertThat(shelf.names()).isEmpty();
        assertThat(hooks.take(List.of(settings))).isEqualTo("webhooks: crm is new and told what happens from now on");
        hooks.all().getFirst().look();
        call();
        hooks.all().getFirst().look();
        assertThat(bodies).singleElement().asString().contains("\"number\":6");
    }

    /** The reload does not wait for a program that does not answer, and what was broken off is no dead letter. */
    @Test
    void aTryThatIsUnderWayIsBrokenOffByTheReload() {
        Hook slow = new Hook(
                "crm",
                URI.create("http://127.0.0.1:" + program.getAddress().getPort() + "/hook"),
                new Secret("a secret"),
                List.of("call.ended"),
                false,
                Duration.ofSeconds(60),
                List.of());
        try (Webhooks hooks = new Webhooks(List.of(slow), new EventTail(journal.store()), shelf, clock)) {
            hooks.open();
            status = 0;
            call();
            await().atMost(Duration.ofSeconds(20)).until(() -> !bodies.isEmpty());
            Hook quick = settings(program.getAddress().getPort(), List.of("call.ended"), false);
            assertThat(hooks.take(List.of(quick))).contains("goes on where it was");
            assertThat(shelf.deadCount("crm")).isZero();
            assertThat(shelf.delivered("crm")).contains(1L); // the arrival, which it does not want
        }
    }

    @Test
    void callersAreOnlyInThemWhereTheSettingsSaySo() {
        Webhook silent = hook(settings(program.getAddress().getPort(), List.of("call.arrived"), false));
        call();
        silent.look();
        assertThat(bodies.getLast()).doesNotContain("7700900123");
        Webhook telling = hook(settings(program.getAddress().getPort(), List.of("call.arrived"), true));
        call();
        telling.look();
        assertThat(bodies.getLast()).contains("+447700900123");
    }
}
