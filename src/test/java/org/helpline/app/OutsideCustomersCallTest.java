package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.helpline.app.stage.StagePhone;
import org.helpline.core.AgentId;
import org.helpline.core.ScreenPop.Match;
import org.helpline.core.ScreenPop.Sure;
import org.helpline.interaction.DeskPort.Command;
import org.helpline.interaction.lookup.BackEnd;
import org.helpline.interaction.lookup.BackEnd.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another system is asked who calls, and the pop is completed when it answers: a whole server, real phones, the system on loopback. */
class OutsideCustomersCallTest {

    private static final long PATIENCE_MILLIS = 20_000;
    private static final AgentId ANNA = new AgentId("anna");
    private static final String KIM = "+49301234567";
    private static final String KIM_THERE =
            "{\"id\": \"9\", \"name\": \"Kim Winter\", \"company\": \"Winter KG\", \"orders\": [\"4711\", \"4712\"]}";

    @TempDir
    private Path folder;

    private Starting starting;

    @SuppressWarnings("NullAway.Init") // by serve()
    private Assembly.Running running;

    private BackEnd crm = new BackEnd(Answer.of(404));

    @SuppressWarnings("NullAway.Init")
    private StagePhone kim;

    @SuppressWarnings("NullAway.Init")
    private StagePhone annasPhone;

    @BeforeEach
    void prepare() throws IOException {
        starting = new Starting(folder);
        starting.script("line", """
                helpline: 1
                languages: [en]
                human: {queue: support}
                start: {queue: support}
                queues: {support: {}}
                """);
        Files.writeString(folder.resolve("customers.csv"), "id,name,phones\n");
    }

    private void serve(String more, Answer... answers) throws Exception {
        crm.close();
        crm = new BackEnd(answers);
        InetSocketAddress sip = new InetSocketAddress(InetAddress.getLoopbackAddress(), Starting.freePort());
        List<String> sets = new ArrayList<>(List.of(
                "sip.listen=127.0.0.1:" + sip.getPort(),
                "numbers.100=line",
                "store.customers=" + folder.resolve("customers.csv"),
                "store.customers-look-up=crm",
                "look-ups.crm.url=" + crm.origin() + "/by-number/{number}",
                "look-ups.crm.fields=id, name, company?, orders?: list",
                "look-ups.crm.timeout=10s",
                "queues.support.wrap-up=0s",
                "agents.anna.phone-secret=annas-own-secret"));
        if (!more.isEmpty()) {
            sets.add(more);
        }
        running = starting.mustStart(sets.toArray(String[]::new));
        kim = new StagePhone(KIM, sip);
        annasPhone = new StagePhone("anna", sip);
        annasPhone.register("annas-own-secret");
        as(new Command.LogIn());
    }

    private void as(Command command) {
        running.server()
                .hallway()
                .desk()
                .command(ANNA, command)
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void stop() {
        kim.close();
        annasPhone.close();
        starting.close();
        crm.close();
    }

    private List<Match> pop() {
        return running.server()
                .hallway()
                .desk()
                .snapshot(ANNA)
                .call()
                .orElseThrow()
                .pop()
                .matches();
    }

    private void rings() throws Exception {
        as(new Command.Ready());
        kim.call("100");
        assertThat(annasPhone.awaitRing(PATIENCE_MILLIS)).isTrue();
    }

    private void over() throws IOException {
        annasPhone.answer();
        kim.hangUp();
        starting.storyWith("the call ends");
    }

    private Match completed() {
        return await().atMost(Duration.ofSeconds(15))
                .until(this::pop, m -> m.size() == 1)
                .getFirst();
    }

    @Test
    void aSystemThatKnowsTheCallerCompletesThePopAndIsRememberedOverARestartUntilForgotten() throws Exception {
        serve("", Answer.of(KIM_THERE), Answer.of(500));
        rings();
        Match there = completed();
        assertThat(there.name().value()).isEqualTo("Kim Winter");
        assertThat(there.company()).isEqualTo("Winter KG");
        assertThat(there.more().orders()).containsExactly("4711", "4712");
        assertThat(there.more().sure()).isEqualTo(Sure.LIKELY);
        assertThat(crm.asked().getFirst().line()).isEqualTo("GET /by-number/%2B49301234567");
        kim.hangUp();
        kim.close();
        annasPhone.close();
        starting.stop(running);
        serve("", Answer.hanging());
        rings();
        assertThat(completed().name().value()).as("as it was, without asking").isEqualTo("Kim Winter");
        assertThat(crm.asked()).isEmpty();
        kim.hangUp();
        assertThat(starting.command("forget", KIM).out()).contains("had said of the number was deleted");
    }

    @Test
    void aStaleAnswerIsShownAsOfThenUntilTheNewOneIsThere() throws Exception {
        serve("store.customers-look-up-keep=0s", Answer.of(KIM_THERE), Answer.hanging());
        rings();
        completed();
        kim.hangUp();
        kim.close();
        annasPhone.close();
        starting.stop(running);
        serve("store.customers-look-up-keep=0s", Answer.hanging());
        rings();
        assertThat(completed().more().why()).startsWith("Another system knew this number on 20");
        kim.hangUp();
    }

    @Test
    void aDeadOrHangingSystemDelaysNoCall() throws Exception {
        serve("", Answer.hanging());
        rings(); // while the question is under way
        assertThat(pop()).isEmpty();
        await().until(() -> crm.asked().size() == 1);
        over();
        crm.close(); // and now it is dead
        rings();
        assertThat(pop()).isEmpty();
        over();
    }
}
