package org.helpline.app;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.helpline.sip.SipEndpoint.Listening;

/** A caller who asks OPTIONS, calls the first number there is, and hangs up. Blocks, some seconds at most; for {@link Training}. */
final class FirstCall {

    private static final int PATIENCE_MILLIS = 2_000;
    private static final int LISTENS_MILLIS = 300;
    private static final Pattern TO = Pattern.compile("\\r\\nTo:([^\\r]*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern CONTACT = Pattern.compile("\\r\\nContact:[^<\\r]*<([^>]+)>", Pattern.CASE_INSENSITIVE);

    private final DatagramSocket socket;
    private final InetSocketAddress server;
    private final String number;

    private FirstCall(DatagramSocket socket, InetSocketAddress server, String number) {
        this.socket = socket;
        this.server = server;
        this.number = number;
    }

    /** Whether the server answered both. */
    static boolean to(Server server) throws IOException {
        Optional<InetSocketAddress> udp = server.edge().listening().stream()
                .filter(l -> l.transport().equalsIgnoreCase("udp"))
                .map(Listening::address)
                .findFirst();
        Optional<String> number =
                server.settings().calls().numbers().keySet().stream().sorted().findFirst();
        if (udp.isEmpty() || number.isEmpty()) {
            return false;
        }
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            return new FirstCall(socket, udp.get(), number.get()).run();
        }
    }

    private boolean run() throws IOException {
        socket.setSoTimeout(PATIENCE_MILLIS);
        String whom = "sip:" + number + "@127.0.0.1:" + server.getPort();
        send("OPTIONS", whom, "<" + whom + ">", 1, "");
        Optional<String> options = okTo("1 OPTIONS");
        send("INVITE", whom, "<" + whom + ">", 2, sdp());
        Optional<String> ok = okTo("2 INVITE");
        if (options.isEmpty() || ok.isEmpty()) {
            return false;
        }
        String to = found(TO, ok.get());
        String contact = found(CONTACT, ok.get());
        send("ACK", contact, to, 2, "");
        listen();
        send("BYE", contact, to, 3, "");
        return okTo("3 BYE").isPresent();
    }

    private static String found(Pattern pattern, String message) {
        Matcher m = pattern.matcher(message);
        return m.find() ? m.group(1).strip() : "";
    }

    private String sdp() {
        return "v=0\r\no=first 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio " + socket.getLocalPort()
                + " RTP/AVP 0 101\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:101 telephone-event/8000\r\na=ptime:20\r\n";
    }

    private void send(String method, String uri, String to, int number, String body) throws IOException {
        String us = "127.0.0.1:" + socket.getLocalPort();
        String message = method + " " + uri + " SIP/2.0\r\nVia: SIP/2.0/UDP " + us + ";branch=z9hG4bKfirst" + number + method
                + "\r\nFrom: <sip:first@" + us + ">;tag=first\r\nTo: " + to + "\r\nCall-ID: first@" + us + "\r\nCSeq: " + number
                + " " + method + "\r\nMax-Forwards: 70\r\nContact: <sip:first@" + us + ">\r\n"
                + (body.isEmpty() ? "" : "Content-Type: application/sdp\r\n") + "Content-Length: " + body.length()
                + "\r\n\r\n" + body;
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(bytes, bytes.length, server));
    }

    /** The 200 to a request, whatever else comes before; empty if it does not come. */
    private Optional<String> okTo(String cseq) throws IOException {
        try {
            for (int i = 0; i < 1_000; i++) { // the prompt's packets come in between
                String message = receive();
                if (message.startsWith("SIP/2.0 200") && message.contains("CSeq: " + cseq)) {
                    return Optional.of(message);
                }
            }
            return Optional.empty();
        } catch (SocketTimeoutException e) {
            return Optional.empty();
        }
    }

    private void listen() throws IOException {
        socket.setSoTimeout(LISTENS_MILLIS);
        try {
            for (int i = 0; i < LISTENS_MILLIS / 20; i++) {
                receive();
            }
        } catch (SocketTimeoutException e) {
            return; // the script says nothing: so be it
        } finally {
            socket.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    private String receive() throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[4_096], 4_096);
        socket.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
    }
}
