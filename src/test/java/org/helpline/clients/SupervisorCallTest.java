package org.helpline.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.helpline.desk.Browser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A supervisor listens, whispers and joins in, from the board: three real phones, told apart by their tones, a desk and a board in browsers. */
@Tag("clients")
class SupervisorCallTest {

    private static final double CALLERS_TONE = 440;
    private static final double ANNAS_TONE = 800;
    private static final double SUPERVISORS_TONE = 1_200;

    private final Path folder = HelplineProcess.folder("supervisor-call");
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private HelplineProcess server;
    private Baresip anna;
    private Baresip supervisor;
    private Baresip caller;
    private Browser desk;
    private Browser board;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        server = opened(HelplineProcess.start("supervisor-call", "--set", "sip.digests=MD5"));
        anna = phone("anna", agent("anna"), ANNAS_TONE);
        supervisor = phone("sue", agent("sue"), SUPERVISORS_TONE);
        caller = phone("caller", Baresip.caller(), CALLERS_TONE);
        anna.registered();
        supervisor.registered();
        desk = browser("anna");
        desk.click("#ready");
        desk.seeText("#state", "Ready");
        board = browser("sue");
    }

    private String agent(String name) {
        return Baresip.agent(name, server.phoneSecret(name), server.sipPort(), "manual");
    }

    private Browser browser(String name) throws IOException {
        Browser browser = opened(Browser.open(false));
        browser.logIn(server.desk(), name, server.password(name));
        return browser;
    }

    private Baresip phone(String name, String account, double tone) throws IOException, InterruptedException {
        Path dir = folder.resolve(name);
        Files.createDirectories(dir);
        Path said = dir.resolve("said.wav");
        Wav.tone(tone, 180, 8_000).write(said);
        return opened(Baresip.start(dir, account, said));
    }

    @AfterEach
    void stop() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close(); // also where the start failed half-way
        }
    }

    private <T extends AutoCloseable> T opened(T one) {
        open.push(one);
        return one;
    }

    private void annaTalksWithTheCaller() throws IOException, InterruptedException {
        caller.call(server.sip("100"));
        caller.listen(Duration.ofMillis(700));
        caller.press("2"); // Turkish
        caller.listen(Duration.ofMillis(1_500));
        caller.press("2"); // billing
        anna.expect("CALL_INCOMING");
        anna.command("accept", "");
        desk.seeText(".band", "Talking");
    }

    private void way(String as, String told) {
        board.click("dialog[open] [data-order='" + as + "']");
        board.seeText("#beside-state", told);
    }

    private static void nobodyHeardTheSupervisor(Baresip phone) throws IOException {
        assertThat(phone.recording().secondsOf(SUPERVISORS_TONE)).isLessThan(0.2);
    }

    @Test
    void eachHearsWhomTheyAreToInAllThreeWaysAndAfterwardsAsBefore() throws IOException, InterruptedException {
        annaTalksWithTheCaller();
        board.click("[data-key='agent-anna']");
        way("listen", "Your phone rings");
        supervisor.expect("CALL_INCOMING");
        supervisor.command("accept", "");
        board.seeText("#beside-state", "You are listening");
        desk.seeText(".supervised-mark", "is listening");
        supervisor.hearBoth("the caller and anna", CALLERS_TONE, ANNAS_TONE);
        nobodyHeardTheSupervisor(caller);
        nobodyHeardTheSupervisor(anna);

        way("whisper", "You whisper");
        anna.hearBoth("the caller and the supervisor", CALLERS_TONE, SUPERVISORS_TONE);
        nobodyHeardTheSupervisor(caller);

        way("barge", "You have joined in");
        caller.hearBoth("anna and the supervisor", ANNAS_TONE, SUPERVISORS_TONE);
        desk.seeText(".supervised-mark", "has joined in");

        way("leave", "Nobody listens");
        supervisor.expect("CALL_CLOSED");
        desk.gone(".supervised-mark");
        double heard = caller.recording().secondsOf(ANNAS_TONE);
        caller.hearTone("anna, alone again", ANNAS_TONE, heard + 2);
        caller.hangUp();
        desk.seeText(".band", "Wrap-up");
        assertThat(server.endedCall().path("agent").asString()).isEqualTo("anna");
        assertThat(server.story("last"))
                .contains("sue wants to listen to anna, and is rung")
                .contains("sue listens to anna and is heard by nobody")
                .contains("sue whispers to anna, who alone hears it")
                .contains("sue speaks with all whom anna speaks with")
                .contains("sue is no longer beside anna after");
    }
}
