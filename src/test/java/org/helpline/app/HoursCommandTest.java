package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.helpline.sdp.AudioCodec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calendars declared from the command line and by phone, on a whole server, over SIP and RTP. */
class HoursCommandTest {

    /** Prompts are the two that there are: outage is said when it is closed, welcome when it is anything else. */
    private static final String SCRIPT = """
            helpline: 1
            languages: [en]
            hours: office
            human: none
            start:
              - {when: emergency, then: [{say: welcome}, {say: outage}, hangup]}
              - {when: closed, then: [{say: outage}, hangup]}
              - pin: welcome
              - {declare: closed, until: 2h, is_open: welcome, is_closed: outage, is_holiday: welcome, is_emergency: welcome}
              - hangup
            """;

    @TempDir
    private Path folder;

    private Starting starting;

    @BeforeEach
    void prepare() throws IOException {
        starting = new Starting(folder);
        starting.script("line", SCRIPT);
    }

    @AfterEach
    void stop() {
        starting.close();
    }

    private String hours(String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "hours";
        System.arraycopy(words, 0, all, 1, words.length);
        Starting.Said said = starting.command(all);
        return said.code() + " " + said.out() + said.err();
    }

    @Test
    void anOperatorDeclaresLooksAndTakesBack() {
        starting.mustStart();
        assertThat(hours()).startsWith("0 ").contains("office: open, as written");
        assertThat(hours("office", "closed"))
                .isEqualTo("0 The calendar office is closed from the next question on," + " until it is taken back.\n");
        assertThat(hours()).contains("office: closed, declared since ", "by the command line, until it is taken back");
        assertThat(hours("office", "emergency", "for", "2h")).startsWith("0 The calendar office is emergency");
        assertThat(hours()).containsPattern("office: emergency, declared since .* by the command line, until \\d{4}");
        assertThat(hours("office", "open", "until", "end-of-day"))
                .containsPattern("open from the next question on, until \\d{4}-\\d\\d-\\d\\d 00:00");
        assertThat(hours("office", "as-written")).startsWith("0 ");
        assertThat(hours()).contains("office: open, as written");
    }

    @Test
    void whatSomebodyDeclaredIsShownAlsoWhileNoServerRuns() {
        Assembly.Running server = starting.mustStart();
        hours("office", "holiday");
        starting.stop(server);
        Starting.Said shown = starting.command("hours", "show", "office");
        assertThat(shown.code()).isZero();
        assertThat(shown.out())
                .containsPattern(
                        "Declared holiday since .* by the command line, until it is taken back. What is written:");
        starting.mustStart();
        assertThat(hours()).contains("office: holiday, declared");
    }

    @Test
    void wrongWordsAreToldAndNothingChanges() {
        starting.mustStart();
        for (String words : List.of(
                "office shut",
                "offise closed",
                "office",
                "office closed until",
                "office closed until soon",
                "office closed until 2h",
                "office closed for 18:00",
                "office closed now please",
                "show offise")) {
            assertThat(hours(words.split(" ", -1))).as(words).doesNotStartWith("0 ");
        }
        assertThat(hours()).contains("office: open, as written");
    }

    @Test
    void withoutAServerItSaysSo() {
        assertThat(hours("office", "closed")).startsWith("1 ").contains("No server runs on");
    }

    @Test
    void somebodyWithThePinDeclaresByPhoneAndTheNextCallerHearsIt() throws Exception {
        Assembly.Running server = starting.mustStart();
        String pin = starting.command("pin", "studio").out().strip().replaceAll(".* ", "");
        int port = server.server().edge().listening().getFirst().address().getPort();
        try (SpeakingPhone phone = new SpeakingPhone(port, AudioCodec.PCMA)) {
            phone.call("100").silent(300);
            for (int i = 0; i < pin.length(); i++) {
                char digit = pin.charAt(i);
                phone.press(digit);
            }
            phone.press('#').untilBye(40);
        }
        await().atMost(Duration.ofSeconds(5)).until(() -> story().contains("the call ends"));
        assertThat(story())
                .contains("declared the calendar office closed until 2h", "hears outage")
                .doesNotContain(pin);
        assertThat(hours()).containsPattern("office: closed, declared since .* by phone, interaction=\\S+, until");
        try (SpeakingPhone phone = new SpeakingPhone(port, AudioCodec.PCMA)) {
            phone.call("100").untilBye(40);
        }
        await().atMost(Duration.ofSeconds(5)).until(() -> story().contains("when office closed: yes"));
        hours("office", "emergency");
        try (SpeakingPhone phone = new SpeakingPhone(port, AudioCodec.PCMA)) {
            phone.call("100").untilBye(40);
        }
        await().atMost(Duration.ofSeconds(5)).until(() -> story().contains("when office emergency: yes"));
    }

    private String story() {
        return starting.command("calls", "show", "last").out();
    }
}
