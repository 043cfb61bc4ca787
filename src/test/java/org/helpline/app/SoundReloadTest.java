package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.helpline.app.stage.StagePhone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A running server whose encryption is made stricter, with a phone that does not encrypt. */
class SoundReloadTest {

    @TempDir
    private Path folder;

    private Starting starting;
    private InetSocketAddress sip;

    @BeforeEach
    void start() throws IOException {
        starting = new Starting(folder);
        starting.script("line", """
                helpline: 1
                languages: [en]
                human: {queue: support}
                start:
                  - {queue: support}
                """);
        write("agents.ini", "[anna]\nqueues = support\nalways-ready = yes\nphone-secret = secret-of-anna\n");
        Assembly.Running running = starting.mustStartWith(folder.resolve("conf"));
        sip = running.server().edge().listening().getFirst().address();
    }

    @AfterEach
    void stop() {
        starting.close();
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("conf")).resolve(file), text);
    }

    private String reloads() {
        Starting.Said said = starting.command("reload");
        return said.out() + said.err();
    }

    private static String refusal(StagePhone phone) {
        try {
            phone.call("100");
            return "answered";
        } catch (IOException | RuntimeException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    @DisplayName(
            "P51: encryption that is required from now on refuses the next plain call with a sentence, and no call that is up")
    void whatIsRequiredCountsForTheNextCall() throws Exception {
        try (StagePhone first = new StagePhone("+905321234567", sip);
                StagePhone second = new StagePhone("+905321234568", sip)) {
            assertThat(refusal(first)).isEqualTo("answered");
            write("media.properties", "srtp = required\n");
            assertThat(reloads()).contains("encryption of sound: media.srtp is required");
            assertThat(refusal(second)).contains("488");
            starting.storyWith("only in the clear (RTP/AVP), and encryption is required here (srtp = required)");
            first.hangUp();
            write("media.properties", "");
            assertThat(reloads()).contains("encryption of sound: media.srtp is optional");
            assertThat(refusal(second)).isEqualTo("answered");
            second.hangUp();
        }
    }

    @Test
    void anAgentMayBeStricter() throws Exception {
        write(
                "agents.ini",
                "[anna]\nqueues = support\nalways-ready = yes\nphone-secret = secret-of-anna\nsrtp = required\n");
        assertThat(reloads()).contains("encryption of sound: agents.anna.srtp is required");
        assertThat(reloads()).contains("Nothing has changed.");
    }
}
