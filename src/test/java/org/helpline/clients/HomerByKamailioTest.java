package org.helpline.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.helpline.sip.trace.HepPacket;
import org.helpline.sip.trace.TraceEntry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kamailio's sipcapture, which is what collects for Homer, takes our copies for what they are: the message, and whose it was (P56). */
@Tag("clients")
class HomerByKamailioTest {

    private static final String INVITE = """
            INVITE sip:100@192.0.2.7 SIP/2.0
            Via: SIP/2.0/UDP 198.51.100.9:5071;branch=z9hG4bKx
            From: <sip:+905321234567@198.51.100.9>;tag=1
            To: <sip:100@192.0.2.7>
            Call-ID: a84b4c76e66710
            CSeq: 1 INVITE
            Max-Forwards: 70
            Content-Length: 0

            """.replace("\n", "\r\n");

    @TempDir
    private Path folder;

    @Test
    void sipcaptureReadsMessageAndAddressesOfBothDirections() throws Exception {
        int port;
        try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path log = folder.resolve("kamailio.log");
        Process kamailio = new ProcessBuilder(
                        "kamailio", "-f", configuration(port).toString(), "-DD", "-E")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                send(port, false, "198.51.100.9", 5071);
                send(port, true, "2001:db8::9", 5072);
                String seen = Files.readString(log);
                return seen.contains("from=198.51.100.9:5071") && seen.contains("from=2001:db8::7:5060");
            });
            assertThat(Files.readString(log))
                    .contains("SEEN INVITE call=a84b4c76e66710 from=198.51.100.9:5071 caller=+905321234567")
                    .contains("SEEN INVITE call=a84b4c76e66710 from=2001:db8::7:5060 caller=+905321234567");
        } finally {
            kamailio.destroy();
            kamailio.waitFor();
        }
    }

    private static void send(int port, boolean out, String remote, int remotePort) throws Exception {
        TraceEntry entry = new TraceEntry(
                1_700_000_000_123_456L,
                out,
                "UDP",
                new InetSocketAddress(InetAddress.ofLiteral(remote.contains(":") ? "2001:db8::7" : "192.0.2.7"), 5060),
                new InetSocketAddress(InetAddress.ofLiteral(remote), remotePort),
                INVITE.getBytes(StandardCharsets.UTF_8));
        byte[] packet = HepPacket.write(entry, HepPacket.SIP, entry.bytes(), 2001, "20261122-021503-7f3a9c", "sesame");
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.send(ByteBuffer.wrap(packet), new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        }
    }

    private Path configuration(int port) throws Exception {
        Path db = Files.createDirectories(folder.resolve("db"));
        Files.writeString(db.resolve("version"), "id(int,auto)\n");
        return Files.writeString(folder.resolve("kamailio.cfg"), """
                #!KAMAILIO
                log_stderror=yes
                children=1
                disable_tcp=yes
                listen=udp:127.0.0.1:%d
                loadmodule "kex.so"
                loadmodule "pv.so"
                loadmodule "xlog.so"
                loadmodule "db_text.so"
                loadmodule "sipcapture.so"
                modparam("sipcapture", "db_url", "text://%s")
                modparam("sipcapture", "hep_capture_on", 1)
                request_route { xlog("L_ERR", "SEEN $rm call=$ci from=$si:$sp caller=$fU\\n"); exit; }
                """.formatted(port, db));
    }
}
