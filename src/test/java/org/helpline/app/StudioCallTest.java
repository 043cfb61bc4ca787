package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.helpline.sdp.AudioCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notices and prompts by phone with a PIN, over real SIP and RTP. */
class StudioCallTest {

    private static final int BEEP = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SCRIPT = """
            helpline: 1
            languages: [en]
            human: none
            start:
              - pin: welcome
              - menu: welcome
                keys:
                  1: [{switch: outage, is_on: outage, is_off: outage}, again]
                  2: {record: welcome, prompt: welcome, silence: 2s, go: bye}
                silence: bye
                wrong: bye
            bye: [{notice: outage}, hangup]
            """;

    @TempDir
    private Path folder;

    private Starting starting;

    @BeforeEach
    void start() throws IOException {
        starting = new Starting(folder);
        starting.script("line", SCRIPT);
    }

    @AfterEach
    void stop() {
        starting.close();
    }

    static int port(Assembly.Running server) {
        return server.server().edge().listening().stream()
                .filter(l -> l.transport().equalsIgnoreCase("udp"))
                .findFirst()
                .orElseThrow()
                .address()
                .getPort();
    }

    private static void key(SpeakingPhone phone, String pin) throws IOException {
        for (int i = 0; i < pin.length(); i++) {
            phone.press(pin.charAt(i));
        }
        phone.press('#');
    }

    private String newPin() {
        String said = starting.command("pin", "studio").out();
        assertThat(said).contains("The new PIN studio is ");
        return said.strip().replaceAll(".* ", "");
    }

    private String story() {
        return starting.command("calls", "show", "last").out();
    }

    @Test
    void withThePinANoticeIsSwitchedAndAPromptIsRecordedAnew() throws Exception {
        Assembly.Running server = starting.mustStart();
        String pin = newPin();
        Path prompt = starting.scripts().resolve("line/prompts/en/welcome.wav");
        byte[] before = Files.readAllBytes(prompt);
        try (SpeakingPhone phone = new SpeakingPhone(port(server), AudioCodec.PCMA)) {
            phone.call("100").silent(300);
            key(phone, pin);
            phone.silent(500).press('1').silent(500);
            await().atMost(PATIENCE)
                    .until(() -> starting.command("notice").out().contains("On: outage"));
            phone.press('2')
                    .silent(300)
                    .press('5')
                    .untilTone(BEEP, 20)
                    .speak(2_000, 440)
                    .untilBye(20);
        }
        starting.storyWith("the call ends");
        assertThat(story())
                .contains("gave the PIN studio", "switched outage on", "recorded the prompt welcome in en anew");
        assertThat(Files.readAllBytes(prompt)).isNotEqualTo(before);
        assertThat(Files.size(prompt)).isBetween(2L * 16_000, 4L * 16_000);
        try (Stream<Path> old = Files.list(prompt.resolveSibling("old"))) {
            List<Path> kept = old.toList();
            assertThat(kept).hasSize(1);
            assertThat(kept.getFirst().getFileName().toString()).matches("welcome-\\d{8}-\\d{6}\\.wav");
            assertThat(Files.readAllBytes(kept.getFirst())).isEqualTo(before);
        }
        assertThat(story()).doesNotContain(pin);
        assertThat(keysIn(story())).as("keys are not told").doesNotContain("1", "2", "3", "4", "6", "7", "8", "9", "0");
        assertThat(starting.command("voicemail").out())
                .as("a prompt is no message")
                .contains("no messages");
    }

    private static List<String> keysIn(String story) {
        return story.lines()
                .filter(l -> l.contains(" key ") && l.contains("from the caller"))
                .map(l -> l.replaceAll(".* key (\\S+) from.*", "$1"))
                .toList();
    }

    @Test
    void threeWrongOnesEndTheCallAndLockThePinForTheNextOne() throws Exception {
        Assembly.Running server = starting.mustStart();
        String pin = newPin();
        String wrong = pin.equals("111111") ? "222222" : "111111";
        try (SpeakingPhone phone = new SpeakingPhone(port(server), AudioCodec.PCMU)) {
            phone.call("100").silent(300);
            for (int i = 0; i < 3; i++) {
                key(phone, wrong);
                phone.silent(700);
            }
            phone.untilBye(20);
        }
        starting.storyWith("the call ends");
        assertThat(story()).contains("the PIN studio is locked").doesNotContain(wrong);
        try (SpeakingPhone phone = new SpeakingPhone(port(server), AudioCodec.PCMU)) {
            phone.call("100").silent(300);
            key(phone, pin); // the right one, too soon
            phone.untilBye(20);
        }
        assertThat(starting.command("notice").out()).contains("No notice is on");
    }
}
