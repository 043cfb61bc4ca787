package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.config.Settings;
import org.helpline.config.SettingsReader;
import org.helpline.config.Sources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys of encrypted sound that anybody on the way can read are allowed, and said. */
class KeysInTheClearTest {

    @TempDir
    private Path folder;

    private List<String> warnings(String file, String text, Map<String, String> environment) throws IOException {
        Path conf = Files.createDirectories(folder.resolve("conf"));
        Files.writeString(conf.resolve(file), text);
        Sources sources = new Sources(conf, conf, Optional.of(conf), Optional.empty(), environment, List.of());
        Settings settings = ((SettingsReader.Read) SettingsReader.read(sources)).settings();
        return KeysInTheClear.warnings(settings, settings.trunks());
    }

    private static String trunk(String transport, String srtp) {
        return "[acme]\nserver = 203.0.113.9\ntransport = " + transport + "\nsrtp = " + srtp + "\n";
    }

    @Test
    void aTrunkThatMustEncryptIsWarnedOfUnlessItGoesByTls() throws IOException {
        assertThat(warnings("trunks.ini", trunk("udp", "required"), Map.of()))
                .singleElement()
                .asString()
                .contains("trunk=acme", "which goes by udp", "transport = tls");
        assertThat(warnings("trunks.ini", trunk("tls", "required"), Map.of())).isEmpty();
        assertThat(warnings("trunks.ini", trunk("udp", "optional"), Map.of())).isEmpty();
        assertThat(warnings("trunks.ini", trunk("udp", "no"), Map.of())).isEmpty();
    }

    @Test
    void aServerThatMustEncryptIsWarnedOfWherePhonesCannotReachItByTls() throws IOException {
        assertThat(warnings("media.properties", "srtp = required\n", Map.of())).isEmpty();
        assertThat(warnings("media.properties", "srtp = required\n", Map.of("HELPLINE_SIP_TLS_LISTEN", "")))
                .singleElement()
                .asString()
                .contains("sip.tls-listen");
    }
}
