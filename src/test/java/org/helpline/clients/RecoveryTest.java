package org.helpline.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a crash leaves. */
@Tag("clients")
class RecoveryTest {

    @Test
    void aCallThatACrashCutIsClosedAtTheNextStartAndSaysSo() throws IOException, InterruptedException {
        HelplineProcess first = HelplineProcess.start("recovery").withCustomers();
        Path folder = HelplineProcess.folder("recovery");
        try (Baresip phone = Baresip.start(folder.resolve("phone"), Baresip.caller(), tone(folder))) {
            phone.call(first.sip("100"));
            phone.press("1");
            phone.listen(Duration.ofSeconds(3)); // facts are on the disk within a second
            assertThat(first.call("last").path("outcome").asString()).isEqualTo("live");
            first.kill();
        }
        try (HelplineProcess second = first.again()) {
            JsonNode call = second.call("last");
            assertThat(call.path("outcome").asString()).isEqualTo("cut");
            assertThat(call.path("keys").path(0).path("key").asString()).isEqualTo("1");
            assertThat(second.story("last")).contains("the call ends, cut").contains("stopped");
            assertThat(second.calls().size()).isEqualTo(1);
            try (Baresip phone = Baresip.start(folder.resolve("next"), Baresip.caller(), tone(folder))) {
                phone.call(second.sip("100"));
                phone.hangUp();
            }
            assertThat(second.endedCall().path("outcome").asString()).isEqualTo("self-served");
        }
    }

    private static Path tone(Path folder) throws IOException {
        Path file = folder.resolve("said.wav");
        Wav.tone(440, 10, 8_000).write(file);
        return file;
    }
}
