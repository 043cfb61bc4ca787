package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.helpline.app.stage.StagePhone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running server whose programs are added, moved and taken away. */
class ReloadWebhooksTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private final List<String> called = new CopyOnWriteArrayList<>();
    private volatile long delivery;
    private Reloading house;
    private HttpServer program;

    @BeforeEach
    void start() throws IOException {
        Files.writeString(
                Files.createDirectories(folder.resolve("conf")).resolve("store.properties"), "events-keep = 7d\n");
        house = new Reloading(folder, Reloading.agent("anna", "secret-of-anna"));
        program = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        program.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        program.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            delivery = Long.parseLong(
                    Objects.requireNonNull(exchange.getRequestHeaders().getFirst("Helpline-Delivery")));
            called.add(exchange.getRequestURI().getPath() + " "
                    + exchange.getRequestHeaders().getFirst("Helpline-Event"));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        program.start();
    }

    @AfterEach
    void stop() {
        program.stop(0);
        house.close();
    }

    private void name(String path) throws IOException {
        house.write(
                "webhooks.ini",
                "[crm]\nurl = http://127.0.0.1:" + program.getAddress().getPort() + path
                        + "\nsecret = a-secret\nevents = call.arrived\n");
    }

    /** Until the call is told there, and noted as told: what is told at the moment of a reload may come twice. */
    private void told(String what) {
        await().atMost(SOON).until(() -> called.contains(what) && toldUpTo() >= delivery);
    }

    private long toldUpTo() {
        String line = house.starting().command("webhooks").out();
        return Long.parseLong(line.replaceFirst("(?s).*told up to event (\\d+).*", "$1"));
    }

    private void call() throws Exception {
        try (StagePhone phone = new StagePhone("+905321234567", house.sip())) {
            assertThat(Starting.refusal(phone)).isEqualTo("answered");
            phone.hangUp();
        }
    }

    @Test
    void programsComeMoveAndGoWithoutARestart() throws Exception {
        name("/first");
        assertThat(house.reloads()).contains("webhooks: crm is new and told what happens from now on");
        call();
        told("/first call.arrived");
        name("/second");
        assertThat(house.reloads()).contains("crm is called as webhooks.ini says now, and goes on where it was");
        call();
        told("/second call.arrived");
        assertThat(called).as("each is told once").containsExactly("/first call.arrived", "/second call.arrived");
        assertThat(house.starting().command("webhooks").out()).startsWith("crm  127.0.0.1");
        house.write("webhooks.ini", "");
        assertThat(house.reloads()).contains("webhooks: crm is gone from webhooks.ini; dropped with it: 0 events");
        assertThat(house.starting().command("webhooks").out()).contains("webhooks.ini names no program.");
        assertThat(house.reloads()).contains("Nothing has changed.");
    }
}
