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

/** Which agent's phone rings, and when, over SIP and RTP: a whole server, two agents' phones, scripts that ask for skills and for the last agent. */
class WantedAgentsOverSipTest {

    private static final long PATIENCE_MILLIS = 30_000;

    private static final String SCRIPT = """
            helpline: 1
            languages: [en]
            human: none
            start:
              - queue: support
                %s
                then: hangup
            queues:
              support:
                rules: [{when: 'caller.number == "+49301112222"', needs: {german: 3}, note: German}]
            """;

    @TempDir
    private Path folder;

    private Starting starting;
    private InetSocketAddress sip;
    private Hallway hallway;

    @BeforeEach
    void prepare() throws IOException {
        starting = new Starting(folder);
        starting.script("levels", SCRIPT.formatted("relax: [{after: 2s, needs: {german: 1}}]"));
        starting.script("known", SCRIPT.formatted("prefer: last_agent\n    prefer_for: 3s"));
        Assembly.Running running = starting.mustStart(
                "numbers.100=levels",
                "numbers.200=known",
                "queues.support.wrap-up=0s",
                "agents.anna.queues=support",
                "agents.anna.phone-secret=annas-own-secret",
                "agents.anna.skills=german:1",
                "agents.ben.queues=support",
                "agents.ben.phone-secret=bens-own-secret",
                "agents.ben.skills=english:3");
        sip = running.server().edge().listening().getFirst().address();
        hallway = running.server().hallway();
    }

    @AfterEach
    void stop() {
        starting.close();
    }

    private void does(String agent, Command command) {
        hallway.desk()
                .command(new AgentId(agent), command)
                .toCompletableFuture()
                .join();
    }

    private void ready(StagePhone phone, String agent) throws IOException {
        phone.register(agent + "s-own-secret");
        does(agent, new Command.LogIn());
        does(agent, new Command.Ready());
        awaitState(agent, "ready");
    }

    private void awaitState(String agent, String state) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> hallway.desk().board().agents().stream()
                        .anyMatch(a ->
                                a.agent().value().equals(agent) && a.state().equals(state)));
    }

    private static void rings(StagePhone phone, String why) throws InterruptedException {
        assertThat(phone.awaitRing(PATIENCE_MILLIS)).as(why).isTrue();
    }

    @Test
    void whoIsNotGoodEnoughAtFirstIsRungInTheSecondStage() throws Exception {
        try (StagePhone anna = new StagePhone("anna", sip);
                StagePhone ben = new StagePhone("ben", sip);
                StagePhone caller = new StagePhone("+49301112222", sip)) {
            ready(ben, "ben");
            ready(anna, "anna");
            caller.call("100");
            rings(anna, "two seconds later level 1 is enough");
            anna.answer();
            starting.storyWith("hear each other");
            caller.hangUp();
        }
        assertThat(starting.storyWith("the call ends"))
                .containsSubsequence(
                        "the rule 'German' at queues/support/rules/1 holds: needs german 3",
                        "waits in queue support",
                        "from now on who may be rung: german",
                        "offered to anna")
                .doesNotContain("offered to ben");
    }

    /** P80: the last agent is preferred while they are at work, and after the limit anybody is rung. */
    @Test
    void p80WhoTalkedLastWithTheCallerIsRungAndAfterTheLimitAnybody() throws Exception {
        try (StagePhone anna = new StagePhone("anna", sip);
                StagePhone ben = new StagePhone("ben", sip);
                StagePhone caller = new StagePhone("+49301234567", sip);
                StagePhone again = new StagePhone("+49301234567", sip);
                StagePhone third = new StagePhone("+49301234567", sip)) {
            ready(anna, "anna");
            String first = starting.storyOf(() -> talks(caller, anna));
            assertThat(first).contains("offered to anna");
            ready(ben, "ben");
            does("anna", new Command.NotReady("lunch"));
            does("anna", new Command.Ready()); // idle for a shorter time than ben
            awaitState("anna", "ready");

            again.call("200");
            rings(anna, "the last agent, though ben has been idle longer");
            anna.answer();
            starting.storyWith("hear each other");

            third.call("200");
            rings(ben, "anna talks, and the limit is over");
            assertThat(starting.storyWith("offered to ben")).doesNotContain("offered to anna");
            ben.answer();
            starting.storyWith("hear each other");
            third.hangUp();
            again.hangUp();
        }
    }

    private void talks(StagePhone caller, StagePhone agent) throws IOException {
        caller.call("200");
        try {
            rings(agent, "nobody else is there");
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        agent.answer();
        starting.storyWith("hear each other");
        caller.hangUp();
    }
}
