package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.helpline.app.stage.StagePhone;
import org.helpline.checks.ServerProcess;
import org.helpline.core.Digit;
import org.helpline.sdp.AudioCodec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server in a process of its own, killed with kill -9 while a caller leaves a message and two others wait to be called back, and what its next
 * start makes of it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CrashTest {

    private static final long PATIENCE_MILLIS = 20_000;
    private static final String KIM = "+49301234567";
    private static final String PAT = "+49307654321";

    private static final String CALLBACKS = """
            helpline: 1
            languages: [en]
            human: {queue: support}
            start: {queue: support}
            queues:
              support: {keys: {1: callback}}
            """;

    private static final String MESSAGES = """
            helpline: 1
            languages: [en]
            human: none
            start:
              - menu: welcome
                keys: {1: {voicemail: support, greeting: outage, silence: none}}
            """;

    private Path folder;

    private Starting starting;
    private int sip;
    private StagePhone customer;
    private ServerProcess restarted;

    @BeforeAll
    void killInTheWorstMoment(@TempDir Path ours) throws Exception {
        folder = ours;
        prepare();
        try (ServerProcess before = server()) {
            asksToBeCalledBack(KIM);
            asksToBeCalledBack(PAT);
            speaksUntilTheKill(before);
        }
        restarted = server();
    }

    private void prepare() throws IOException {
        starting = new Starting(folder);
        sip = Starting.freePort();
        customer = new StagePhone("customer", address());
        starting.script("line", MESSAGES);
        starting.script("waiting", CALLBACKS);
        Path script = starting.scripts().resolve("waiting");
        List<String> said = List.of(
                "callback_number", "callback_confirm", "callback_promise", "callback_there", "callback_refused");
        StringBuilder prompts = new StringBuilder();
        for (String name : said) {
            prompts.append(name).append(": {en: One.}\n");
            Files.copy(
                    Path.of("ivr-scripts/support-line/prompts/en/digit@1.wav"),
                    script.resolve("prompts/en/" + name + ".wav"));
        }
        Files.writeString(script.resolve("prompts.yaml"), prompts);
    }

    @AfterAll
    void stop() {
        restarted.close();
        customer.close();
        starting.close();
    }

    private ServerProcess server() throws IOException {
        List<String> settings = new ArrayList<>(starting.sets());
        settings.addAll(List.of(
                "sip.listen=127.0.0.1:" + sip,
                "numbers.101=waiting",
                "callbacks.allow=+4930*",
                "callbacks.contact=sip:{number}@127.0.0.1:" + customer.port(),
                "agents.anna.phone-secret=annas-own-secret",
                "agents.anna.always-ready=yes",
                "queues.support.wrap-up=1s",
                "agents.anna.queues=support"));
        return ServerProcess.start(starting.data(), List.of(), settings.toArray(String[]::new));
    }

    private InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), sip);
    }

    private String callbacks() {
        return starting.command("callbacks").out();
    }

    private void asksToBeCalledBack(String number) throws Exception {
        try (StagePhone phone = new StagePhone(number, address())) {
            phone.call("101");
            starting.storyWith("waits in queue support at position"); // a key pressed before means nothing
            phone.press(Digit.ONE);
            starting.storyWith("hears callback_confirm");
            phone.press(Digit.ONE);
            assertThat(phone.awaitHangUp(PATIENCE_MILLIS))
                    .as("the script hangs up")
                    .isTrue();
        }
    }

    private void speaksUntilTheKill(ServerProcess server) throws Exception {
        try (SpeakingPhone phone = new SpeakingPhone(sip, AudioCodec.PCMU)) {
            phone.call("100")
                    .silent(300)
                    .press('1')
                    .silent(300)
                    .press('5')
                    .untilTone(1_000, 20)
                    .speak(4_000, 440);
            server.kill();
        }
        assertThat(drafts()).as("as the crash left it").anyMatch(f -> f.endsWith(".part"));
    }

    /** Who speaks when the server dies has left a message. */
    @Test
    void whatACallerHasSaidUntilTheKillIsAMessage() throws Exception {
        String list = starting.command("voicemail", "list", "support").out();
        assertThat(list).contains("+905321234567", "support", "new").containsPattern("[2-5] s");
        String id = list.split(" ", 2)[0];
        Path saved = folder.resolve("saved.wav");
        assertThat(starting.command("voicemail", "save", id, saved.toString()).code())
                .isZero();
        ByteBuffer wav = ByteBuffer.wrap(Files.readAllBytes(saved)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(wav.getInt(40)).as("the length in the header").isEqualTo(wav.limit() - 44);
        assertThat(wav.getInt(4)).isEqualTo(wav.limit() - 8);
        assertThat((wav.limit() - 44) / 16).as("milliseconds").isBetween(2_500, 5_500);
        assertThat(starting.command("calls", "show", id.substring(0, id.lastIndexOf('-')))
                        .out())
                .contains("outcome  cut");
        assertThat(drafts()).isEmpty();
    }

    /** What was promised is kept in the order in which it was promised, and nobody is called twice. */
    @Test
    void callBacksThatWerePromisedAreMadeEachOnceAndInTheirOrder() throws Exception {
        List<String> promised = callbacks().lines().toList();
        assertThat(promised).hasSize(2);
        assertThat(promised.get(0)).contains(KIM, "in line").doesNotContain("in vain");
        assertThat(promised.get(1)).contains(PAT, "in line");
        try (StagePhone anna = new StagePhone("anna", address())) {
            anna.register("annas-own-secret");
            for (String number : List.of(KIM, PAT)) {
                assertThat(anna.awaitRing(PATIENCE_MILLIS))
                        .as("anna is rung for " + number)
                        .isTrue();
                anna.answer();
                assertThat(customer.awaitRing(PATIENCE_MILLIS)).as(number).isTrue();
                customer.answer();
                await().atMost(Duration.ofSeconds(10)).until(() -> !callbacks().contains(number));
                customer.hangUp();
                assertThat(anna.awaitHangUp(PATIENCE_MILLIS)).isTrue();
            }
            assertThat(anna.awaitRing(2_500))
                    .as("nobody is called a second time")
                    .isFalse();
        }
        assertThat(callbacks()).contains("No call-back is promised.");
    }

    private List<String> drafts() throws IOException {
        try (Stream<Path> files = Files.list(starting.data().resolve("voicemail/drafts"))) {
            return files.map(Path::toString).toList();
        }
    }
}
