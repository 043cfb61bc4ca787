package org.helpline.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Calls by the less usual ways, against a whole server that listens on every address with two SIP loops. */
@Tag("clients")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WaysToCallTest {

    /** So many ports that both loops' sockets get some of them. */
    private static final int CALLS = 16;

    private static final String INSIDE = "10.9.8.7";

    private ServerProcess server;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        server = ServerProcess.start(
                folder.resolve("data"),
                List.of(),
                "scripts.directory=src/test/checks/ivr-scripts",
                "numbers.190=hangs-up",
                "sip.listen=*:0",
                "sip.loops=2");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void answersACallOverIpv6() throws IOException {
        InetAddress loopback = InetAddress.ofLiteral("::1");
        assumeTrue(isOurs(loopback), "this machine has no IPv6");
        try (Phone phone = Phone.at(loopback, server.sipPort())) {
            assertThat(phone.call("100")).startsWith("SIP/2.0 200 ").contains("c=IN IP6 ");
            assertThat(phone.isHeardAndHears()).isTrue();
            assertThat(phone.hangUpFromAnotherPort()).startsWith("SIP/2.0 200 ");
        }
    }

    @Test
    void findsTheCallOfARequestThatComesInOnTheOtherLoopsSocket() throws IOException {
        for (int call = 0; call < CALLS; call++) {
            try (Phone phone = Phone.at(InetAddress.getLoopbackAddress(), server.sipPort())) {
                assertThat(phone.call("100")).startsWith("SIP/2.0 200 ");
                assertThat(phone.hangUpFromAnotherPort()).startsWith("SIP/2.0 200 ");
            }
        }
    }

    @Test
    void reachesACallerBehindANatWithItsBye() throws IOException {
        try (Phone phone = Phone.behindNat(INSIDE, server.sipPort())) {
            assertThat(phone.call("190")).startsWith("SIP/2.0 200 ");
            assertThat(phone.awaitBye()).startsWith("BYE sip:caller@" + INSIDE);
        }
    }

    @Test
    void sendsAudioToWhereTheCallerBehindANatSpeaksFrom() throws IOException {
        try (Phone phone = Phone.behindNat(INSIDE, server.sipPort())) {
            assertThat(phone.call("100")).startsWith("SIP/2.0 200 ");
            assertThat(phone.isHeardAndHears()).isTrue();
            assertThat(phone.hangUpFromAnotherPort()).startsWith("SIP/2.0 200 ");
        }
    }

    private static boolean isOurs(InetAddress address) {
        try (DatagramSocket socket = new DatagramSocket(0, address)) {
            return socket.isBound();
        } catch (SocketException e) {
            return false;
        }
    }
}
