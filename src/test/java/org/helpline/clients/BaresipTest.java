package org.helpline.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
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

    @Test
    void aPhoneHoldsAndComesBack() throws IOException, InterruptedException { // P50
        try (Baresip phone =
                Baresip.start(folder("holder"), Baresip.caller(), RealPhone.says(folder("holder"), CALLERS_TONE))) {
            phone.call(server.sip("100"));
            phone.hear("the greeting", heard -> heard.seconds() > 1);
            phone.command("hold", "");
            phone.listen(Duration.ofSeconds(2));
            phone.command("resume", "");
            phone.listen(Duration.ofSeconds(1));
            phone.press("1");
            phone.listen(Duration.ofSeconds(1));
            phone.hangUp();
        }
        String story = server.story("last");
        assertThat(story)
                .contains("puts us on hold", "takes us off hold", "pressed 1", "by the caller: The caller hung up.");
    }
}
