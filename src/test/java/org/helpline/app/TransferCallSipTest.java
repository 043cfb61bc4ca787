package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.helpline.app.stage.StagePhone;
import org.helpline.core.Digit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole server over SIP and RTP: a caller keys an extension, talks with whoever has it, and is asked for a score (P41). */
class TransferCallSipTest {

    private static final long PATIENCE_MILLIS = 20_000;
    private static final Path SAMPLE = Path.of("ivr-scripts/support-line/prompts/en");

    private static final String SCRIPT = """
            helpline: 1
            languages: [en]
            human: none
            start:
              - extension: which
                ring: 5s
                busy: [{say: in_talk}, hangup]
                then: [{say: away}, hangup]
                after: score
                silence: [hangup]
                wrong: [[{say: wrong_one}, again], hangup]
            score:
              - rating: how_satisfied
              - say: thanks
              - hangup
            """;

    @TempDir
    private Path folder;

    private Starting starting;

    @BeforeEach
    void prepare() throws IOException {
        starting = new Starting(folder);
        Path script = Files.createDirectories(starting.scripts().resolve("office"));
        Files.writeString(script.resolve("script.yaml"), SCRIPT);
        Path recordings = Files.createDirectories(script.resolve("prompts/en"));
        List<String> prompts = List.of("which", "in_talk", "away", "wrong_one", "how_satisfied", "thanks");
        Files.writeString(script.resolve("prompts.yaml"), String.join(": Words.\n", prompts) + ": Words.\n");
        for (String name : prompts) {
            Files.write(recordings.resolve(name + ".wav"), Files.readAllBytes(SAMPLE.resolve("digit@1.wav")));
        }
        Path names = Files.createDirectories(script.resolve("prompts/any/names"));
        Files.write(names.resolve("204.wav"), Files.readAllBytes(SAMPLE.resolve("digit@2.wav")));
    }

    @AfterEach
    void stop() {
        starting.close();
    }

    private Assembly.Running started() throws IOException {
        return starting.mustStart(
                "numbers.100=office", "extensions.204.to=phone", "extensions.204.phone-secret=front-desk-secret");
    }

    private static void press(StagePhone phone, String keys) {
        keys.chars().forEach(key -> phone.press(Digit.ofSymbol((char) key).orElseThrow()));
    }

    @Test
    void whoHasTheExtensionIsRungTheyTalkAndTheScoreIsKept() throws Exception {
        Assembly.Running running = started();
        InetSocketAddress sip = running.server().edge().listening().getFirst().address();
        try (StagePhone caller = new StagePhone("+905321234567", sip);
                StagePhone desk = new StagePhone("204", sip)) {
            desk.register("front-desk-secret");
            caller.call("100");
            press(caller, "204");
            assertThat(desk.awaitRing(PATIENCE_MILLIS))
                    .as("the phone at 204 rings")
                    .isTrue();
            desk.answer();
            long before = desk.heard();
            await().until(() -> desk.heard() > before); // the caller's sound goes to whoever answered
            desk.hangUp();
            starting.storyWith("hears how_satisfied in en"); // a key to whoever is hanging up is no score
            press(caller, "4");
            assertThat(caller.awaitHangUp(PATIENCE_MILLIS))
                    .as("the script hangs up")
                    .isTrue();
        }
        starting.stop(running);
        assertThat(starting.command("calls", "show", "last").out())
                .containsSubsequence(
                        "the script goes on to extension 204",
                        "hears name in any",
                        "caller and extension 204 hear each other",
                        "hears how_satisfied in en",
                        "rates satisfaction 4 of 5",
                        "hears thanks in en");
    }

    @Test
    void aPhoneThatIsNotThereIsToldSo() throws Exception {
        Assembly.Running running = started();
        InetSocketAddress sip = running.server().edge().listening().getFirst().address();
        try (StagePhone caller = new StagePhone("+905321234567", sip)) {
            caller.call("100");
            press(caller, "204");
            assertThat(caller.awaitHangUp(PATIENCE_MILLIS))
                    .as("the script hangs up")
                    .isTrue();
        }
        starting.stop(running);
        assertThat(starting.command("calls", "show", "last").out())
                .containsSubsequence("extension 204 is not reached: not there", "hears away in en");
    }
}
