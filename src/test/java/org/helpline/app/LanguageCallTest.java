package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

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

/** A call over SIP and RTP through typed answers, expressions, a sub-script with prompts of its own, a split and a limit. */
class LanguageCallTest {

    private static final long PATIENCE_MILLIS = 20_000;
    private static final Path SAMPLE = Path.of("ivr-scripts/support-line/prompts/en/digit@1.wav");

    private static final String SCRIPT = """
            helpline: 1
            languages: [en]
            human: none
            variables: {born: date}
            start:
              - {ask: your_birthday, digits: 8, written: ddmmyyyy, as: born, wrong: [[{say: no_date}, again], hangup]}
              - set: {order: {state: ready}, age: = year(today) - year(born)}
              - {when: age > 17 && order.weight > 5, go: bye}
              - do: {script: verify, with: {number: caller.number, age: "{age}"}, as: verified}
              - {when: verified, then: {split: {100%: greeting}, by: caller}, else: bye}
            greeting: [{say: welcome_back}, bye]
            bye: [hangup]
            """;

    private static final String VERIFY = """
            helpline: 1
            languages: [en]
            human: none
            takes: {number: text, age: number}
            gives: boolean
            start:
              - {say: we_look}
              - return: = number.startsWith("+90") && age > 17
            """;

    @TempDir
    private Path folder;

    private Starting starting;

    @BeforeEach
    void prepare() throws IOException {
        starting = new Starting(folder);
        write("typed", SCRIPT, "your_birthday", "no_date", "welcome_back");
        write("verify", VERIFY, "we_look");
    }

    private void write(String name, String script, String... prompts) throws IOException {
        Path at = Files.createDirectories(starting.scripts().resolve(name));
        Files.writeString(at.resolve("script.yaml"), script);
        Path recordings = Files.createDirectories(at.resolve("prompts/en"));
        for (String prompt : prompts) {
            Files.write(recordings.resolve(prompt + ".wav"), Files.readAllBytes(SAMPLE));
        }
        Files.writeString(
                at.resolve("prompts.yaml"),
                String.join(
                        "",
                        List.of(prompts).stream()
                                .map(p -> p + ": {en: " + p + "}\n")
                                .toList()));
    }

    @AfterEach
    void stop() {
        starting.close();
    }

    @Test
    void aCallGoesThroughTypedAnswersExpressionsASubScriptAndASplit() throws IOException {
        Assembly.Running running = starting.mustStart("numbers.100=typed");
        InetSocketAddress sip = running.server().edge().listening().getFirst().address();
        try (StagePhone phone = new StagePhone("+905321234567", sip)) {
            phone.call("100");
            for (char key : "3102197024121970".toCharArray()) {
                phone.press(Digit.ofSymbol(key).orElseThrow());
            }
            assertThat(phone.awaitHangUp(PATIENCE_MILLIS))
                    .as("the script hangs up")
                    .isTrue();
            assertThat(phone.heard()).isPositive();
        }
        starting.stop(running);
        String story = starting.command("calls", "show", "last").out();
        assertThat(story)
                .containsSubsequence(
                        "hears your_birthday in en",
                        "hears no_date in en",
                        "cannot work out start/3: there is no 'order.weight'",
                        "runs the script verify (version ",
                        "hears we_look in en",
                        "is back in the script typed",
                        "when verified: yes",
                        "hears welcome_back in en");
    }

    @Test
    void aCallThatTakesTooManyStepsIsEndedAndItsRecordSaysSo() throws IOException {
        String script = """
                helpline: 1
                languages: [en]
                human: none
                limits: {steps: 12}
                start: {ask: again_please, digits: 1, as: n, wrong: [hangup], silence: [hangup], go: start}
                """;
        write("round", script, "again_please");
        Assembly.Running running = starting.mustStart("numbers.100=round", "scripts.steps-per-call=500");
        InetSocketAddress sip = running.server().edge().listening().getFirst().address();
        try (StagePhone phone = new StagePhone("+905321234567", sip)) {
            phone.call("100");
            for (int i = 0; i < 8; i++) {
                phone.press(Digit.ofSymbol('1').orElseThrow());
            }
            assertThat(phone.awaitHangUp(PATIENCE_MILLIS))
                    .as("the script hangs up")
                    .isTrue();
        }
        starting.stop(running);
        assertThat(starting.command("calls", "show", "last").out()).contains("the call took more than 12 steps");
    }
}
