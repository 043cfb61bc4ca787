package org.helpline.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** baresip that encrypts its sound and wants nothing else, at a server that wants nothing else either. */
@Tag("clients")
class BaresipSrtpTest extends PhoneContract {

    private static HelplineProcess server;

    BaresipSrtpTest() {
        super("baresip-srtp");
    }

    @BeforeAll
    static void serve() throws IOException {
        server = serve("baresip-srtp", "MD5", "media.srtp=required");
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
        return caller(folder, "srtp-mand");
    }

    private static RealPhone caller(Path folder, String how) throws IOException, InterruptedException {
        return Baresip.start(folder, Baresip.caller() + ";mediaenc=" + how, RealPhone.says(folder, CALLERS_TONE));
    }

    @Override
    RealPhone agent(Path folder, String user, String secret) throws IOException, InterruptedException {
        String account = Baresip.agent(user, secret, server.sipPort(), "manual") + ";mediaenc=srtp-mand";
        return Baresip.start(folder, account, RealPhone.says(folder, AGENTS_TONE));
    }

    @Test
    void aPhoneHearsThePromptsAndItsKeysCount() throws IOException, InterruptedException {
        try (RealPhone phone = caller(folder("caller"))) {
            hearsThePromptsAndItsKeysCount(phone, "rtp");
        }
        assertThat(server.story("last")).containsPattern("the call is answered: PCM[UA] encrypted by A");
    }

    /** It writes RTP/AVP with a key: encrypted if you can. */
    @Test
    void aPhoneThatWouldRatherEncryptIsEncrypted() throws IOException, InterruptedException {
        try (RealPhone phone = caller(folder("rather"), "srtp")) {
            hearsThePromptsAndItsKeysCount(phone, "rtp");
        }
        assertThat(server.story("last")).containsPattern("the call is answered: PCM[UA] encrypted by A");
    }
}
