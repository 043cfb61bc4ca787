package org.helpline.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/**
 * Real phones for all that a script can do with people and messages. Every prompt is a tone of its own, so that hearing it is no guess.
 * baresip is the phone of anna and the one at extension 204; linphone calls.
 */
@Tag("clients")
class OfficePhonesTest {

    private static final String SCRIPT = """
            helpline: 1
            languages: [en]
            human: none
            input: {wait: 10s, silence: [again, hangup], wrong: [again, hangup]}
            start:
              - notice: outage
              - menu: main
                keys:
                  1: {transfer: {extension: "300"}, then: away, after: score}
                  2: {transfer: {agent: anna}, then: away, after: score}
                  3: {extension: which, ring: 25s, busy: busy, then: away, after: hangup}
                  4: {directory: spell, choose: choice, then: away, after: hangup}
                  5: {voicemail: support, greeting: leave, max: 3s, review: keep_it, then: thanks}
                  6: {callback: support, then: thanks}
                  7: studio
            score: [{rating: how_satisfied, as: satisfaction}, {go: thanks}]
            thanks: [{say: thanks}, hangup]
            away: [{say: nobody}, hangup]
            busy: [{say: in_talk}, hangup]
            studio:
              - {pin: enter_pin, wrong: [again, hangup]}
              - {switch: outage, is_on: now_on, is_off: now_off, to: on}
              - hangup
            """;

    /** The pitch of each prompt; the tone before a recording has 1000 Hz. */
    private static final Map<String, Integer> PROMPTS = Map.ofEntries(
            Map.entry("main", 500),
            Map.entry("which", 560),
            Map.entry("spell", 620),
            Map.entry("choice", 680),
            Map.entry("leave", 740),
            Map.entry("keep_it", 860),
            Map.entry("how_satisfied", 920),
            Map.entry("thanks", 1_060),
            Map.entry("nobody", 1_120),
            Map.entry("enter_pin", 1_180),
            Map.entry("now_on", 1_240),
            Map.entry("now_off", 1_300),
            Map.entry("outage", 1_360),
            Map.entry("callback_number", 1_420),
            Map.entry("callback_confirm", 1_480),
            Map.entry("callback_promise", 1_540),
            Map.entry("callback_there", 1_600),
            Map.entry("callback_refused", 1_660),
            Map.entry("in_talk", 1_720));

    private static final double CALLERS_TONE = 440;
    private static final double AGENTS_TONE = 800;
    private static final double DESKS_TONE = 380;
    private static final int BEEP = 1_000;
    private static final String SECRET = "a-secret-of-the-test";
    private static final GreenMail MAIL = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp").dynamicPort());

    private static HelplineProcess server;
    private static RealPhone anna;
    private static RealPhone desk;

    private Path folder;

    @BeforeAll
    static void open() throws IOException, InterruptedException {
        MAIL.start();
        Path scripts = HelplineProcess.folder("office-scripts");
        write(scripts.resolve("office"));
        server = HelplineProcess.start(
                "office",
                sets(
                        "media.ports=0",
                        "sip.digests=MD5",
                        "scripts.directory=" + scripts,
                        "numbers.100=office",
                        "numbers.200=",
                        "queues.support.wrap-up=0",
                        "agents.anna.always-ready=yes",
                        "agents.anna.phone-secret=" + SECRET,
                        "extensions.204.to=phone",
                        "extensions.204.name=Front Desk",
                        "extensions.204.phone-secret=" + SECRET,
                        "extensions.300.to=queue:support",
                        "callbacks.allow=204",
                        "mail.host=127.0.0.1",
                        "mail.port=" + MAIL.getSmtp().getPort(),
                        "mail.security=none",
                        "mail.from=helpline@example.org",
                        "voicemail.support.mail=support@example.org"));
        anna = baresip("anna", AGENTS_TONE);
        desk = baresip("204", DESKS_TONE);
        anna.registered();
        desk.registered();
    }

