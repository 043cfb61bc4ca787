package org.helpline.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** linphone with codecs that no telephone network has, at a server that offers all: two in Opus, and one in Opus with a baresip in G.722. */
@Tag("clients")
class LinphoneCodecsTest extends PhoneContract {

    LinphoneCodecsTest() {
        super("linphone-codecs", "SHA-256", "media.codecs=OPUS, G722, PCMU, PCMA");
    }

    @Override
    RealPhone caller(Path folder) throws IOException {
        return Linphone.callerIn("opus", folder, RealPhone.says(folder, CALLERS_TONE));
    }

    @Override
    RealPhone agent(Path folder, String user, String secret) throws IOException {
        Path said = RealPhone.says(folder, AGENTS_TONE);
        return Linphone.agentIn("opus", folder, said, user, secret, server().sipPort());
    }

    @Test
    @Override
    void callerAndAgentHearEachOtherUntilTheAgentHangsUp() throws IOException, InterruptedException {
        hearEachOtherHoweverLong();
        assertThat(server().story("last").split("is answered: OPUS", -1))
                .as("both")
                .hasSize(3);
    }

    @Test
    void aCallerByBaresipInG722TalksWithAnAgentInOpus() throws IOException, InterruptedException {
        String account = Baresip.speaking("G722/16000", Baresip.caller());
        try (RealPhone agent = agent(folder("agent-of-another-make"), "anna", SECRET);
                RealPhone caller = BaresipContract.caller(folder("caller-of-another-make"), account)) {
            talk(caller, agent);
        }
        assertThat(server().story("last")).contains("is answered: G722", "is answered: OPUS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"opus", "G722"})
    void aPhoneHearsThePromptsAndItsKeysCount(String codec) throws IOException, InterruptedException {
        Path folder = folder("hears-" + codec);
        try (RealPhone phone = Linphone.callerIn(codec, folder, RealPhone.says(folder, CALLERS_TONE))) {
            phone.call(server().sip("100"));
            phone.hear("the menu", heard -> isHeard(heard, "main_menu"));
            phone.press("1");
            phone.hear("the question", heard -> isHeard(heard, "order_number"));
            phone.press("4711#");
            phone.hear("whether that is right", heard -> isHeard(heard, "right_or_again"));
            phone.hangUp();
        }
        assertThat(server().endedCall()
                        .path("keys")
                        .valueStream()
                        .map(k -> k.path("key").asString()))
                .containsExactly("1", "4", "7", "1", "1", "#");
        assertThat(server().story("last")).contains("is answered: " + codec.toUpperCase(Locale.ROOT));
    }

    /** Of prompts that are said until a key comes: while the machine is busy this phone stumbles over the first that it hears. */
    private static boolean isHeard(Wav heard, String prompt) {
        return heard.likeness(prompt(prompt).part(0, 2)) > 0.85;
    }
}
