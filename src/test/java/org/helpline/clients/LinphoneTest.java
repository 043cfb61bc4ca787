package org.helpline.clients;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** linphone, a phone of another make than baresip: it presses keys by INFO too, and logs in by SHA-256. */
@Tag("clients")
class LinphoneTest extends PhoneContract {

    LinphoneTest() {
        super("linphone", "SHA-256");
    }

    @Override
    RealPhone caller(Path folder) throws IOException {
        return Linphone.caller(folder, RealPhone.says(folder, CALLERS_TONE), Linphone.Keys.RTP);
    }

    @Override
    RealPhone agent(Path folder, String user, String secret) throws IOException {
        return Linphone.agent(folder, RealPhone.says(folder, AGENTS_TONE), user, secret, server().sipPort());
    }

    @ParameterizedTest
    @EnumSource(Linphone.Keys.class)
    void aPhoneHearsThePromptsAndItsKeysCount(Linphone.Keys keys) throws IOException, InterruptedException {
        Path folder = folder("caller-" + keys);
        try (RealPhone phone = Linphone.caller(folder, RealPhone.says(folder, CALLERS_TONE), keys)) {
            hearsThePromptsAndItsKeysCount(phone, keys.name().toLowerCase(Locale.ROOT));
        }
    }
}
