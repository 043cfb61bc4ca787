package org.helpline.checks;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.util.UUID;

/** A caller's phone of a few lines over UDP, which can pretend to stand behind a NAT. One call. */
final class Phone implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 10_000;
    private static final int LISTENING_MILLIS = 5_000;
    private static final int RTP_HEADER_BYTES = 12;
    private static final int PCMU_FRAME_BYTES = 160;

    private final InetAddress address;
    private final int server;
    private final String written;
    private final DatagramSocket sip;
    private final DatagramSocket rtp;
    private final String callId = UUID.randomUUID().toString();
    private String uri = "";
    private String target = "";
    private String toTag = "";
    private int rtpPort;

    private Phone(InetAddress address, String written, int server) throws IOException {
        this.address = address;
        this.written = written;
        this.server = server;
        this.sip = new DatagramSocket(0, address);
        this.rtp = new DatagramSocket(0, address);
        sip.setSoTimeout(PATIENCE_MILLIS);
        rtp.setSoTimeout(LISTENING_MILLIS);
    }

    /** A phone that writes the address that it has. */
    static Phone at(InetAddress address, int server) throws IOException {
        return new Phone(address, address.getHostAddress(), server);
    }

    /** A phone on loopback that knows only a private address of another network and writes that into Via, Contact and SDP. */
    static Phone behindNat(String inside, int server) throws IOException {
        return new Phone(InetAddress.getLoopbackAddress(), inside, server);
    }

    /** Calls and acknowledges; the 200. */
    String call(String number) throws IOException {
        uri = "sip:" + number + "@" + host(address.getHostAddress()) + ":" + server;
        target = uri;
        send(sip, request("INVITE", 1, sip.getLocalPort(), offer()));
        String answer = SipDatagrams.await(sip, "(?s)SIP/2\\.0 [2-6].*");
        toTag = SipDatagrams.found(answer, "(?im)^To:.*tag=([^;\\s]+)");
        target = SipDatagrams.found(answer, "(?im)^Contact:.*<([^>]+)>");
        rtpPort = Integer.parseInt(SipDatagrams.found(answer, "(?m)^m=audio (\\d+)"));
        send(sip, request("ACK", 1, sip.getLocalPort(), ""));
        return answer;
    }

    /** Whether RTP comes back once we have spoken from our true address. */
    boolean isHeardAndHears() throws IOException {
        byte[] packet = new byte[RTP_HEADER_BYTES + PCMU_FRAME_BYTES];
        packet[0] = (byte) 0x80;
        for (int sequence = 0; sequence < 10; sequence++) {
            packet[3] = (byte) sequence;
            rtp.send(new DatagramPacket(packet, packet.length, address, rtpPort));
        }
        try {
            rtp.receive(new DatagramPacket(new byte[2_000], 2_000));
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    /** Hangs up from a port that the server has not seen yet; the status line of the answer. */
    String hangUpFromAnotherPort() throws IOException {
        try (DatagramSocket other = new DatagramSocket(0, address)) {
            other.setSoTimeout(PATIENCE_MILLIS);
            send(other, request("BYE", 2, other.getLocalPort(), ""));
            return SipDatagrams.await(other, "(?s)SIP/2\\.0 [2-6].*")
                    .lines()
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Waits for the server's BYE; its first line. */
    String awaitBye() throws IOException {
        return SipDatagrams.await(sip, "(?s)BYE .*").lines().findFirst().orElseThrow();
    }

    private String offer() {
        String family = address instanceof Inet6Address ? "IP6 " : "IP4 ";
        return SipDatagrams.offer(family + written, rtp.getLocalPort(), 0, true);
    }

    private String request(String method, int cseq, int port, String body) {
        String here = host(written) + ":" + port;
        return String.join(
                "\r\n",
                method + " " + target + " SIP/2.0",
                "Via: SIP/2.0/UDP " + here + ";rport;branch=z9hG4bK" + UUID.randomUUID(),
                "Max-Forwards: 70",
                "From: <sip:caller@example.org>;tag=caller",
                "To: <" + uri + ">" + (toTag.isEmpty() ? "" : ";tag=" + toTag),
                "Call-ID: " + callId,
                "CSeq: " + cseq + " " + method,
                "Contact: <sip:caller@" + here + ">",
                "Content-Type: application/sdp",
                "Content-Length: " + body.length(),
                "",
                body);
    }

    private static String host(String address) {
        return address.indexOf(':') < 0 ? address : "[" + address + "]";
    }

    private void send(DatagramSocket from, String message) throws IOException {
        SipDatagrams.send(from, new InetSocketAddress(address, server), message);
    }

    @Override
    public void close() {
        sip.close();
        rtp.close();
    }
}
