package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.helpline.sip.SipEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trunk by TLS that a reload brings: this server itself is the provider. */
class TrunkTlsReloadTest {

    @TempDir
    private Path folder;

    private Reloading house;

    @BeforeEach
    void start() throws IOException {
        house = new Reloading(folder, Reloading.agent("anna", "secret-of-anna"));
    }

    @AfterEach
    void stop() {
        house.close();
    }

    private String trunk(Path authorities) {
        int port = house.server().edge().listening().stream()
                .filter(l -> l.transport().equals("tls"))
                .map(SipEndpoint.Listening::address)
                .findFirst()
                .orElseThrow()
                .getPort();
        return "[acme]\nserver = 127.0.0.1:" + port
                + "\ntransport = tls\nping = 10m\nfrom = 127.9.0.1\ntls-authorities = " + authorities + "\n";
    }

    /** Its first OPTIONS is answered: nothing waits until files of certificates are looked at again. */
    @Test
    void aTrunkThatIsNewIsReachedByTlsAtOnce() throws Exception {
        house.write("trunks.ini", trunk(folder.resolve("data/tls/ca.crt")));
        assertThat(house.reloads()).contains("trunks: acme is new");
        await().until(() -> house.starting().command("trunks", "show", "acme").out(), said -> said.contains("alive"));
    }

    @Test
    void aFileThatIsNoCertificateRefusesTheReload() throws Exception {
        Path wrong = Files.writeString(folder.resolve("wrong.crt"), "This is none.\n");
        house.write("trunks.ini", trunk(wrong));
        assertThat(house.reloads()).contains("wrong.crt").contains("Nothing was changed: mend this and reload again.");
        assertThat(house.starting().command("trunks").out()).contains("There is no trunk");
    }
}
