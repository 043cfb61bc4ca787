package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.helpline.app.stage.StagePhone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P57: a server that is to be stopped lets its calls end, and says what it waits for. */
class DrainTest {

    @TempDir
    private Path folder;

    private Starting starting;
    private Assembly.Running running;
    private InetSocketAddress sip;
    private final List<Boolean> ends = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws IOException {
        starting = new Starting(folder);
        starting.script("line", Reloading.LINE);
        running = starting.mustStart("agents.anna.phone-secret=secret-of-anna", "agents.anna.always-ready=yes");
        running.server().drain().whenOver(ends::add);
        sip = running.server().edge().listening().getFirst().address();
    }

    @AfterEach
    void stop() {
        starting.close();
    }

    private CompletableFuture<Starting.Said> drains(String... words) {
        return CompletableFuture.supplyAsync(() -> {
            List<String> all = new java.util.ArrayList<>(List.of("drain"));
            all.addAll(List.of(words));
            return starting.command(all.toArray(String[]::new));
        });
    }

    private void awaitDraining() {
        await().until(() -> running.server().drain().left().isPresent());
    }

    @Test
    @DisplayName("P57: new calls get 503 while those that are up go on, and the end comes with the last one")
    void newCallsAreRefusedAndTheEndComesWithTheLast() throws Exception {
        try (StagePhone anna = new StagePhone("anna", sip);
                StagePhone caller = new StagePhone("+905321234567", sip);
                StagePhone late = new StagePhone("+905321234568", sip)) {
            anna.register("secret-of-anna");
            caller.call("100");
            assertThat(anna.awaitRing(20_000)).isTrue();
            anna.answer();
            starting.storyWith("hear each other");
            CompletableFuture<Starting.Said> drain = drains("--deadline", "5m");
            awaitDraining();
            assertThat(Starting.refusal(late)).contains("503");
            assertThat(ends).isEmpty();
            caller.hangUp();
            Starting.Said said = drain.join();
            assertThat(said.out())
                    .contains(
                            "New calls are refused from now on; those that are up have 5 min to end.",
                            "Waiting for 1 call; anna talks.",
                            "No call is up. The server stops.");
            assertThat(said.code()).isZero();
            await().until(() -> ends.equals(List.of(true)));
        }
    }

    @Test
    void theDeadlineEndsWhatIsStillUp() throws Exception {
        try (StagePhone caller = new StagePhone("+905321234567", sip)) {
            caller.call("100");
            Starting.Said said = drains("--deadline", "1s").join();
            assertThat(said.err()).contains("The time is over: 1 call is ended. The server stops.");
            assertThat(said.code()).isEqualTo(1);
            await().until(() -> ends.equals(List.of(false)));
        }
    }

    @Test
    void whoeverCancelsTakesCallsAgain() throws Exception {
        try (StagePhone caller = new StagePhone("+905321234567", sip);
                StagePhone late = new StagePhone("+905321234568", sip)) {
            caller.call("100");
            CompletableFuture<Starting.Said> drain = drains();
            awaitDraining();
            assertThat(starting.command("drain", "--cancel").code()).isZero();
            assertThat(drain.join().err()).contains("Somebody has cancelled it");
            late.call("100");
            assertThat(ends).isEmpty();
            assertThat(starting.command("drain", "--cancel").err()).contains("The server is not draining.");
            assertThat(starting.command("drain", "--deadline", "soon").code()).isEqualTo(2);
        }
    }

    @Test
    void theSecondSigtermIsTheEnd() throws Exception {
        try (StagePhone caller = new StagePhone("+905321234567", sip)) {
            caller.call("100");
            Drain drain = running.server().drain();
            drain.terminated(java.time.Duration.ofMinutes(5));
            awaitDraining();
            assertThat(drain.waitsFor()).startsWith("Waiting for 1 call");
            drain.terminated(java.time.Duration.ofMinutes(5));
            await().until(() -> ends.equals(List.of(false)));
        }
    }
}
