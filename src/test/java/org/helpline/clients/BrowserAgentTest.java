package org.helpline.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An agent whose phone is a browser: it registers by SIP over WebSocket, is rung, and talks with a caller in another browser. */
@Tag("clients")
class BrowserAgentTest {

    private static final double CALLERS_TONE = 440;
    private static final double AGENTS_TONE = 800;
    private static final String SECRET = "a-secret-of-the-test";

    private static Path says(String name, double tone) throws IOException {
        return RealPhone.says(
                Files.createDirectories(HelplineProcess.folder("browser-agent").resolve(name)), tone);
    }

    @Test
    @DisplayName("P65: caller and agent in two browsers hear each other, without STUN or TURN")
    void callerAndAgentInTwoBrowsersHearEachOther() throws Exception {
        try (HelplineProcess server = HelplineProcess.start(
                        "browser-agent",
                        "--set",
                        "media.ports=0",
                        "--set",
                        "agents.anna.always-ready=yes",
                        "--set",
                        "agents.anna.phone-secret=" + SECRET,
                        "--set",
                        "sip.ws-listen=127.0.0.1:0");
                PagePhone agent = PagePhone.open(says("agent", AGENTS_TONE));
                PagePhone caller = PagePhone.open(says("caller", CALLERS_TONE))) {
            String webSocket = "ws://127.0.0.1:" + server.port("ws") + "/";
            agent.register(webSocket, "anna", SECRET);
            caller.call(webSocket, "100");
            caller.becomes("talking");
            caller.hearsSomething();
            caller.press("2"); // Turkish
            caller.hearsSomething();
            caller.press("2"); // billing
            agent.becomes("ringing");
            agent.answer();
            agent.becomes("talking");
            caller.hears(AGENTS_TONE);
            agent.hears(CALLERS_TONE);
            agent.hangUp();
            caller.becomes("over");
            assertThat(server.endedStory()).contains("anna", "DTLS-SRTP");
        }
    }
}
