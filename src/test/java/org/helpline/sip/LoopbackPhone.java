package org.helpline.sip;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A telephone of a few lines on a loopback socket, IPv4 or IPv6, written apart from the code that it tests. */
public final class LoopbackPhone implements AutoCloseable {

    /** An offer of PCMU from 127.0.0.2, where nobody listens. */
    public static final String SDP = """
            v=0
            o=- 1 1 IN IP4 127.0.0.2
            s=-
            c=IN IP4 127.0.0.2
            t=0 0
            m=audio 40000 RTP/AVP 0
            """.replace("\n", "\r\n");

    private static final int PATIENCE_MILLIS = 10_000;

    private final String transport;
    private final InetAddress address;
    private final String host;
    private int server;
    private final String callId = UUID.randomUUID().toString();
    private final @Nullable DatagramSocket udp;
    private final @Nullable Socket tcp;
    private final @Nullable Whole whole;
    private String toTag = "";

    /** A connection that carries whole messages. */
    interface Whole {

        void send(String message);

        String receive() throws IOException;

        void close();
    }

    LoopbackPhone(String transport, int server) throws IOException {
        this(transport, InetAddress.getLoopbackAddress(), server);
    }

    /** A phone that has and calls {@code address}, a loopback one; {@code transport} is {@code UDP} or {@code TCP}. */
    public LoopbackPhone(String transport, InetAddress address, int server) throws IOException {
        this.transport = transport;
        this.address = address;
        this.host = address instanceof Inet6Address ? "[::1]" : address.getHostAddress();
        this.server = server;
        boolean stream = transport.equals("TCP");
        whole = null;
        udp = stream ? null : new DatagramSocket(0, address);
        tcp = stream ? new Socket(address, server, address, 0) : null;
        if (udp != null) {
            udp.setSoTimeout(PATIENCE_MILLIS);
        }
        if (tcp != null) {
            tcp.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    /** A phone on a connection that is open, whatever is below it; it is closed with the phone. */
    LoopbackPhone(String transport, Socket connection) throws IOException {
        this.transport = transport;
        this.address = connection.getInetAddress();
        this.host = "127.0.0.1";
        this.server = connection.getPort();
        this.udp = null;
        this.tcp = connection;
        this.whole = null;
        connection.setSoTimeout(PATIENCE_MILLIS);
    }

    /** A phone in a browser: it cannot say where it is. */
    LoopbackPhone(String transport, Whole whole) {
        this.transport = transport;
        this.address = InetAddress.getLoopbackAddress();
        this.host = "df7jal23ls0d.invalid";
        this.server = 0;
        this.udp = null;
        this.tcp = null;
        this.whole = whole;
    }

    private String where() {
        return whole == null ? host + ":" + port() : host;
    }

    /** Its own port. */
    public int port() {
        return udp != null ? udp.getLocalPort() : tcp != null ? tcp.getLocalPort() : 0;
    }

    /** A request; {@code more} is further header lines, each with its line end. */
    public String request(String method, String uri, int cseq, String more, String body) {
        return message(
                method + " " + uri + " SIP/2.0",
                "Via: SIP/2.0/" + transport + " " + where() + ";branch=z9hG4bK" + UUID.randomUUID()
                        + ";rport\n"
                        + "Max-Forwards: 70\nFrom: <sip:phone@" + host + ">;tag=phone\nTo: <" + uri + ">"
                        + (toTag.isEmpty() ? "" : ";tag=" + toTag) + "\nCall-ID: " + callId + "\nCSeq: " + cseq + " "
                        + method + "\nContact: <sip:phone@" + where() + ">\n" + more,
                body);
    }

    /** An answer to {@code request}. */
    public String response(String request, String status, String body) {
        return message(
                "SIP/2.0 " + status,
                line(request, "Via") + line(request, "From")
                        + line(request, "To").strip() + ";tag=callee\n"
                        + line(request, "Call-ID") + line(request, "CSeq") + "Contact: <sip:phone@" + host + ":"
                        + port()
                        + ">\n",
                body);
    }

    /** A BYE of the callee within the dialog of {@code invite}. */
    public String byeWithin(String invite) {
        return message(
                "BYE sip:helpline@" + host + ":" + server + " SIP/2.0",
                "Via: SIP/2.0/" + transport + " " + where() + ";branch=z9hG4bK" + UUID.randomUUID()
                        + ";rport\nMax-Forwards: 70\n"
                        + line(invite, "To").replace("To:", "From:").strip()
                        + ";tag=callee\n" + line(invite, "From").replace("From:", "To:") + line(invite, "Call-ID")
                        + "CSeq: 1 BYE\n",
                "");
    }

    /** Registers, answering one challenge; the last response. */
    public String register(String user, String password, String algorithm) throws Exception {
        String uri = "sip:" + host;
        String aor = "sip:" + user + "@" + host;
        send(request("REGISTER", uri, 1, "", "").replace("To: <" + uri + ">", "To: <" + aor + ">"));
        String challenge = awaitFinal("REGISTER");
        toTag = "";
        String nonce = group(challenge, "nonce=\"([^\"]+)\"");
        String a1 = hash(algorithm, user + ":helpline:" + password);
        String a2 = hash(algorithm, "REGISTER:" + uri);
        String response = hash(algorithm, a1 + ":" + nonce + ":00000001:me:auth:" + a2);
        String authorization = "Authorization: Digest username=\"" + user + "\", realm=\"helpline\", nonce=\"" + nonce
                + "\", uri=\"" + uri + "\", response=\"" + response + "\", algorithm=" + algorithm
                + ", cnonce=\"me\", qop=auth, nc=00000001\n";
        send(request("REGISTER", uri, 2, authorization, "").replace("To: <" + uri + ">", "To: <" + aor + ">"));
        return awaitFinal("REGISTER");
    }

    /** The header line that answers a challenge of MD5 to a request. */
    public String login(String challenge, String method, String uri, String user, String password) {
        try {
            String nonce = group(challenge, "nonce=\"([^\"]+)\"");
            String response = hash(
                    "MD5",
                    hash("MD5", user + ":helpline:" + password) + ":" + nonce + ":00000001:me:auth:"
                            + hash("MD5", method + ":" + uri));
            return "Authorization: Digest username=\"" + user + "\", realm=\"helpline\", nonce=\"" + nonce
                    + "\", uri=\"" + uri + "\", response=\"" + response
                    + "\", algorithm=MD5, cnonce=\"me\", qop=auth, nc=00000001\n";
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The Call-ID of all that it sends. */
    public String callId() {
        return callId;
    }

    /** The server's port, or the one that wrote last. */
    public int server() {
        return server;
    }

    /** Sends as it stands. */
    public void send(String message) throws IOException {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        if (udp != null) {
            udp.send(new DatagramPacket(bytes, bytes.length, address, server));
        } else if (whole != null) {
            whole.send(message);
        } else if (tcp != null) {
            tcp.getOutputStream().write(bytes);
        }
    }

    /** The next final response to that method; others are skipped. */
    public String awaitFinal(String method) throws IOException {
        while (true) {
            String message = receive();
            if (message.matches("(?s)SIP/2.0 [2-6].*")
                    && line(message, "CSeq").strip().endsWith(method)) {
                if (message.startsWith("SIP/2.0 2") && method.equals("INVITE")) {
                    toTag = group(line(message, "To"), "tag=([^;\\s]+)");
                }
                return message;
            }
        }
    }

    /** The next request of that method; others are skipped. */
    public String awaitRequest(String method) throws IOException {
        while (true) {
            String message = receive();
            if (message.startsWith(method + " ")) {
                return message;
            }
        }
    }

    private String receive() throws IOException {
        if (udp != null) {
            DatagramPacket packet = new DatagramPacket(new byte[9000], 9000);
            udp.receive(packet);
            server = packet.getPort(); // several edges may call one phone
            return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
        }
        if (whole != null) {
            return whole.receive();
        }
        if (tcp == null) {
            throw new IOException("no socket");
        }
        InputStream in = tcp.getInputStream();
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        while (!read.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("closed after " + read);
            }
            read.write(octet);
        }
        String head = read.toString(StandardCharsets.UTF_8);
        return head
                + new String(
                        in.readNBytes(Integer.parseInt(group(head, "Content-Length: *(\\d+)"))),
                        StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        if (udp != null) {
            udp.close();
        }
        if (whole != null) {
            whole.close();
        }
        if (tcp != null) {
            tcp.close();
        }
    }

    private static String message(String start, String headers, String body) {
        String type = body.isEmpty() ? "" : "Content-Type: application/sdp\r\n";
        return start + "\r\n" + headers.replace("\n", "\r\n") + type + "Content-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    private static String line(String message, String name) {
        return group(message, "(?m)^(" + name + ": [^\r\n]*)") + "\n";
    }

    private static String group(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("no " + pattern + " in\n" + text);
        }
        return matcher.group(1);
    }

    private static String hash(String algorithm, String text) throws GeneralSecurityException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
