package org.helpline.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** baresip with codecs that no telephone network has, at a server as it is by default: a caller in Opus talks with an agent in A-law. */
@Tag("clients")
class BaresipCodecsTest extends BaresipContract {

    BaresipCodecsTest() {
        super("baresip-codecs");
    }

    @Override
    String callersAccount() {
        return Baresip.speaking("opus/48000/1", Baresip.caller());
    }

    @Override
    String agentsAccount(String user, String secret) {
        return Baresip.speaking("PCMA/8000", super.agentsAccount(user, secret));
    }

    @Test
    @Override
    void callerAndAgentHearEachOtherUntilTheAgentHangsUp() throws IOException, InterruptedException {
        hearEachOtherHoweverLong();
        assertThat(server().story("last")).contains("is answered: OPUS", "is answered: PCMA");
    }

    @Test
    void aPhoneInOpusHearsThePromptsAndItsKeysCount() throws IOException, InterruptedException {
        try (RealPhone phone = caller(folder("opus"))) {
            hearsThePromptsAndItsKeysCount(phone, "rtp");
        }
        assertThat(server().story("last")).contains("is answered: OPUS");
    }

    @Test
    void aPhoneInG722HearsThePromptsAndItsKeysCount() throws IOException, InterruptedException {
        try (RealPhone phone = caller(folder("g722"), Baresip.speaking("G722/16000", Baresip.caller()))) {
            hearsThePromptsAndItsKeysCount(phone, "rtp");
        }
        assertThat(server().story("last")).contains("is answered: G722");
    }
}
