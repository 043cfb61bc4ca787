package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.helpline.app.stage.StagePhone;
import org.helpline.core.AgentId;
import org.helpline.interaction.DeskPort.Command;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A script asks a queue before a caller joins it, over SIP and RTP: a whole server and an agent's phone. */
class QueueAskedCallTest {

    private static final long PATIENCE_MILLIS = 20_000;
    private static final Path SAMPLE = Path.of("ivr-scripts/support-line/prompts/en");

    private static final String SCRIPT = """
            helpline: 1
            languages: [en]
            human: {queue: support}
            start:
              - {when: queue.support.agents == 0, then: [{say: nobody}, hangup]}
              - {when: queue.support.free == 0, then: [{say: busy}, hangup]}
              - {when: queue.support.wait > 10m, then: [{say: long}, hangup]}
              - {say: come_in, go: bye}
            bye: [hangup]
            """;

    @TempDir
    private Path folder;

    private Starting starting;

    @BeforeEach
    void prepare() throws IOException {
        starting = new Starting(folder);
        Path script = Files.createDirectories(starting.scripts().resolve("door"));
        Files.writeString(script.resolve("script.yaml"), SCRIPT);
        Path recordings = Files.createDirectories(script.resolve("prompts/en"));
        StringBuilder prompts = new StringBuilder();
        for (String name : List.of("nobody", "busy", "long", "come_in")) {
            prompts.append(name).append(": {en: ").append(name).append(".}\n");
            Files.write(recordings.resolve(name + ".wav"), Files.readAllBytes(SAMPLE.resolve("digit@1.wav")));
        }
        Files.writeString(script.resolve("prompts.yaml"), prompts);
    }

    @AfterEach
    void stop() {
        starting.close();
    }

    private String call(InetSocketAddress sip) throws IOException {
        return starting.storyOf(() -> {
            try (StagePhone phone = new StagePhone("+49301234567", sip)) {
                phone.call("100");
                assertThat(phone.awaitHangUp(PATIENCE_MILLIS))
                        .as("the script hangs up")
                        .isTrue();
            }
        });
    }

    private static void anna(Assembly.Running running, Command command) {
        running.server()
                .hallway()
                .desk()
                .command(new AgentId("anna"), command)
                .toCompletableFuture()
                .join();
        String word = command instanceof Command.Ready ? "ready" : "not-ready";
        await().atMost(Duration.ofSeconds(10))
                .until(() -> running.server().hallway().desk().board().agents().stream()
                        .anyMatch(a ->
                                a.agent().value().equals("anna") && a.state().equals(word)));
    }

    @Test
    void theCallGoesByWhoIsThereAtThatMomentAndItsStorySaysSo() throws IOException {
        Assembly.Running running = starting.mustStart(
                "numbers.100=door", "agents.anna.phone-secret=annas-own-secret", "agents.anna.queues=support");
        InetSocketAddress sip = running.server().edge().listening().getFirst().address();
        assertThat(call(sip)).contains("hears nobody in en", "queue.support.agents is 0");
        try (StagePhone annas = new StagePhone("anna", sip)) {
            annas.register("annas-own-secret");
            anna(running, new Command.LogIn());
            assertThat(call(sip)).contains("hears busy in en", "queue.support.free is 0");
            anna(running, new Command.Ready());
            assertThat(call(sip)).contains("hears come_in in en", "queue.support.wait is 0s");
        }
    }
}
