package org.helpline.clients;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Very many callers on one socket: each sends an INVITE, acknowledges whatever final response comes and hangs up at once when answered. Between
 * the calls OPTIONS asks whether anybody is there. What is not answered is sent again, as callers do.
 */
public final class CallFlood implements AutoCloseable {

    private static final int ASKED = 1_000_000;
    private static final Pattern STATUS = Pattern.compile("\\ASIP/2\\.0 (\\d{3})");
    private static final Pattern CALL = Pattern.compile("(?im)^(?:call-id|i): *(\\d+)@flood");
    private static final Pattern CSEQ = Pattern.compile("(?im)^cseq: *\\d+ +(\\w+)");
    private static final Pattern TO = Pattern.compile("(?im)^to: *([^\r\n]+)");
    private static final Pattern RETRY = Pattern.compile("(?im)^retry-after: *\\d+");
    private static final String SDP =
            "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 9 RTP/AVP 0\r\n";

    /** Nobody takes the calls of one flood for those of the one before. */
    private final String run = Long.toString(System.nanoTime(), 36);

    private final DatagramSocket socket;
    private final InetAddress server;
    private final int port;
    private final String number;
    private final Map<Integer, Integer> finals = new ConcurrentHashMap<>();
    private final Set<Integer> askedAnswered = ConcurrentHashMap.newKeySet();
    private final Set<Integer> withoutRetryAfter = ConcurrentHashMap.newKeySet();
    private final Set<Integer> asked = new TreeSet<>();
    private int begun;

    /**
     * {@code HOST PORT NUMBER RATE SECONDS}: floods a server on this machine and prints in one line what came of it; {@code bin/bench overload} reads
     * it.
     */
    public static void main(String[] args) throws Exception {
        InetAddress host = InetAddress.ofLiteral(args[0]);
        int rate = Integer.parseInt(args[3]);
        int seconds = Integer.parseInt(args[4]);
        try (CallFlood flood = new CallFlood(host, host, Integer.parseInt(args[1]), args[2])) {
            int calls = flood.call(rate, seconds);
            for (int i = 0; i < 10 && flood.again(); i++) {
                Thread.sleep(500);
            }
            Map<Integer, Integer> answers = flood.answers();
            int served = answers.getOrDefault(200, 0);
            System.out.printf(
                    "offered %d served %d refused %d silent %d options %d of %d%n",
                    calls,
                    served,
                    answers.getOrDefault(503, 0),
                    calls
                            - answers.values().stream()
                                    .mapToInt(Integer::intValue)
                                    .sum(),
                    flood.askedAnswered.size(),
                    flood.asked.size());
        }
    }

    CallFlood(InetAddress from, InetAddress server, int port, String number) throws SocketException {
        this.socket = new DatagramSocket(0, from);
        this.socket.setReceiveBufferSize(4 << 20);
        this.server = server;
        this.port = port;
        this.number = number;
        var _ = Thread.ofPlatform().daemon().start(this::read);
    }

    /** Calls {@code perSecond} times a second for so many seconds; the number of calls that were begun. */
    int call(int perSecond, int seconds) throws IOException, InterruptedException {
        int calls = perSecond * seconds;
        long start = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            send(invite(i));
            begun = i + 1;
            if (i >= perSecond / 2) {
                again(i - perSecond / 2);
            }
            if (i % (perSecond / 5) == 0) {
                asked.add(ASKED + i);
                ask(ASKED + i);
            }
            long due = start + (i + 1) * 1_000_000_000L / perSecond;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
            }
        }
        return calls;
    }

    /** Sends again what has had no answer; whether there was anything. */
    boolean again() throws IOException {
        boolean any = false;
        for (int i = 0; i < begun; i++) {
            any |= again(i);
        }
        for (int id : asked) {
            if (!askedAnswered.contains(id)) {
                ask(id);
                any = true;
            }
        }
        return any;
    }

    private boolean again(int call) throws IOException {
        boolean missing = !finals.containsKey(call);
        if (missing) {
            send(invite(call));
        }
        return missing;
    }

    private void ask(int id) throws IOException {
        send(plain("OPTIONS", id, "<sip:" + number + "@127.0.0.1>", 1));
    }

    /** Status of final responses to how many calls had it. */
    Map<Integer, Integer> answers() {
        Map<Integer, Integer> counted = new TreeMap<>();
        finals.forEach((_, status) -> counted.merge(status, 1, Integer::sum));
        return counted;
    }

    /** How many 503s did not say when to try again. */
    int withoutRetryAfter() {
        return withoutRetryAfter.size();
    }

    private void read() {
        byte[] buffer = new byte[9_000];
        while (!socket.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                heard(new String(buffer, 0, packet.getLength(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void heard(String message) throws IOException {
        Matcher status = STATUS.matcher(message);
        Matcher call = CALL.matcher(message);
        Matcher method = CSEQ.matcher(message);
        Matcher to = TO.matcher(message);
        if (!status.find() || !call.find() || !method.find() || !to.find()) {
            return; // a BYE of the server's, which its end settles
        }
        int id = Integer.parseInt(call.group(1));
        int code = Integer.parseInt(status.group(1));
        if (method.group(1).equals("OPTIONS")) {
            askedAnswered.add(id);
        } else if (method.group(1).equals("INVITE") && code >= 200) {
            ended(id, code, to.group(1), RETRY.matcher(message).find());
        }
    }

    private void ended(int id, int code, String to, boolean retryAfter) throws IOException {
        boolean first = finals.put(id, code) == null;
        send(plain("ACK", id, to, 1));
        if (code < 300 && first) {
            send(plain("BYE", id, to, 2));
        }
        if (code == 503 && !retryAfter) {
            withoutRetryAfter.add(id);
        }
    }

    private String invite(int id) {
        return head("INVITE", id, "<sip:" + number + "@127.0.0.1>", 1) + "Contact: <sip:flood@" + here()
                + ">\r\nContent-Type: application/sdp\r\nContent-Length: " + SDP.length() + "\r\n\r\n" + SDP;
    }

    private String plain(String method, int id, String to, int cseq) {
        return head(method, id, to, cseq) + "Content-Length: 0\r\n\r\n";
    }

    private String head(String method, int id, String to, int cseq) {
        String branch = method.equals("BYE") ? "b" : "";
        return method + " sip:" + number + "@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP " + here() + ";branch=z9hG4bKflood"
                + id
                + branch + ";rport\r\nMax-Forwards: 70\r\nFrom: <sip:flood@127.0.0.1>;tag=f" + id + "\r\nTo: " + to
                + "\r\nCall-ID: " + id + "@flood" + run + "\r\nCSeq: " + cseq + " " + method + "\r\n";
    }

    private String here() {
        return socket.getLocalAddress().getHostAddress() + ":" + socket.getLocalPort();
    }

    private void send(String message) throws IOException {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(bytes, bytes.length, server, port));
    }

    /** The reader ends with the socket. */
    @Override
    public void close() {
        socket.close();
    }
}
