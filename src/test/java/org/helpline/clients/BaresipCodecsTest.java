package org.helpline.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** baresip with codecs that no telephone network has, at a server as it is by default: a caller in Opus talks with an agent in A-law. */
@Tag("clients")
class BaresipCodecsTest extends PhoneContract {

    private static final String USUAL = "audio_codecs=PCMU/8000,PCMA/8000";

    private static HelplineProcess server;

    BaresipCodecsTest() {
        super("baresip-codecs");
    }

    @BeforeAll
    static void serve() throws IOException {
        server = serve("baresip-codecs", "MD5");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    HelplineProcess server() {
        return server;
    }

    @Override
    RealPhone caller(Path folder) throws IOException, InterruptedException {
        return caller(folder, "opus/48000/1");
    }

    private static RealPhone caller(Path folder, String codec) throws IOException, InterruptedException {
        String account = Baresip.caller().replace(USUAL, "audio_codecs=" + codec);
        return Baresip.start(folder, account, RealPhone.says(folder, CALLERS_TONE));
    }

    @Override
    RealPhone agent(Path folder, String user, String secret) throws IOException, InterruptedException {
        String account =
                Baresip.agent(user, secret, server.sipPort(), "manual").replace(USUAL, "audio_codecs=PCMA/8000");
        return Baresip.start(folder, account, RealPhone.says(folder, AGENTS_TONE));
    }

    /** Without bounds for how long: coding costs these phones much of a busy machine. */
    @Test
    @Override
    void callerAndAgentHearEachOtherUntilTheAgentHangsUp() throws IOException, InterruptedException {
        try (RealPhone agent = agent(folder("agent"), "anna", SECRET);
                RealPhone caller = caller(folder("served"))) {
            agent.registered();
            caller.call(server.sip("100"));
            caller.hear("the greeting", heard -> heard.seconds() > 1);
            caller.press("2");
            agent.ring();
            agent.answer();
            caller.hearTone("the agent", AGENTS_TONE, 3);
            agent.hearTone("the caller", CALLERS_TONE, 3);
            agent.hangUp();
            caller.awaitEnd();
        }
        assertThat(server.endedCall().path("agent").asString()).isEqualTo("anna");
        assertThat(server.story("last")).contains("is answered: OPUS", "is answered: PCMA");
    }

    @Test
    void aPhoneInOpusHearsThePromptsAndItsKeysCount() throws IOException, InterruptedException {
        try (RealPhone phone = caller(folder("opus"))) {
            hearsThePromptsAndItsKeysCount(phone, "rtp");
        }
        assertThat(server.story("last")).contains("is answered: OPUS");
    }

    @Test
    void aPhoneInG722HearsThePromptsAndItsKeysCount() throws IOException, InterruptedException {
        try (RealPhone phone = caller(folder("g722"), "G722/16000")) {
            hearsThePromptsAndItsKeysCount(phone, "rtp");
        }
        assertThat(server.story("last")).contains("is answered: G722");
    }
}
