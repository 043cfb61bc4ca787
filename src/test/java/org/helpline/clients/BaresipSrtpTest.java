package org.helpline.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** baresip that encrypts its sound and wants nothing else, at a server that wants nothing else either. */
@Tag("clients")
class BaresipSrtpTest extends BaresipContract {

    private static final String SECURE = ";mediaenc=srtp-mand";

    BaresipSrtpTest() {
        super("baresip-srtp", "media.srtp=required");
    }

    @Override
    String callersAccount() {
        return super.callersAccount() + SECURE;
    }

    @Override
    String agentsAccount(String user, String secret) {
        return super.agentsAccount(user, secret) + SECURE;
    }

    @Test
    void aPhoneHearsThePromptsAndItsKeysCount() throws IOException, InterruptedException {
        try (RealPhone phone = caller(folder("caller"))) {
            hearsThePromptsAndItsKeysCount(phone, "rtp");
        }
        assertThat(server().story("last")).containsPattern("the call is answered: PCM[UA] encrypted by A");
    }

    /** It writes RTP/AVP with a key: encrypted if you can. */
    @Test
    void aPhoneThatWouldRatherEncryptIsEncrypted() throws IOException, InterruptedException {
        try (RealPhone phone = caller(folder("rather"), Baresip.caller() + ";mediaenc=srtp")) {
            hearsThePromptsAndItsKeysCount(phone, "rtp");
        }
        assertThat(server().story("last")).containsPattern("the call is answered: PCM[UA] encrypted by A");
    }
}
