package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.UUID;
import org.helpline.checks.SipDatagrams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Amplification by sound: an INVITE with a forged sender names a victim in its SDP, and nobody ever acknowledges our answer. */
class ForgedInviteTest {

    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    @TempDir
    private Path folder;

    @Test
    void noSoundGoesToTheAddressThatAnInviteNamesBeforeItsAck() throws IOException {
        try (Starting starting = new Starting(folder);
                DatagramSocket sip = new DatagramSocket(0, HERE);
                DatagramSocket named = new DatagramSocket(0, HERE)) {
            int port = starting.mustStart()
                    .server()
                    .edge()
                    .listening()
                    .getFirst()
                    .address()
                    .getPort();
            sip.setSoTimeout(10_000);
            String id = UUID.randomUUID().toString();
            String offer = SipDatagrams.offer("IP4 127.0.0.1", named.getLocalPort(), 0, true);
            InetSocketAddress server = new InetSocketAddress(HERE, port);
            SipDatagrams.send(sip, server, request("INVITE", id, sip, "", offer));
            String answer = SipDatagrams.await(sip, "(?s)SIP/2\\.0 200.*");
            SipDatagrams.await(
                    sip, "(?s)SIP/2\\.0 200.*"); // again, for want of an ACK: T1 has passed, and time for 25 packets
            named.setSoTimeout(1);
            assertThatThrownBy(() -> named.receive(packet())).isInstanceOf(SocketTimeoutException.class);
            String tag = SipDatagrams.found(answer, "(?im)^To:.*(;tag=[^;\\s]+)");
            SipDatagrams.send(sip, server, request("ACK", id, sip, tag, ""));
            named.setSoTimeout(10_000);
            DatagramPacket first = packet();
            named.receive(first);
            assertThat(first.getLength()).as("a packet of sound").isEqualTo(172);
            assertThat(first.getData()[1] & 0x80)
                    .as("the beginning of the prompt")
                    .isEqualTo(0x80);
        }
    }

    private static DatagramPacket packet() {
        return new DatagramPacket(new byte[2_048], 2_048);
    }

    private static String request(String method, String id, DatagramSocket sip, String toTag, String body) {
        String contact = "127.0.0.1:" + sip.getLocalPort();
        return String.join(
                "\r\n",
                method + " sip:100@127.0.0.1 SIP/2.0",
                "Via: SIP/2.0/UDP " + contact + ";rport;branch=z9hG4bK" + UUID.randomUUID(),
                "Max-Forwards: 70",
                "From: <sip:caller@example.org>;tag=caller",
                "To: <sip:100@127.0.0.1>" + toTag,
                "Call-ID: " + id,
                "CSeq: 1 " + method,
                "Contact: <sip:caller@" + contact + ">",
                "Content-Type: application/sdp",
                "Content-Length: " + body.length(),
                "",
                body);
    }
}
