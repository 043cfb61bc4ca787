package org.helpline.clients;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A caller that believes what it is told, as simple phones do: ACK goes to the Contact, sound to the address of the description. Run in
 * a network of its own by {@link NatTest}; says what it met in lines on standard output. As a provider it waits before it calls until the
 * server that asks it by OPTIONS knows the address under which it is seen.
 */
final class NatCaller {

    private static final int SPOKEN_PACKETS = 150;

    private NatCaller() {}

    /** {@code args}: our address, the server's address and port, and if we are its provider our own port. */
    public static void main(String[] args) throws Exception {
        InetAddress own = InetAddress.ofLiteral(args[0]);
        InetSocketAddress server = new InetSocketAddress(InetAddress.ofLiteral(args[1]), Integer.parseInt(args[2]));
        int port = args.length > 3 ? Integer.parseInt(args[3]) : 0;
        try (DatagramSocket sip = new DatagramSocket(port, own);
                DatagramSocket rtp = new DatagramSocket(0, own)) {
            sip.setSoTimeout(10_000);
            if (port != 0) {
                System.out.println("called=" + named(sip, args[1]));
            }
            String invite = request("INVITE", "sip:100@" + args[1], 1, "", sip, offer(own, rtp.getLocalPort()));
            send(sip, invite, server);
            String answer = receive(sip, "SIP/2.0 200");
            String contact = found(answer, "(?im)^Contact:.*<sip:[^@>]*@([^>;]+)");
            String media = found(answer, "(?m)^c=IN IP4 (\\S+)") + ':' + found(answer, "(?m)^m=audio (\\d+)");
            System.out.println("contact=" + contact);
            System.out.println("sound=" + media);
            send(
                    sip,
                    request("ACK", "sip:100@" + contact, 1, found(answer, "(?im)^To:.*tag=([^;\\s]+)"), sip, ""),
                    place(contact));
            System.out.println("heard=" + talk(rtp, place(media)));
            String bye = receive(sip, "BYE ");
            System.out.println("bye=" + bye.lines().findFirst().orElse(""));
            send(sip, ok(bye), server);
        }
    }

    /** As a provider answers OPTIONS, saying where each came from, until one comes whose Contact names {@code host}. */
    private static String named(DatagramSocket sip, String host) throws IOException {
        while (true) {
            DatagramPacket packet = new DatagramPacket(new byte[10_000], 10_000);
            sip.receive(packet);
            String options = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
            String answer = ok(options)
                    .replaceFirst(
                            ";rport",
                            ";received=" + packet.getAddress().getHostAddress() + ";rport=" + packet.getPort());
            send(sip, answer, (InetSocketAddress) packet.getSocketAddress());
            String contact = found(options, "(?im)^Contact:.*<sip:[^@>]*@([^>;]+)");
            if (contact.startsWith(host)) {
                return contact;
            }
        }
    }

    private static int talk(DatagramSocket rtp, InetSocketAddress to) throws IOException {
        rtp.setSoTimeout(20);
        int heard = 0;
        for (int i = 0; i < SPOKEN_PACKETS; i++) {
            byte[] packet = ByteBuffer.allocate(172)
                    .put((byte) 0x80)
                    .put((byte) 0)
                    .putShort((short) i)
                    .putInt(i * 160)
                    .putInt(7)
                    .array();
            rtp.send(new DatagramPacket(packet, packet.length, to));
            try {
                rtp.receive(new DatagramPacket(new byte[2_000], 2_000));
                heard++;
            } catch (SocketTimeoutException _) {
                // nothing in these 20 ms
            }
        }
        return heard;
    }

    private static String request(String method, String uri, int cseq, String tag, DatagramSocket sip, String body) {
        String here = sip.getLocalAddress().getHostAddress() + ':' + sip.getLocalPort();
        return method + ' ' + uri + " SIP/2.0\r\nVia: SIP/2.0/UDP " + here + ";rport;branch=z9hG4bK" + method
                + "\r\nMax-Forwards: 70\r\nFrom: <sip:+49301@" + here + ">;tag=f\r\nTo: <sip:100@x>"
                + (tag.isEmpty() ? "" : ";tag=" + tag) + "\r\nCall-ID: nat@" + here + "\r\nCSeq: " + cseq + ' ' + method
                + "\r\nContact: <sip:c@" + here + ">\r\n"
                + (body.isEmpty() ? "" : "Content-Type: application/sdp\r\n") + "Content-Length: " + body.length()
                + "\r\n\r\n"
                + body;
    }

    private static String offer(InetAddress own, int port) {
        return "v=0\r\no=- 1 1 IN IP4 " + own.getHostAddress() + "\r\ns=-\r\nc=IN IP4 " + own.getHostAddress()
                + "\r\nt=0 0\r\nm=audio " + port + " RTP/AVP 0 101\r\na=rtpmap:101 telephone-event/8000\r\n";
    }

    private static String ok(String request) {
        StringBuilder all = new StringBuilder("SIP/2.0 200 OK\r\n");
        request.lines()
                .filter(l -> l.matches("(?i)(Via|From|To|Call-ID|CSeq):.*"))
                .forEach(l -> all.append(l).append("\r\n"));
        return all.append("Content-Length: 0\r\n\r\n").toString();
    }

    private static InetSocketAddress place(String text) {
        int colon = text.indexOf(':');
        return new InetSocketAddress(
                InetAddress.ofLiteral(colon < 0 ? text : text.substring(0, colon)),
                colon < 0 ? 5060 : Integer.parseInt(text.substring(colon + 1)));
    }

    private static void send(DatagramSocket socket, String text, InetSocketAddress to) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(bytes, bytes.length, to));
    }

    private static String receive(DatagramSocket socket, String start) throws IOException {
        while (true) {
            DatagramPacket packet = new DatagramPacket(new byte[10_000], 10_000);
            socket.receive(packet);
            String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
            if (text.startsWith(start)) {
                return text;
            }
        }
    }

    private static String found(String text, String pattern) {
        Matcher m = Pattern.compile(pattern).matcher(text);
        return m.find() ? m.group(1) : "";
    }
}
