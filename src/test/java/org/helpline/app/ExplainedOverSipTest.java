package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.helpline.app.stage.StagePhone;
import org.helpline.core.AgentId;
import org.helpline.interaction.DeskPort.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole server: a call over SIP is explained, the server's day replays, and is played with another agent. */
class ExplainedOverSipTest {

    private static final long PATIENCE_MILLIS = 30_000;

    private static final String SCRIPT = """
            helpline: 1
            languages: [en]
            human: none
            start:
              - queue: support
                needs: {german: 3}
                relax: [{after: 2s, needs: {german: 1}}]
                then: hangup
            """;

    @Test
    void aRunningServersDayIsExplainedReplayedAndPlayed(@TempDir Path folder) throws Exception {
        try (Starting starting = new Starting(folder)) {
            starting.script("levels", SCRIPT);
            Assembly.Running running = starting.mustStart(
                    "numbers.100=levels",
                    "agents.anna.queues=support",
                    "agents.anna.phone-secret=annas-own-secret",
                    "agents.anna.skills=german:1",
                    "agents.ben.queues=support");
            InetSocketAddress sip =
                    running.server().edge().listening().getFirst().address();
            try (StagePhone anna = new StagePhone("anna", sip);
                    StagePhone caller = new StagePhone("+49301112222", sip)) {
                anna.register("annas-own-secret");
                for (Command command : new Command[] {new Command.LogIn(), new Command.Ready()}) {
                    running.server()
                            .hallway()
                            .desk()
                            .command(new AgentId("anna"), command)
                            .toCompletableFuture()
                            .join();
                }
                caller.call("100");
                assertThat(anna.awaitRing(PATIENCE_MILLIS)).isTrue();
                anna.answer();
                starting.storyWith("hear each other");
                caller.hangUp();
                starting.storyWith("the call ends");
            }
            assertThat(starting.command("explain", "last").out())
                    .containsSubsequence(
                            "waits in queue support",
                            "nobody can be rung for german 3",
                            "anna: lacks german 3 (has 1)",
                            "ben: not logged in",
                            "from now on who may be rung: german",
                            "rings anna for german: longest idle: idle ",
                            "ben: not logged in",
                            "anna takes the call")
                    .doesNotContain("49301112222");
            assertThat(starting.command("explain", "last", "--json").out()).contains("\"kind\" : \"queue.decided\"");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> starting.command("what-if", "--day", "today").code() == 0); // written twice a second
            Starting.Said replayed = starting.command("replay");
            assertThat(replayed.out()).contains("are the same, byte for byte");
            assertThat(replayed.code()).isZero();
            assertThat(starting.command("what-if", "--day", "today", "--agents", "+1@support", "0:00-24:00")
                            .out())
                    .contains("queue support: 1 call", "difference (95 %)");
            assertThat(starting.command("what-if", "--day", "2020-01-01").err()).contains("No call came to a queue on");
        }
    }
}
