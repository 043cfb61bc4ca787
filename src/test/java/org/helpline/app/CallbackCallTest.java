package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.helpline.app.stage.StagePhone;
import org.helpline.core.AgentId;
import org.helpline.core.Digit;
import org.helpline.interaction.DeskPort.Command;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A caller asks to be called back, and is, over SIP and RTP: a whole server, the agent's phone and the customer's. */
class CallbackCallTest {

    private static final long PATIENCE_MILLIS = 20_000;
    private static final Path SAMPLE = Path.of("ivr-scripts/support-line/prompts/en");
    private static final String KIM = "+49301234567";

    private static final String SCRIPT = """
            helpline: 1
            languages: [en]
            human: {queue: support}
            start: {queue: support}
            queues:
              support: {keys: {1: callback}}
            """;

    private static final String PROMPTS = """
            callback_number: {en: Your number please.}
            callback_confirm: {en: "We call {callback.number|digits}."}
            callback_promise: {en: We call you back.}
            callback_there: {en: We call you already.}
            callback_refused: {en: We cannot call that.}
            """;

    @TempDir
    private Path folder;

    private Starting starting;
    private InetSocketAddress sip;
    private StagePhone kim;
    private StagePhone anna;

    @BeforeEach
    void prepare() throws IOException {
        starting = new Starting(folder);
        Path script = Files.createDirectories(starting.scripts().resolve("waiting"));
        Files.writeString(script.resolve("script.yaml"), SCRIPT);
        Files.writeString(script.resolve("prompts.yaml"), PROMPTS);
        Path recordings = Files.createDirectories(script.resolve("prompts/en"));
        for (String name : List.of(
                "callback_number", "callback_confirm", "callback_promise", "callback_there", "callback_refused")) {
            Files.write(recordings.resolve(name + ".wav"), Files.readAllBytes(SAMPLE.resolve("digit@1.wav")));
        }
        for (int digit = 0; digit < 10; digit++) {
            String name = "digit@" + digit + ".wav";
            Files.write(recordings.resolve(name), Files.readAllBytes(SAMPLE.resolve(name)));
        }
        sip = new InetSocketAddress(InetAddress.getLoopbackAddress(), Starting.freePort());
        kim = new StagePhone(KIM, sip);
        anna = new StagePhone("anna", sip);
    }

    @AfterEach
    void stop() {
        kim.close();
        anna.close();
        starting.close();
    }

    private Assembly.Running start(String... more) {
        List<String> sets = new java.util.ArrayList<>(List.of(
                "sip.listen=127.0.0.1:" + sip.getPort(),
                "numbers.100=waiting",
                "callbacks.allow=+4930*, 030*",
                "callbacks.contact=sip:{number}@127.0.0.1:" + kim.port(),
                "agents.anna.phone-secret=annas-own-secret",
                "agents.anna.queues=support"));
        sets.addAll(List.of(more));
        return starting.mustStart(sets.toArray(String[]::new));
    }

    private void asksToBeCalledBack() throws IOException, InterruptedException {
        kim.call("100");
        starting.storyWith("waits in queue support at position");
        kim.press(Digit.ONE);
        starting.storyWith("hears callback_confirm");
        kim.press(Digit.ONE);
        assertThat(kim.awaitHangUp(PATIENCE_MILLIS)).as("the script hangs up").isTrue();
    }

    private void annaIsReady(Assembly.Running running) throws IOException {
        anna.register("annas-own-secret");
        for (Command command : List.of(new Command.LogIn(), new Command.Ready())) {
            running.server()
                    .hallway()
                    .desk()
                    .command(new AgentId("anna"), command)
                    .toCompletableFuture()
                    .join();
        }
    }

    private void theyHearEachOther() throws InterruptedException {
        long atKims = kim.heard();
        long atAnnas = anna.heard();
        for (int i = 0; i < 1_000 && (kim.heard() < atKims + 10 || anna.heard() < atAnnas + 10); i++) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(kim.heard()).as("packets at the customer's").isGreaterThanOrEqualTo(atKims + 10);
        assertThat(anna.heard()).as("packets at the agent's").isGreaterThanOrEqualTo(atAnnas + 10);
    }

    @Test
    void theAgentsPhoneRingsThenTheCustomersAndTheyHearEachOther() throws Exception {
        Assembly.Running running = start();
        asksToBeCalledBack();
        annaIsReady(running);
        assertThat(anna.awaitRing(PATIENCE_MILLIS))
                .as("the agent's phone rings")
                .isTrue();
        assertThat(kim.awaitRing(100)).as("the customer's does not yet").isFalse();
        anna.answer();
        assertThat(kim.awaitRing(PATIENCE_MILLIS))
                .as("the customer's phone rings")
                .isTrue();
        kim.answer();
        theyHearEachOther();
        kim.hangUp();
        assertThat(anna.awaitHangUp(PATIENCE_MILLIS)).as("the agent is hung up").isTrue();
        starting.stop(running);
        String story = starting.command("calls", "show", "last").out();
        assertThat(story)
                .containsSubsequence(
                        "call-back ",
                        " of queue support to " + KIM + ", attempt 1",
                        "offered to anna",
                        "anna takes the call",
                        "the customer is reached",
                        "connected to anna from queue support",
                        "caller and anna hear each other",
                        "the call ends, served");
        assertThat(starting.command("calls", "--json").out()).contains("\"direction\" : \"callback\"");
    }

