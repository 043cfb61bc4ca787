package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.helpline.sip.LoopbackPhone.SDP;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.helpline.sip.LoopbackPhone;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A call by a trunk through the whole server to its record. 127.0.0.2 is the provider, 127.0.0.1 a stranger. */
class TrunkCallOverSipTest {

    @TempDir
    private Path folder;

    @DisplayName(
            "P46, P52: the record says by which trunk a call came, how its number was written and as which it was served")
    @Test
    void theRecordTellsTrunkAndNumber() throws Exception {
        try (Starting starting = new Starting(folder)) {
            int port = start(starting);
            try (LoopbackPhone acme = new LoopbackPhone("UDP", InetAddress.ofLiteral("127.0.0.2"), port)) {
                acme.send(acme.request("INVITE", "sip:030123456@127.0.0.1", 1, "", SDP)
                        .replace("From: <sip:phone@", "From: <sip:00441234567890@"));
                assertThat(acme.awaitFinal("INVITE")).startsWith("SIP/2.0 200 OK");
                acme.send(acme.request("ACK", "sip:helpline@127.0.0.1", 1, "", ""));
                acme.send(acme.request("BYE", "sip:helpline@127.0.0.1", 2, "", ""));
                acme.awaitFinal("BYE");
            }
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(story(starting))
                            .contains("calls +4930123456 (written 030123456) by trunk acme from udp 127.0.0.2:")
                            .contains("+441234567890")
                            .contains("served as 4930123456 of numbers.properties"));
        }
    }

    @DisplayName("P46: the record of a stranger's call says where it came from and what the trunks expect")
    @Test
    void theRecordTellsWhyAStrangerWasRefused() throws Exception {
        try (Starting starting = new Starting(folder)) {
            int port = start(starting);
            try (LoopbackPhone stranger = new LoopbackPhone("UDP", InetAddress.ofLiteral("127.0.0.1"), port)) {
                stranger.send(stranger.request("INVITE", "sip:030123456@127.0.0.1", 1, "", SDP));
                assertThat(stranger.awaitFinal("INVITE")).startsWith("SIP/2.0 403 Forbidden");
            }
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(story(starting))
                            .contains("refused with 403: no trunk matched: the request came from udp 127.0.0.1:")
                            .contains("trunk acme expects 127.0.0.2"));
        }
    }

    private int start(Starting starting) throws IOException {
        Path conf = Files.createDirectories(folder.resolve("conf"));
        Files.writeString(
                conf.resolve("trunks.ini"), "[acme]\nserver = 127.0.0.2:9\nping = 0\nfrom = 127.0.0.2\ncountry = 49\n");
        return starting.mustStartWith(conf, "sip.listen=*:0", "numbers.4930123456=line")
                .server()
                .edge()
                .listening()
                .getFirst()
                .address()
                .getPort();
    }

    private static String story(Starting starting) {
        return starting.command("calls", "show", "last").out().replaceAll("\\s+", " ");
    }
}
