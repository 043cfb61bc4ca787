package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.config.Network;
import org.helpline.config.Settings;
import org.helpline.config.SettingsReader;
import org.helpline.config.Sources;
import org.helpline.sip.transport.Nearby;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a start says of how the world will see the server (P47, P48). */
class WorldViewTest {

    @TempDir
    private Path folder;

    private WorldView view(String own, String trunk, String... sets) throws Exception {
        Path conf = Files.createDirectories(folder.resolve("conf"));
        Files.writeString(conf.resolve("trunks.ini"), trunk.isEmpty() ? "" : "[acme]\nserver = " + trunk + "\n");
        List<String> all = new ArrayList<>(List.of("numbers.100=support-line"));
        all.addAll(List.of(sets));
        Sources sources = new Sources(
                Path.of("").toAbsolutePath(),
                folder.resolve("data"),
                Optional.of(conf),
                Optional.empty(),
                Map.of(),
                all);
        Settings settings = switch (SettingsReader.read(sources)) {
            case SettingsReader.Read r -> r.settings();
            case SettingsReader.Refused r -> r.readable().settings();
        };
        return new WorldView(
                settings,
                List.of(InetAddress.ofLiteral(own)),
                new Nearby(List.of(Network.read("172.16.0.0/12").orElseThrow())));
    }

    @Test
    void aPrivateAddressWithATrunkOutsideIsWarnedOf() throws Exception {
        List<String> lines = view("172.17.0.2", "sip.provider.example").lines();
        assertThat(String.join("\n", lines))
                .contains("others see the address that faces them in Contact and SDP: 172.17.0.2.")
                .contains(
                        "Trunk acme is outside, and these addresses are private: the public one is learnt from the answers of acme")
                .contains("Until then they see the private one.", "bin/helpline trunks show acme", "sip.advertised")
                .contains("must forward the SIP port and UDP 20000 to 29999");
    }

    @Test
    void whereNoTrunkIsAskedTheAddressMustBeSet() throws Exception {
        List<String> lines =
                view("172.17.0.2", "sip.provider.example\nping = 0").lines();
        assertThat(String.join("\n", lines))
                .contains("ACK, BYE and sound may not come back.")
                .contains("no trunk is asked for it (ping = 0): set sip.advertised.");
    }

    @Test
    void anAdvertisedAddressIsSaidWithWhoSeesTheLocalOne() throws Exception {
        List<String> lines = view("172.17.0.2", "sip.provider.example", "sip.advertised=203.0.113.9")
                .lines();
        assertThat(lines.getFirst())
                .isEqualTo(
                        "  Outside others see 203.0.113.9 in Contact and SDP (sip.advertised); peers in 172.16.0.0/12 see"
                                + " 172.17.0.2.");
        assertThat(lines.getLast())
                .contains("must forward the SIP port and UDP 20000 to 29999", "cannot be seen from here");
    }

    @Test
    void aPrivateAdvertisedAddressWithATrunkOutsideIsWarnedOf() throws Exception {
        assertThat(view("172.17.0.2", "203.0.113.5", "sip.advertised=192.168.1.10")
                        .warnings())
                .anyMatch(w -> w.contains("sip.advertised is 192.168.1.10, which the internet does not carry"));
    }

    @Test
    void aPublicServerAndAPbxOfTheHouseNeedNoWarning() throws Exception {
        assertThat(view("198.51.100.2", "sip.provider.example").warnings()).isEmpty();
        assertThat(view("172.17.0.2", "172.17.0.9").warnings()).isEmpty();
    }
}