    @Test
    void oneThatWasBookedOnTheCommandLineIsMadeAndRememberedAfterwards() throws Exception {
        Assembly.Running running = start();
        assertThat(starting.command("callbacks", "add", "support", "+49 900 123")
                        .out())
                .doesNotContain("Promised");
        String said = starting.command("callbacks", "add", "support", "+49 (30) 123 45 67")
                .out();
        assertThat(said).startsWith("Promised: ").contains("at position 1");
        assertThat(starting.command("callbacks", "add", "support", KIM).out())
                .contains("promised to this number before");
        String id = said.substring("Promised: ".length(), said.indexOf(','));
        assertThat(starting.command("callbacks", "show", id).out()).contains("in line", "asked for by command line");
        annaIsReady(running);
        assertThat(anna.awaitRing(PATIENCE_MILLIS)).isTrue();
        assertThat(starting.command("callbacks").out()).contains("calling the agent (anna)");
        anna.answer();
        assertThat(kim.awaitRing(PATIENCE_MILLIS)).isTrue();
        assertThat(starting.command("callbacks").out()).contains("calling the customer (anna)");
        kim.answer();
        theyHearEachOther();
        kim.hangUp();
        assertThat(anna.awaitHangUp(PATIENCE_MILLIS)).isTrue();
        assertThat(starting.command("callbacks", "past").out()).contains(KIM, "by anna: reached");
        assertThat(starting.command("callbacks", "show", id).out())
                .contains("asked for by command line", "anna: reached");
        assertThat(starting.command("forget", KIM).out()).contains("1 call-back that is over was deleted.");
        assertThat(starting.command("callbacks", "past").out()).doesNotContain(KIM);
    }

    /** What is promised is on the disk before the caller hears of it. */
    @Test
    void aPromiseOutlivesTheServer() throws Exception {
        Assembly.Running before = start();
        asksToBeCalledBack();
        assertThat(starting.command("callbacks").out())
                .contains(KIM)
                .contains("support")
                .contains("in line");
        starting.stop(before);
        Assembly.Running after = start();
        annaIsReady(after);
        assertThat(anna.awaitRing(PATIENCE_MILLIS)).isTrue();
        anna.answer();
        assertThat(kim.awaitRing(PATIENCE_MILLIS)).isTrue();
        kim.answer();
        theyHearEachOther();
        kim.hangUp();
        assertThat(starting.command("callbacks").out()).contains("No call-back is promised.");
    }

    /** Nothing of a forgotten customer is left that could be called, nor in the store's file. */
    @Test
    void aCustomerWhoIsForgottenIsNotCalled() throws Exception {
        Assembly.Running running = start();
        asksToBeCalledBack();
        assertThat(starting.command("callbacks").out()).contains(KIM);
        Starting.Said said = starting.command("forget", "+49 30 123 45 67");
        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("Forgotten").contains("1 promised call-back was cancelled.");
        assertThat(starting.command("callbacks").out()).contains("No call-back is promised.");
        annaIsReady(running);
        assertThat(anna.awaitRing(1_000)).as("nobody is rung for it").isFalse();
        starting.stop(running);
        for (String side : List.of("helpline.db", "helpline.db-wal")) {
            Path file = starting.data().resolve(side);
            assertThat(Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "")
                    .doesNotContain("301234567");
        }
    }

    /** Whoever asked for a call-back to another number than their own is forgotten with it. */
    @Test
    void aCallBackToAnotherNumberGoesWithWhoeverAskedForIt() throws Exception {
        start();
        kim.call("100");
        starting.storyWith("waits in queue support at position");
        kim.press(Digit.ONE);
        starting.storyWith("hears callback_confirm");
        kim.press(Digit.TWO);
        starting.storyWith("hears callback_number");
        for (char digit : "0307654321#1".toCharArray()) {
            kim.press(Digit.ofSymbol(digit).orElseThrow());
        }
        assertThat(kim.awaitHangUp(PATIENCE_MILLIS)).as("the script hangs up").isTrue();
        assertThat(starting.command("callbacks").out()).contains("0307654321");
        assertThat(starting.command("forget", KIM).out()).contains("1 promised call-back was cancelled.");
        assertThat(starting.command("callbacks").out()).contains("No call-back is promised.");
    }

    @Test
    void theCustomerMayBeCalledFirst() throws Exception {
        Assembly.Running running = start("queues.support.callback=customer first");
        asksToBeCalledBack();
        annaIsReady(running);
        assertThat(kim.awaitRing(PATIENCE_MILLIS))
                .as("the customer's phone rings")
                .isTrue();
        assertThat(anna.awaitRing(100)).as("the agent's does not yet").isFalse();
        kim.answer();
        assertThat(anna.awaitRing(PATIENCE_MILLIS))
                .as("the agent's phone rings")
                .isTrue();
        anna.answer();
        theyHearEachOther();
        kim.hangUp();
    }

    @Test
    void aScriptThatCallsBackIsRefusedWhereNoNumberIsAllowed() {
        assertThat(starting.mustFail("numbers.100=waiting", "callbacks.allow="))
                .anyMatch(p -> p.contains("Nobody can be called back")
                        && p.contains("callbacks.allow and callbacks.contact in conf/callbacks.properties"));
    }
}
