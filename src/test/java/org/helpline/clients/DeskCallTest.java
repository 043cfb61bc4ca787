package org.helpline.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.helpline.desk.Browser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import tools.jackson.databind.JsonNode;

/** A real call at a real desk: browser, agent's phone and caller's phone are programs of their own. */
@Tag("clients")
class DeskCallTest {

    private static final double CALLERS_TONE = 440;
    private static final double AGENTS_TONE = 800;

    private final Path folder = HelplineProcess.folder("desk");
    private HelplineProcess server;
    private Baresip agent;
    private Baresip caller;
    private Browser browser;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        server = HelplineProcess.start("desk", "--set", "sip.digests=MD5").withCustomers();
        String account = Baresip.agent("anna", server.phoneSecret("anna"), server.sipPort(), "manual");
        agent = phone("agent", account, AGENTS_TONE);
        caller = phone("caller", Baresip.caller(), CALLERS_TONE);
        agent.registered();
        browser = Browser.open(false);
        browser.logIn(server.desk(), "anna", server.password("anna"));
        browser.click("#ready");
        browser.seeText("#state", "Ready");
    }

    @AfterEach
    void stop() throws IOException {
        browser.close();
        caller.close();
        agent.close();
        server.close();
    }

    @Test
    void thePopIsThereBeforeTheAnswerAndTheCallIsWorkedFromTheDesk() throws IOException, InterruptedException {
        caller.call(server.sip("100"));
        caller.hear("the menu", heard -> heard.seconds() > 0.7);
        caller.press("2");
        agent.expect("CALL_INCOMING");
        browser.seeText("#pop", "Ada Okafor");
        browser.seeText("#state", "Call offered");
        assertThat(browser.text(".call"))
                .contains("Incoming call", "caller", "Moonlight Bakery Ltd", "48,200 EUR", "5 of 5")
                .contains("order confirmed by e-mail", "billing", "English", "Billing");
        assertThat(agent.heard())
                .as("nobody has answered the agent's phone yet")
                .isEmpty();

        agent.command("accept", "");
        agent.expect("CALL_ESTABLISHED");
        browser.seeText(".band", "Talking");
        caller.hearTone("the agent", AGENTS_TONE, 2.5);
        agent.hearTone("the caller", CALLERS_TONE, 2.5);
        browser.click("#hold");
        browser.seeText(".band", "On hold");
        caller.listen(Duration.ofSeconds(6));
        browser.click("#resume");
        browser.see("#hold");
        caller.hearTone("the agent again", AGENTS_TONE, 5);
        agent.hearTone("the caller again", CALLERS_TONE, 5);
        browser.write("#note", "asks for invoice 7", Keys.TAB);
        browser.seeText(".note-state", "Saved");
        browser.click("#hang-up");
        agent.expect("CALL_CLOSED");
        caller.expect("CALL_CLOSED");
        browser.seeText(".band", "Wrap-up");
        browser.click("#wrap-ready");
        browser.seeText("#state", "Ready");

        Wav heard = caller.recording();
        assertThat(heard.secondsOf(AGENTS_TONE))
                .as("the agent, before and after hold")
                .isGreaterThan(4.5);
        assertThat(heard.longestPauseOf(AGENTS_TONE))
                .as("the agent, not while on hold")
                .isGreaterThan(5.5);
        assertThat(heard.likenessToSome(music())).as("music on hold").isGreaterThan(0.9);
        Wav heardByAgent = agent.recording();
        assertThat(heardByAgent.secondsOf(CALLERS_TONE))
                .as("the caller, before and after hold")
                .isGreaterThan(4.5);
        assertThat(heardByAgent.secondsOf(CALLERS_TONE))
                .as("no longer than the caller heard the agent: not while on hold")
                .isLessThan(heard.secondsOf(AGENTS_TONE) + 3);
        JsonNode call = server.endedCall();
        assertThat(call.path("outcome").asString()).isEqualTo("served");
        assertThat(call.path("agent").asString()).isEqualTo("anna");
        assertThat(server.story("last")).contains("hold").contains("caller and anna hear each other");
    }

    @Test
    void aCallerIsTransferredToAnotherQueueAndWaitsThereWithMusic() throws IOException, InterruptedException {
        caller.call(server.sip("100"));
        caller.hear("the menu", heard -> heard.seconds() > 0.7);
        caller.press("2");
        agent.expect("CALL_INCOMING");
        agent.command("accept", "");
        browser.seeText(".band", "Talking");
        caller.listen(Duration.ofSeconds(1));
        browser.click("#transfer summary");
        browser.see(".transfer-list .menu-item");
        browser.write(".transfer-filter", "support");
        browser.click(".transfer-list .menu-item");
        agent.expect("CALL_CLOSED");
        browser.seeText(".band", "Wrap-up");
        caller.listen(Duration.ofSeconds(9));
        assertThat(server.call("last").path("queue").asString()).isEqualTo("support");
        caller.hangUp();

        assertThat(caller.recording().likenessToSome(music()))
                .as("music of the queue")
                .isGreaterThan(0.9);
        JsonNode call = server.endedCall();
        assertThat(call.path("queues").valueStream().map(JsonNode::asString)).containsExactly("billing", "support");
        assertThat(call.path("by").asString()).isEqualTo("caller");
    }

    private Baresip phone(String name, String account, double tone) throws IOException, InterruptedException {
        Path dir = folder.resolve(name);
        Files.createDirectories(dir);
        Path said = dir.resolve("said.wav");
        Wav.tone(tone, 60, 8_000).write(said);
        return Baresip.start(dir, account, said);
    }

    private static Wav music() throws IOException {
        return Wav.read(Path.of("ivr-scripts/music/default.wav"));
    }
}