    private static void write(Path script) throws IOException {
        Path recordings = Files.createDirectories(script.resolve("prompts/en"));
        Files.writeString(script.resolve("script.yaml"), SCRIPT);
        StringBuilder texts = new StringBuilder();
        for (var prompt : PROMPTS.entrySet()) {
            texts.append(prompt.getKey()).append(": ").append("A tone.\n");
            Wav.tone(prompt.getValue(), 0.8, 8_000).write(recordings.resolve(prompt.getKey() + ".wav"));
        }
        Files.writeString(script.resolve("prompts.yaml"), texts);
    }

    private static String[] sets(String... settings) {
        return List.of(settings).stream()
                .flatMap(s -> List.of("--set", s).stream())
                .toArray(String[]::new);
    }

    private static RealPhone baresip(String user, double tone) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(HelplineProcess.folder("office").resolve(user));
        String account = Baresip.agent(user, SECRET, server.sipPort(), "manual");
        return Baresip.start(folder, account, RealPhone.says(folder, tone));
    }

    @AfterAll
    static void close() throws IOException {
        try {
            anna.close();
            desk.close();
        } finally {
            MAIL.stop();
            server.close();
        }
    }

    @BeforeEach
    void name(TestInfo test) throws IOException {
        folder = Files.createDirectories(HelplineProcess.folder("office")
                .resolve(test.getTestMethod().orElseThrow().getName()));
    }

    private RealPhone caller() throws IOException, InterruptedException {
        RealPhone caller = Linphone.caller(folder, RealPhone.says(folder, CALLERS_TONE), Linphone.Keys.RTP);
        caller.call(server.sip("100"));
        hears(caller, "main");
        return caller;
    }

    private static double pitch(String prompt) {
        return PROMPTS.getOrDefault(prompt, 0);
    }

    private static void hears(RealPhone phone, String prompt) throws IOException, InterruptedException {
        phone.hearTone(prompt, pitch(prompt), 0.4);
    }

    /** Both say their tone; each hears the other's and no echo. */
    private static void hearEachOther(RealPhone one, double says, RealPhone other, double answers)
            throws IOException, InterruptedException {
        one.hearTone("the other", answers, 1);
        other.hearTone("the one", says, 1);
        assertThat(one.recording().secondsOf(says)).as("an echo").isLessThan(0.3);
        assertThat(other.recording().secondsOf(answers)).as("an echo").isLessThan(0.3);
    }

    @Test
    void anExtensionLeadsToAQueueAndTheCallerRatesWhenTheAgentHasHungUp() throws IOException, InterruptedException {
        try (RealPhone caller = caller()) {
            caller.press("1");
            anna.ring();
            anna.answer();
            hearEachOther(caller, CALLERS_TONE, anna, AGENTS_TONE);
            anna.hangUp();
            hears(caller, "how_satisfied");
            caller.press("4");
            hears(caller, "thanks");
            caller.awaitEnd();
        }
        assertThat(server.endedStory())
                .containsSubsequence(
                        "outcome  served",
                        "agent anna",
                        "caller and anna hear each other",
                        "hears how_satisfied",
                        "rates satisfaction 4 of 5",
                        "hears thanks");
    }

    @Test
    void aKeyRingsOneAgentAndTheCallerMayHangUpFirst() throws IOException, InterruptedException {
        try (RealPhone caller = caller()) {
            caller.press("2");
            anna.ring();
            anna.answer();
            hearEachOther(caller, CALLERS_TONE, anna, AGENTS_TONE);
            caller.hangUp();
            anna.awaitEnd();
        }
        assertThat(server.endedStory())
                .containsSubsequence(
                        "ended by caller", "the script goes on to agent anna", "caller and anna hear each other")
                .doesNotContain("how_satisfied");
    }

    @Test
    void anExtensionThatIsDialledRingsItsPhone() throws IOException, InterruptedException {
        try (RealPhone caller = caller()) {
            caller.press("3");
            hears(caller, "which");
            caller.press("204");
            desk.ring();
            desk.answer();
            hearEachOther(caller, CALLERS_TONE, desk, DESKS_TONE);
            desk.hangUp();
            caller.awaitEnd();
        }
        assertThat(server.endedStory()).contains("outcome  served", "caller and extension 204 hear each other");
    }

    @Test
    void aPhoneThatDeclinesIsBusyToTheCaller() throws IOException, InterruptedException {
        try (RealPhone caller = caller()) {
            caller.press("3");
            hears(caller, "which");
            caller.press("204");
            desk.ring();
            desk.hangUp();
            hears(caller, "in_talk");
            caller.awaitEnd();
        }
        assertThat(server.endedStory()).contains("extension 204 is not reached: busy");
    }

    @Test
    void aNameThatIsSpelledRingsThatPhone() throws IOException, InterruptedException {
        try (RealPhone caller = caller()) {
            caller.press("4");
            hears(caller, "spell");
            caller.press("3375#"); // DESK
            hears(caller, "choice");
            caller.press("1");
            desk.ring();
            desk.answer();
            hearEachOther(caller, CALLERS_TONE, desk, DESKS_TONE);
            desk.hangUp();
            caller.awaitEnd();
        }
        assertThat(server.endedStory()).contains("outcome  served", "caller and extension 204 hear each other");
    }

    @Test
    void aMessageIsReviewedKeptAndSentAndHasTheCallersTone()
            throws IOException, InterruptedException, MessagingException {
        try (RealPhone caller = caller()) {
            caller.press("5");
            hears(caller, "leave");
            caller.hearTone("the tone to speak after", BEEP, 0.1);
            hears(caller, "keep_it"); // three seconds are recorded, no more
            caller.press("1");
            hears(caller, "thanks");
            caller.awaitEnd();
        }
        assertThat(server.endedStory()).contains("left a message of");
        assertThat(server.command("voicemail")).contains("support", "caller", "new");
        await().atMost(RealPhone.PATIENCE).until(() -> MAIL.getReceivedMessages().length == 1);
        Multipart parts = (Multipart) MAIL.getReceivedMessages()[0].getContent();
        Wav sent = Wav.of(parts.getBodyPart(1).getInputStream().readAllBytes());
        assertThat(sent.seconds()).isBetween(2.0, 3.2);
        assertThat(sent.secondsOf(CALLERS_TONE)).isGreaterThan(2.0);
        assertThat(sent.secondsOf(BEEP)).as("our own tone is not recorded").isLessThan(0.2);
    }

    @Test
    void whoAskedToBeCalledBackIsRungAtTheirPhoneAndReachesTheAgent() throws IOException, InterruptedException {
        desk.call(server.sip("100"));
        hears(desk, "main");
        desk.press("6");
        hears(desk, "callback_confirm");
        desk.press("1");
        hears(desk, "callback_promise");
        hears(desk, "thanks");
        desk.awaitEnd();
        anna.ring();
        anna.answer();
        desk.ring();
        desk.answer();
        hearEachOther(desk, DESKS_TONE, anna, AGENTS_TONE);
        anna.hangUp();
        desk.awaitEnd();
        assertThat(server.endedStory())
                .containsSubsequence(
                        "outcome  served",
                        "call-back",
                        "anna takes the call",
                        "the customer is reached",
                        "caller and anna hear each other");
        assertThat(server.command("callbacks")).contains("No call-back is promised.");
    }

    @Test
    void aNoticeIsSwitchedOnByPhoneWithThePinAndTheNextCallerHearsIt() throws IOException, InterruptedException {
        String pin = server.command("pin", "studio").strip().replaceAll(".* ", "");
        assertThat(pin).matches("[0-9]{6,}");
        try (RealPhone caller = caller()) {
            assertThat(caller.recording().secondsOf(pitch("outage"))).isZero();
            caller.press("7");
            hears(caller, "enter_pin");
            caller.press(pin + "#");
            hears(caller, "now_on");
            caller.awaitEnd();
        }
        assertThat(server.endedStory()).contains("switched outage on").doesNotContain(pin);
        try (RealPhone next = caller()) {
            hears(next, "outage");
            next.hangUp();
        } finally {
            server.command("notice", "off", "outage");
        }
    }
}
