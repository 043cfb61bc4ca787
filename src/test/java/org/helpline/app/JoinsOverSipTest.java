package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.helpline.app.stage.StagePhone;
import org.helpline.core.AgentId;
import org.helpline.interaction.DeskPort.Command;
import org.helpline.interaction.Hallway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A queue's door and the way to another queue, over SIP and RTP: a whole server and an agent's phone. */
class JoinsOverSipTest {

    private static final long PATIENCE_MILLIS = 30_000;

    @TempDir
    private Path folder;

    private Starting starting;
    private InetSocketAddress sip;
    private Hallway hallway;

    @BeforeEach
    void prepare() throws IOException {
        starting = new Starting(folder);
        starting.script("onward", """
                helpline: 1
                languages: [en]
                human: none
                start:
                  - {queue: support, nobody: [{say: welcome}, hangup]}
                """);
        Assembly.Running running = starting.mustStart(
                "numbers.100=onward",
                "queues.support.max-wait=2s",
                "queues.support.overflow=queue:billing",
                "queues.support.join=ready",
                "queues.support.wrap-up=0s",
                "agents.anna.queues=support, billing",
                "agents.anna.phone-secret=annas-own-secret");
        sip = running.server().edge().listening().getFirst().address();
        hallway = running.server().hallway();
    }

    @AfterEach
    void stop() {
        starting.close();
    }

    private void anna(Command command, String state) {
        hallway.desk()
                .command(new AgentId("anna"), command)
                .toCompletableFuture()
                .join();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> hallway.desk().board().agents().stream()
                        .anyMatch(a ->
                                a.agent().value().equals("anna") && a.state().equals(state)));
    }

    @Test
    void whoComesWhileAllAreOnABreakIsToldAndTheRecordSaysWhy() throws IOException {
        try (StagePhone annas = new StagePhone("anna", sip);
                StagePhone caller = new StagePhone("+49301234567", sip)) {
            annas.register("annas-own-secret");
            anna(new Command.LogIn(), "not-ready");
            String story = starting.storyOf(() -> {
                caller.call("100");
                assertThat(caller.awaitHangUp(PATIENCE_MILLIS))
                        .as("the script hangs up")
                        .isTrue();
            });
            assertThat(story)
                    .containsSubsequence("queue support does not take the caller: nobody ready", "hears welcome in en");
        }
    }

    @Test
    void whoGoesOnToAnotherQueueHasWaitedAllAlong() throws Exception {
        try (StagePhone annas = new StagePhone("anna", sip);
                StagePhone first = new StagePhone("+49301234567", sip);
                StagePhone second = new StagePhone("+49301234568", sip)) {
            annas.register("annas-own-secret");
            anna(new Command.LogIn(), "not-ready");
            anna(new Command.Ready(), "ready");
            first.call("100");
            assertThat(annas.awaitRing(PATIENCE_MILLIS)).isTrue();
            annas.answer();
            starting.storyWith("hear each other");
            second.call("100");
            starting.storyWith("waits in queue billing");
            first.hangUp();
            starting.storyWith("offered to anna");
            second.hangUp();
        }
        assertThat(starting.storyWith("the call ends"))
                .containsSubsequence("max wait", "waits in queue billing at position 1, having waited 2", "before")
                .containsPattern("offered to anna after waiting [2-9]");
    }
}
