package org.helpline.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** baresip as it comes. */
@Tag("clients")
class BaresipTest extends BaresipContract {

    BaresipTest() {
        super("baresip");
    }

    @Test
    void aPhoneHearsThePromptsAndItsKeysCount() throws IOException, InterruptedException {
        try (RealPhone phone = caller(folder("caller"))) {
            hearsThePromptsAndItsKeysCount(phone, "rtp");
        }
    }

    @Test
    void aPhoneHoldsAndComesBack() throws IOException, InterruptedException { // P50
        try (Baresip phone = caller(folder("holder"), callersAccount())) {
            phone.call(server().sip("100"));
            phone.hear("the greeting", heard -> heard.seconds() > 1);
            phone.command("hold", "");
            phone.listen(Duration.ofSeconds(2));
            phone.command("resume", "");
            phone.listen(Duration.ofSeconds(1));
            phone.press("1");
            phone.listen(Duration.ofSeconds(1));
            phone.hangUp();
        }
        String story = server().story("last");
        assertThat(story)
                .contains("puts us on hold", "takes us off hold", "pressed 1", "by the caller: The caller hung up.");
    }
}
