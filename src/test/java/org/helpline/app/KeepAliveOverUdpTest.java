package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** STUN keep-alives at the SIP port of a whole server: RFC 5626 §3.5.2. 127.0.0.2 is a trunk, 127.0.0.3 a stranger. */
class KeepAliveOverUdpTest {

    private static final byte[] BINDING_REQUEST = HexFormat.of().parseHex("000100002112a442b7e7a701bc34d686fa87dfae");
    private static final int PATIENCE_MILLIS = 10_000;

    @TempDir
    private Path folder;

    private int start(Starting starting) throws IOException {
        Path conf = Files.createDirectories(folder.resolve("conf"));
        Files.writeString(conf.resolve("trunks.ini"), "[acme]\nserver = 127.0.0.2:9\nping = 0\nfrom = 127.0.0.2\n");
        return starting.mustStartWith(conf, "sip.listen=*:0", "sip.ban-never=192.0.2.0/24")
                .server()
                .edge()
                .listening()
                .getFirst()
                .address()
                .getPort();
    }

    private static byte[] asks(DatagramSocket socket, int port, byte[]... datagrams) throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        for (byte[] datagram : datagrams) {
            socket.send(new DatagramPacket(datagram, datagram.length, InetAddress.ofLiteral("127.0.0.1"), port));
        }
        DatagramPacket answer = new DatagramPacket(new byte[2_000], 2_000);
        socket.receive(answer);
        return Arrays.copyOf(answer.getData(), answer.getLength());
    }

    @DisplayName("P47: a phone behind a NAT keeps its way open, and learns by which address it is seen")
    @Test
    void whomWeKnowIsToldWhereTheyAreSeen() throws Exception {
        try (Starting starting = new Starting(folder);
                DatagramSocket trunk = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.2"))) {
            byte[] answer = asks(trunk, start(starting), BINDING_REQUEST);
            String port = HexFormat.of().toHexDigits((short) (trunk.getLocalPort() ^ 0x2112));
            assertThat(HexFormat.of().formatHex(answer))
                    .isEqualTo("0101000c2112a442b7e7a701bc34d686fa87dfae" + "002000080001" + port + "5e12a440");
        }
    }

    @Test
    void aStrangerGetsNoAnswerAndNoBan() throws Exception {
        try (Starting starting = new Starting(folder);
                DatagramSocket stranger = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.3"))) {
            byte[] options = ("OPTIONS sip:127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.3:" + stranger.getLocalPort()
                            + ";branch=z9hG4bKone;rport\r\nMax-Forwards: 70\r\nFrom: <sip:x@127.0.0.3>;tag=a\r\n"
                            + "To: <sip:127.0.0.1>\r\nCall-ID: one\r\nCSeq: 1 OPTIONS\r\nContent-Length: 0\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            byte[] first = asks(stranger, start(starting), BINDING_REQUEST, BINDING_REQUEST, options);
            assertThat(new String(first, StandardCharsets.US_ASCII)).startsWith("SIP/2.0 200");
        }
    }
}
