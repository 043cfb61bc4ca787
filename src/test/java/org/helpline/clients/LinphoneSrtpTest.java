package org.helpline.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** linphone that encrypts its sound and wants nothing else, at a server that wants nothing else of its agent and takes callers either way. */
@Tag("clients")
class LinphoneSrtpTest extends PhoneContract {

    LinphoneSrtpTest() {
        super("linphone-srtp", "SHA-256", "agents.anna.srtp=required");
    }

    @Override
    RealPhone caller(Path folder) throws IOException {
        return Linphone.secretCaller(folder, RealPhone.says(folder, CALLERS_TONE));
    }

    @Override
    RealPhone agent(Path folder, String user, String secret) throws IOException {
        Path said = RealPhone.says(folder, AGENTS_TONE);
        return Linphone.secretAgent(folder, said, user, secret, server().sipPort());
    }

    @Test
    void aPhoneHearsThePromptsAndItsKeysCount() throws IOException, InterruptedException {
        try (RealPhone phone = caller(folder("caller"))) {
            hearsThePromptsAndItsKeysCount(phone, "rtp");
        }
        assertThat(server().story("last")).containsPattern("the call is answered: PCM[UA] encrypted by A");
    }
}
