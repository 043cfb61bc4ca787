package org.helpline.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.helpline.desk.Browser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An agent asks a colleague about a caller, from the desk: three real phones, told apart by their tones, and two desks in browsers. */
@Tag("clients")
class DeskConsultCallTest {

    private static final double CALLERS_TONE = 440;
    private static final double ANNAS_TONE = 800;
    private static final double BENS_TONE = 1_200;

    private final Path folder = HelplineProcess.folder("desk-consult");
    private HelplineProcess server;
    private Baresip anna;
    private Baresip ben;
    private Baresip caller;
    private Browser annasDesk;

    @SuppressWarnings("NullAway.Init") // the test opens it
    private Browser bensDesk;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        server = HelplineProcess.start("desk-consult", "--set", "sip.digests=MD5");
        anna = phone("anna", agent("anna"), ANNAS_TONE);
        ben = phone("ben", agent("ben"), BENS_TONE);
        caller = phone("caller", Baresip.caller(), CALLERS_TONE);
        anna.registered();
        ben.registered();
        annasDesk = desk("anna");
        annasDesk.click("#ready");
        annasDesk.seeText("#state", "Ready");
    }

    private String agent(String name) {
        return Baresip.agent(name, server.phoneSecret(name), server.sipPort(), "manual");
    }

    private Browser desk(String name) throws IOException {
        Browser browser = Browser.open(false);
        browser.logIn(server.desk(), name, server.password(name));
        return browser;
    }

    private Baresip phone(String name, String account, double tone) throws IOException, InterruptedException {
        Path dir = folder.resolve(name);
        Files.createDirectories(dir);
        Path said = dir.resolve("said.wav");
        Wav.tone(tone, 180, 8_000).write(said);
        return Baresip.start(dir, account, said);
    }

    @AfterEach
    void stop() throws IOException {
        annasDesk.close();
        if (bensDesk != null) {
            bensDesk.close();
        }
        caller.close();
        anna.close();
        ben.close();
        server.close();
    }

    @Test
    @DisplayName("P59: all three hear each other; who leaves leaves the other two talking")
    void allThreeAreJoinedAndTheAgentLeaves() throws IOException, InterruptedException {
        bensDesk = desk("ben");
        caller.call(server.sip("100"));
        caller.hear("the menu", heard -> heard.seconds() > 0.7);
        caller.press("2"); // Turkish
        caller.listen(Duration.ofMillis(1_500));
        caller.press("2"); // billing
        anna.expect("CALL_INCOMING");
        anna.command("accept", "");
        annasDesk.seeText(".band", "Talking");
        bensDesk.click("#ready");
        bensDesk.seeText("#state", "Ready");
        annasDesk.click("#transfer summary");
        annasDesk.see(".menu-ask[aria-label='Ask Ben first']:not(:disabled)");
        annasDesk.click(".menu-ask[aria-label='Ask Ben first']:not(:disabled)");
        ben.expect("CALL_INCOMING");
        ben.command("accept", "");
        annasDesk.see("#join-all");
        annasDesk.click("#join-all");
        annasDesk.seeText(".band", "All three");
        bensDesk.seeText(".band", "All three");
        caller.hearBoth("anna and ben", ANNAS_TONE, BENS_TONE);
        ben.hearBoth("the caller and anna", CALLERS_TONE, ANNAS_TONE);
        anna.hearBoth("the caller and ben", CALLERS_TONE, BENS_TONE);

        annasDesk.click("#complete");
        anna.expect("CALL_CLOSED");
        bensDesk.seeText(".band", "Talking");
        ben.hearTone("the caller", CALLERS_TONE, 2);
        caller.hangUp();
        bensDesk.seeText(".band", "Wrap-up");
        assertThat(server.endedCall().path("agent").asString()).isEqualTo("ben");
        assertThat(server.story("last"))
                .contains("anna joins all: the caller, anna and ben hear each other")
                .contains("anna transfers the caller to ben");
    }

    @Test
    @DisplayName(
            "P59, P54: asked, swapped, given: each hears whom they are to, and the colleague's desk shows the caller")
    void aColleagueIsAskedAndGetsTheCaller() throws IOException, InterruptedException {
        caller.call(server.sip("100"));
        caller.hear("the menu", heard -> heard.seconds() > 0.7);
        caller.press("2"); // Turkish
        caller.listen(Duration.ofMillis(1_500));
        caller.press("2"); // billing
        anna.expect("CALL_INCOMING");
        anna.command("accept", "");
        annasDesk.seeText(".band", "Talking");
        caller.hearTone("anna", ANNAS_TONE, 2);

        annasDesk.click("#mute");
        annasDesk.seeText(".band", "Nobody hears you");
        caller.listen(Duration.ofSeconds(3));
        annasDesk.click("#mute");
        annasDesk.gone(".muted-mark");

        bensDesk = desk("ben");
        bensDesk.click("#ready");
        bensDesk.seeText("#state", "Ready");
        annasDesk.click("#transfer summary");
        annasDesk.see(".menu-ask[aria-label='Ask Ben first']:not(:disabled)");
        annasDesk.click(".menu-ask[aria-label='Ask Ben first']:not(:disabled)");
        ben.expect("CALL_INCOMING");
        bensDesk.seeText("#pop", "caller");
        annasDesk.seeText(".band", "Calling");
        ben.command("accept", "");
        annasDesk.see("#swap");
        bensDesk.seeText(".band", "asks you");
        ben.hearTone("anna", ANNAS_TONE, 2);
        assertThat(ben.recording().secondsOf(CALLERS_TONE))
                .as("the caller, who waits")
                .isLessThan(0.2);

        annasDesk.click("#swap");
        annasDesk.seeText(".band", "With the caller");
        annasDesk.click("#complete");
        anna.expect("CALL_CLOSED");
        annasDesk.seeText(".band", "Wrap-up");
        bensDesk.seeText(".band", "Talking");
        caller.hearTone("ben", BENS_TONE, 2);
        ben.hearTone("the caller", CALLERS_TONE, 2);
        caller.hangUp();
        bensDesk.seeText(".band", "Wrap-up");

        assertThat(caller.recording().longestPauseOf(ANNAS_TONE))
                .as("anna was muted, and then asked ben")
                .isGreaterThan(2.5);
        assertThat(server.endedCall().path("agent").asString()).isEqualTo("ben");
        assertThat(server.story("last"))
                .contains("is muted at the desk")
                .contains("anna speaks with ben, the caller waits")
                .contains("anna transfers the caller to ben");
    }
}
