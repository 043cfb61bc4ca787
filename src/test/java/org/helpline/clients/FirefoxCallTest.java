package org.helpline.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.helpline.desk.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What other tests show with Chromium, with Firefox: its SDP, ICE, DTLS, Opus and keys are others. */
@Tag("clients")
class FirefoxCallTest {

    private static final double CALLERS_TONE = 440;
    private static final double AGENTS_TONE = 800;

    private static HelplineProcess server;

    @BeforeAll
    static void serve() throws IOException {
        server = HelplineProcess.start("firefox-call", "--set", "media.ports=0", "--set", "sip.wss-listen=127.0.0.1:0");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("P93: caller and agent in Firefox hear each other; keys, hold, resume and mute work as in Chromium")
    void callerAndAgentInFirefoxHearEachOther() throws Exception {
        try (DeskPhone agent = DeskPhone.firefoxByHttps(server, "anna", AGENTS_TONE);
                PagePhone caller = PagePhone.inFirefox(CALLERS_TONE)) {
            Browser desk = agent.page();
            desk.click("#phone-switch");
            agent.isNow("on");
            desk.click("#ready");
            caller.call("ws://127.0.0.1:" + server.port("ws") + "/", "100");
            caller.becomes("talking");
            caller.hearsSomething();
            caller.press("2"); // Turkish
            caller.hearsSomething();
            caller.press("2"); // billing
            desk.click(".call[data-phase=offered] #answer");
            desk.see(".call[data-phase=talking]");
            caller.hears(AGENTS_TONE);
            agent.hears(CALLERS_TONE);

            desk.click("#mute[aria-pressed=false]");
            agent.microphone("muted");
            desk.click("#mute[aria-pressed=true]");
            agent.microphone("speaks");
            desk.click("#hold");
            desk.see(".call[data-phase=held]");
            caller.hearsSomething(); // music
            desk.click("#resume");
            caller.hears(AGENTS_TONE);
            agent.hears(CALLERS_TONE);

            desk.click("#hang-up");
            caller.becomes("over");
            agent.microphone("closed");
            agent.isNow("on");
            assertThat(server.endedStory()).contains("anna", "DTLS-SRTP", "key 2");
        }
    }
}
