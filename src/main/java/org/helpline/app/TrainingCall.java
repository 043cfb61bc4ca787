package org.helpline.app;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.helpline.sip.SipEndpoint.Listening;

/** One short call to ourselves over loopback, so that the start-up cache holds what a first call loads. Best effort. Blocks. */
final class TrainingCall {

    private static final int PATIENCE_MILLIS = 3_000;
    private static final int FRAMES = 60;
    private static final Pattern TO_TAG = Pattern.compile("(?im)^To:.*;tag=([^;\\s]+)");
    private static final Pattern AUDIO = Pattern.compile("m=audio (\\d+)");

    private final DatagramSocket sip;
    private final InetSocketAddress server;

    private TrainingCall(DatagramSocket sip, InetSocketAddress server) {
        this.sip = sip;
        this.server = server;
    }

    static void place(Server running) {
        Listening udp = running.edge().listening().stream()
                .filter(l -> l.transport().equals("udp"))
                .findFirst()
                .orElseThrow();
        try (DatagramSocket sip = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                DatagramSocket rtp = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            sip.setSoTimeout(PATIENCE_MILLIS);
            rtp.setSoTimeout(PATIENCE_MILLIS);
            String number = running.settings().calls().numbers().keySet().stream()
                    .sorted()
                    .findFirst()
                    .orElse("100");
            new TrainingCall(sip, udp.address()).talk(number, rtp);
        } catch (IOException e) {
            System.err.println("The training call failed: " + e); // the cache is only smaller for it
        }
    }

    private void talk(String number, DatagramSocket rtp) throws IOException {
        send("INVITE", number, 1, "", sdp(rtp.getLocalPort()));
        String answer = answer();
        Matcher tag = TO_TAG.matcher(answer);
        Matcher audio = AUDIO.matcher(answer);
        if (!tag.find() || !audio.find()) {
            throw new IOException("no answer with audio");
        }
        send("ACK", number, 1, ";tag=" + tag.group(1), "");
        listen(rtp, Integer.parseInt(audio.group(1)));
        send("BYE", number, 2, ";tag=" + tag.group(1), "");
        answer();
    }

    private void listen(DatagramSocket rtp, int port) throws IOException {
        byte[] heard = new byte[2_048];
        for (int frame = 0; frame < FRAMES; frame++) {
            byte[] packet = new byte[172];
            packet[0] = (byte) 0x80; // RFC 3550 §5.1: version 2, no padding, no extension
            packet[3] = (byte) frame;
            packet[6] = (byte) ((frame * 160) >> 8);
            packet[7] = (byte) (frame * 160);
            rtp.send(new DatagramPacket(packet, packet.length, new InetSocketAddress(server.getAddress(), port)));
            rtp.receive(new DatagramPacket(heard, heard.length));
        }
    }

    /** The first final response. */
    private String answer() throws IOException {
        byte[] bytes = new byte[8_192];
        for (int i = 0; i < 10; i++) {
            DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
            sip.receive(packet);
            String message = new String(bytes, 0, packet.getLength(), StandardCharsets.UTF_8);
            if (!message.startsWith("SIP/2.0 1")) {
                return message;
            }
        }
        throw new SocketTimeoutException("only provisional responses");
    }

    private void send(String method, String number, int cseq, String toTag, String body) throws IOException {
        String here = "127.0.0.1:" + sip.getLocalPort();
        String target = "sip:" + number + "@" + server.getAddress().getHostAddress() + ":" + server.getPort();
        String text = method + " " + target + " SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP " + here + ";rport;branch=z9hG4bK-training-" + method + "\r\n"
                + "Max-Forwards: 70\r\nFrom: <sip:training@" + here + ">;tag=training\r\n"
                + "To: <" + target + ">" + toTag + "\r\nCall-ID: training@" + here + "\r\n"
                + "CSeq: " + cseq + " " + method + "\r\nContact: <sip:training@" + here + ">\r\n"
                + (body.isEmpty() ? "" : "Content-Type: application/sdp\r\n")
                + "Content-Length: " + body.length() + "\r\n\r\n" + body;
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sip.send(new DatagramPacket(bytes, bytes.length, server));
    }

    private static String sdp(int port) {
        return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio " + port
                + " RTP/AVP 0 101\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:101 telephone-event/8000\r\n";
    }
}
