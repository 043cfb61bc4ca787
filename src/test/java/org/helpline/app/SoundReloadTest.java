package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
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

    private Reloading house;
    private InetSocketAddress sip;

    @BeforeEach
    void start() throws IOException {
        house = new Reloading(folder, Reloading.agent("anna", "secret-of-anna"));
        sip = house.sip();
    }

    @AfterEach
    void stop() {
        house.close();
    }

    @Test
    @DisplayName(
            "P51: encryption that is required from now on refuses the next plain call with a sentence, and no call that is up")
    void whatIsRequiredCountsForTheNextCall() throws Exception {
        try (StagePhone first = new StagePhone("+905321234567", sip);
                StagePhone second = new StagePhone("+905321234568", sip)) {
            assertThat(Starting.refusal(first)).isEqualTo("answered");
            house.write("media.properties", "srtp = required\n");
            assertThat(house.reloads()).contains("encryption of sound: media.srtp is required");
            assertThat(Starting.refusal(second)).contains("488");
            house.starting()
                    .storyWith("only in the clear (RTP/AVP), and encryption is required here (srtp = required)");
            first.hangUp();
            house.write("media.properties", "");
            assertThat(house.reloads()).contains("encryption of sound: media.srtp is optional");
            assertThat(Starting.refusal(second)).isEqualTo("answered");
            second.hangUp();
        }
    }

    @Test
    void anAgentMayBeStricter() throws Exception {
        house.write("agents.ini", Reloading.agent("anna", "secret-of-anna") + "srtp = required\n");
        assertThat(house.reloads()).contains("encryption of sound: agents.anna.srtp is required");
        assertThat(house.reloads()).contains("Nothing has changed.");
    }
}
