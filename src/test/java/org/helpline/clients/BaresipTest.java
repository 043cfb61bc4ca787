package org.helpline.clients;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** baresip, which logs in by MD5 alone. */
@Tag("clients")
class BaresipTest extends PhoneContract {

    private static HelplineProcess server;

    BaresipTest() {
        super("baresip");
    }

    @BeforeAll
    static void serve() throws IOException {
        server = serve("baresip", "MD5");
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
        return Baresip.start(folder, Baresip.caller(), RealPhone.says(folder, CALLERS_TONE));
    }

    @Override
    RealPhone agent(Path folder, String user, String secret) throws IOException, InterruptedException {
        String account = Baresip.agent(user, secret, server.sipPort(), "manual");
        return Baresip.start(folder, account, RealPhone.says(folder, AGENTS_TONE));
    }

    @Test
    void aPhoneHearsThePromptsAndItsKeysCount() throws IOException, InterruptedException {
        try (RealPhone phone = caller(folder("caller"))) {
            hearsThePromptsAndItsKeysCount(phone, "rtp");
        }
    }
}
