package org.helpline.app.stage;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.helpline.core.Clock;
import org.helpline.core.Digit;
import org.jspecify.annotations.Nullable;

/**
 * A telephone on loopback over UDP: places calls, or registers and takes them, one at a time. Written apart from the server's own SIP, so
 * that both do not share a mistake. Commands block and come from one thread; what the server sends is answered on the phone's own.
 */
public final class StagePhone implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 15_000;
    private static final int REPEAT_MILLIS = 500; // T1 of RFC 3261 §17.1.1.1

    private final String user;
    private final InetSocketAddress server;
    private final DatagramSocket sip;
    /** Kept, for a socket that is closed while an answer is written has no port. */
    private final InetSocketAddress here;

    private final RtpEnd rtp;
    private final String tag = UUID.randomUUID().toString();
    private volatile CompletableFuture<SipText> answer = new CompletableFuture<>();
    private volatile CompletableFuture<Boolean> hungUp = new CompletableFuture<>();
    private final AtomicReference<@Nullable SipText> ringing = new AtomicReference<>();
    private volatile Optional<SipText> talking = Optional.empty();
    private volatile String reason = "";
    private final AtomicBoolean closed = new AtomicBoolean();
    private String callId = UUID.randomUUID().toString();
    private int cseq = 1;

    /** A phone of {@code user}; empty: one that withholds its number. */
    public StagePhone(String user, InetSocketAddress server) throws IOException {
        this(user, server, Clock.system());
    }

    /** The same whose sound follows a clock. */
    StagePhone(String user, InetSocketAddress server, Clock clock) throws IOException {
        this.user = user;
        this.server = server;
        this.sip = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        this.here = new InetSocketAddress(sip.getLocalAddress(), sip.getLocalPort());
        this.rtp = new RtpEnd(clock);
        Thread.ofVirtual().name("stage-phone").start(this::listen);
    }

    /** The Call-ID of the call that it places. */
    public String callId() {
        return callId;
    }

    /** Where it takes SIP. */
    public int port() {
        return sip.getLocalPort();
    }

    // ---- as a caller

    /** Calls, and returns once both sides may speak. */
    public void call(String number) throws IOException {
        String uri = "sip:" + number + "@" + at(server);
        SipText ok = ask("INVITE", uri, uri, "", offer());
        if (ok.status() >= 300) {
            throw new IOException("the call was refused: " + ok.firstLine());
        }
        talking = Optional.of(ok);
        send("ACK", target(ok), ok.header("To"), cseq, "", "");
        rtp.to(audio(ok));
    }

    /** Presses a key. */
    public void press(Digit digit) {
        rtp.press(digit);
    }

    /** Speaks for so long, from the next frame on. */
    void speak(Duration time) {
        rtp.speak(time);
    }

    /** The same as a square wave of that pitch, a divisor of 4,000. */
    public void speak(Duration time, int hertz) {
        rtp.speak(time, hertz);
    }

    /** Whether it has not said all yet. */
    public boolean isSpeaking() {
        return rtp.isSpeaking();
    }

    /** Packets of sound that came. */
    public long heard() {
        return rtp.heard();
    }

    /** Says BYE, unless the other side has; returns when that is answered. */
    public void hangUp() throws IOException {
        Optional<SipText> with = talking;
        if (with.isPresent() && !otherHungUp()) {
            cseq++;
            SipText other = with.get();
            boolean weCalled = other.isResponse();
            String to = weCalled ? other.header("To") : other.header("From");
            SipText ok = ask("BYE", target(other), to, "", "");
            talking = Optional.empty();
            if (ok.status() != 200 && !otherHungUp()) {
                throw new IOException("BYE was answered with " + ok.firstLine());
            }
        }
    }

    /** Waits until the other side has hung up. @return false if it did not in that time */
    public boolean awaitHangUp(long millis) {
        try {
            return awaited().get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private CompletableFuture<Boolean> awaited() {
        return hungUp;
    }

    /** Why the other side ended the ring or the call, as its Reason header (RFC 3326) says; empty before it has. */
    public String reason() {
        return reason;
    }

    private boolean otherHungUp() {
        return awaited().isDone();
    }

    // ---- as an agent's phone

    /** Registers with a secret, by whatever digest is offered first: RFC 3261 §22, RFC 8760. */
    public void register(String secret) throws IOException {
        String uri = "sip:" + at(server);
        String aor = "<sip:" + user + "@" + at(server) + ">";
        String own = "Expires: 3600\r\n";
        SipText challenge = ask("REGISTER", uri, aor, own, "");
        if (challenge.status() == 401) {
            cseq++;
            challenge = ask("REGISTER", uri, aor, own + authorization(challenge, uri, secret), "");
        }
        if (challenge.status() != 200) {
            throw new IOException("the phone of " + user + " was not registered: " + challenge.firstLine());
        }
        callId = UUID.randomUUID().toString();
    }

    /** Whether it rings. */
    public boolean rings() {
        return ringing.get() != null;
    }

    /** Waits until it rings. @return false if it did not in that time */
    public boolean awaitRing(long millis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (ringing.get() == null && System.nanoTime() - end < 0) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return ringing.get() != null;
    }

    /** Takes the call that rings. */
    public void answer() throws IOException {
        Optional<SipText> invite = Optional.ofNullable(ringing.getAndSet(null));
        if (invite.isPresent()) {
            hungUp = new CompletableFuture<>();
            talking = invite;
            rtp.to(audio(invite.get()));
            respond(invite.get(), "200 OK", offer());
        }
    }

    /** Does not take the call that rings. */
    void decline(String status) throws IOException {
        Optional<SipText> invite = Optional.ofNullable(ringing.getAndSet(null));
        if (invite.isPresent()) {
            respond(invite.get(), status, "");
        }
    }

    // ---- what the server sends

    private void listen() {
        DatagramPacket packet = new DatagramPacket(new byte[9_000], 9_000);
        while (!closed.get()) {
            try {
                sip.receive(packet);
                take(new SipText(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8)));
            } catch (IOException e) {
                // closed, or a datagram that could not be answered: the server repeats it
            }
        }
    }

    private void take(SipText message) throws IOException {
        if (message.isResponse()) {
            if (message.status() >= 200 && message.header("CSeq").startsWith(cseq + " ")) {
                CompletableFuture<SipText> awaited = answer;
                if (!awaited.complete(message) && message.method().equals("INVITE") && message.status() < 300) {
                    send("ACK", target(message), message.header("To"), cseq, "", ""); // our ACK was not heard
                }
            }
            return;
        }
        switch (message.method()) {
            case "INVITE" -> invited(message);
            case "ACK" -> {}
            case "CANCEL" -> {
                reason = message.header("Reason");
                respond(message, "200 OK", "");
                Optional.ofNullable(ringing.getAndSet(null)).ifPresent(invite -> cancelled(invite));
            }
            case "BYE" -> {
                reason = message.header("Reason");
                respond(message, "200 OK", "");
                talking = Optional.empty();
                awaited().complete(true);
            }
            default -> respond(message, "200 OK", "");
        }
    }

    private void invited(SipText invite) throws IOException {
        if (talking.isPresent()) {
            respond(invite, "200 OK", offer()); // a new description, or a 200 that was not heard
        } else {
            ringing.set(invite);
            respond(invite, "180 Ringing", "");
        }
    }

    private void cancelled(SipText invite) {
        try {
            respond(invite, "487 Request Terminated", "");
        } catch (IOException e) {
            // the server repeats its CANCEL
        }
    }

    // ---- messages

    /** Sends a request until there is a final response. */
    private SipText ask(String method, String uri, String to, String more, String body) throws IOException {
        CompletableFuture<SipText> awaited = new CompletableFuture<>();
        answer = awaited;
        String branch = branch();
        for (int waited = 0; waited < PATIENCE_MILLIS; waited += REPEAT_MILLIS) {
            send(method, uri, to, cseq, more, body, branch);
            try {
                return awaited.get(REPEAT_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // once more: RFC 3261 §17.1.1.2
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("stopped", e);
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new IOException("the server did not answer " + method);
    }

    private void send(String method, String uri, String to, int number, String more, String body) throws IOException {
        send(method, uri, to, number, more, body, branch());
    }

    private void send(String method, String uri, String to, int number, String more, String body, String branch)
            throws IOException {
        Optional<SipText> invite = talking.filter(t -> !t.isResponse());
        String id = invite.map(i -> i.header("Call-ID")).orElse(callId);
        String from = invite.map(i -> i.header("To") + ";tag=" + tag)
                .orElse("<sip:" + (user.isEmpty() ? "" : user + "@") + at(here) + ">;tag=" + tag);
        send(method + " " + uri + " SIP/2.0\r\nVia: SIP/2.0/UDP " + at(here) + ";rport;branch=" + branch
                + "\r\nMax-Forwards: 70\r\nFrom: " + from + "\r\nTo: " + (to.startsWith("sip:") ? "<" + to + ">" : to)
                + "\r\nCall-ID: " + id + "\r\nCSeq: " + number + " " + method + "\r\n" + contact() + more + tail(body));
    }

    private void respond(SipText request, String status, String body) throws IOException {
        String to = request.lines("To").strip();
        send("SIP/2.0 " + status + "\r\n" + request.lines("Via") + request.lines("Record-Route")
                + request.lines("From") + (to.contains(";tag=") ? to : to + ";tag=" + tag) + "\r\n"
                + request.lines("Call-ID") + request.lines("CSeq") + contact() + tail(body));
    }

    private String contact() {
        return "Contact: <sip:" + (user.isEmpty() ? "phone" : user) + "@" + at(here) + ">\r\n";
    }

    private static String tail(String body) {
        return (body.isEmpty() ? "" : "Content-Type: application/sdp\r\n") + "Content-Length: " + body.length()
                + "\r\n\r\n" + body;
    }

    private void send(String message) throws IOException {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        sip.send(new DatagramPacket(bytes, bytes.length, server));
    }

    private String offer() {
        return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio " + rtp.port()
                + " RTP/AVP 0 " + RtpEnd.EVENTS + "\r\na=rtpmap:" + RtpEnd.EVENTS + " telephone-event/8000\r\n";
    }

    private static String authorization(SipText challenge, String uri, String secret) throws IOException {
        String nonce = challenge.found("nonce=\"([^\"]+)\"").orElse("");
        String realm = challenge.found("realm=\"([^\"]+)\"").orElse("");
        String algorithm = challenge.found("algorithm=\"?([A-Za-z0-9-]+)").orElse("MD5");
        String user = challenge.found("(?im)^To:.*sip:([^@>]+)@").orElse("");
        String a1 = hash(algorithm, user + ":" + realm + ":" + secret);
        String a2 = hash(algorithm, "REGISTER:" + uri);
        String response = hash(algorithm, a1 + ":" + nonce + ":00000001:stage:auth:" + a2);
        return "Authorization: Digest username=\"" + user + "\", realm=\"" + realm + "\", nonce=\"" + nonce
                + "\", uri=\"" + uri + "\", response=\"" + response + "\", algorithm=" + algorithm
                + ", cnonce=\"stage\", qop=auth, nc=00000001\r\n";
    }

    private static String hash(String algorithm, String text) throws IOException {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IOException("the server asks for the digest " + algorithm, e);
        }
    }

    private static InetSocketAddress audio(SipText description) throws IOException {
        int port = description.audioPort().orElseThrow(() -> new IOException("no audio in " + description.firstLine()));
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static String target(SipText message) {
        return message.found("(?im)^Contact: *<([^>]+)>").orElse("sip:server");
    }

    private static String branch() {
        return "z9hG4bK" + UUID.randomUUID();
    }

    private static String at(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    @Override
    public void close() {
        closed.set(true);
        sip.close();
        rtp.close();
    }
}
