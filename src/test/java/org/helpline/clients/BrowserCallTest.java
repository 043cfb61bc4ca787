package org.helpline.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A browser calls in by SIP over WebSocket, with sound by ICE and DTLS-SRTP: what each side hears is measured. */
@Tag("clients")
class BrowserCallTest {

    private static final double CALLERS_TONE = 440;
    private static final double AGENTS_TONE = 800;
    private static final String SECRET = "a-secret-of-the-test";

    private static HelplineProcess server;

    @BeforeAll
    static void serve() throws IOException {
        server = HelplineProcess.start(
                "browser-call",
                "--set",
                "media.ports=0",
                "--set",
                "sip.digests=MD5",
                "--set",
                "agents.anna.always-ready=yes",
                "--set",
                "agents.anna.phone-secret=" + SECRET,
                "--set",
                "sip.ws-listen=127.0.0.1:0");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Path folder(String name) throws IOException {
        return Files.createDirectories(HelplineProcess.folder("browser-call").resolve(name));
    }

    @Test
    @DisplayName("P65: a browser calls in, hears the prompt, presses a key and talks with an agent: sound both ways")
    void aBrowserCallsInAndTalksWithAnAgent() throws Exception {
        Path said = RealPhone.says(folder("agent"), AGENTS_TONE);
        try (RealPhone agent = Baresip.start(
                        folder("agent"), Baresip.agent("anna", SECRET, server.sipPort(), "manual"), said);
                PagePhone caller = PagePhone.open(RealPhone.says(folder("caller"), CALLERS_TONE))) {
            agent.registered();
            caller.call("ws://127.0.0.1:" + server.port("ws") + "/", "100");
            caller.becomes("talking");
            caller.hearsSomething();
            caller.press("2"); // Turkish
            caller.hearsSomething();
            caller.press("2"); // billing
            agent.ring();
            agent.answer();
            caller.hears(AGENTS_TONE);
            agent.hearTone("the browser", CALLERS_TONE, 1);
            agent.hangUp();
            caller.becomes("over");
        }
        assertThat(server.endedStory()).contains("DTLS-SRTP");
    }
}
