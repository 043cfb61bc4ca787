package org.helpline.clients;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A process that gets SIGTERM while somebody talks. */
@Tag("clients")
class DrainByTermTest {

    @Test
    @DisplayName("P57: SIGTERM lets the call end, the second one does not wait for it")
    void theFirstWaitsAndTheSecondDoesNot() throws Exception {
        try (HelplineProcess server =
                HelplineProcess.start("drain", "--set", "media.ports=0", "--set", "calls.drain=5m")) {
            Path folder =
                    Files.createDirectories(HelplineProcess.folder("drain").resolve("caller"));
            try (RealPhone caller = Baresip.start(folder, Baresip.caller(), RealPhone.says(folder, 440))) {
                caller.call(server.sip("100"));
                caller.hear("the greeting", heard -> heard.seconds() > 1);
                server.terminate();
                while (!server.log().contains("draining; calls=1")) {
                    TimeUnit.MILLISECONDS.sleep(100); // another process's doing: it cannot tell us
                }
                double before = caller.recording().seconds();
                caller.hear("the call that goes on", heard -> heard.seconds() > before + 2);
                server.terminate();
                caller.awaitEnd();
                assertThat(server.exitCode()).isEqualTo(143);
            }
        }
    }
}
