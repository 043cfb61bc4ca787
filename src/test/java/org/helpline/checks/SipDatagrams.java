package org.helpline.checks;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SIP over UDP as text, for test phones of a few lines: nothing is read but what a pattern asks for. */
public final class SipDatagrams {

    private SipDatagrams() {}

    /** Sends one message. */
    public static void send(DatagramSocket from, InetSocketAddress to, String message) throws IOException {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        from.send(new DatagramPacket(bytes, bytes.length, to));
    }

    /** The next message that matches; others are passed over. Waits as long as the socket's timeout for each. */
    public static String await(DatagramSocket socket, String pattern) throws IOException {
        while (true) {
            DatagramPacket packet = new DatagramPacket(new byte[9_000], 9_000);
            socket.receive(packet);
            String message = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
            if (message.matches(pattern)) {
                return message;
            }
        }
    }

    /** What the first group of the pattern holds. */
    public static String found(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("no " + pattern + " in\n" + text);
        }
        return matcher.group(1);
    }

    /** An offer of one codec, with telephone events if {@code events}. {@code address} with its family: {@code IP4 127.0.0.1}. */
    public static String offer(String address, int port, int codec, boolean events) {
        return String.join(
                "\r\n",
                "v=0",
                "o=- 1 1 IN " + address,
                "s=-",
                "c=IN " + address,
                "t=0 0",
                "m=audio " + port + " RTP/AVP " + codec + (events ? " 101\r\na=rtpmap:101 telephone-event/8000" : ""),
                "");
    }
}
