package org.helpline.sip.doctor;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/** The messages of one call or registration; what is said can be changed before it is said. */
final class Talk {

    final Scene scene;
    final InetSocketAddress a;
    final InetSocketAddress b;
    final String callId;
    String transport = "UDP";
    int segment = 700;
    boolean rport = true;
    String number = "4930123456";
    String viaHost;
    String contactA;
    String contactB;
    String sdpHostA;
    String sdpHostB;
    String originA = "";
    int rtpA = 40_000;
    int rtpB = 50_000;
    String protocolA = "RTP/AVP";
    String protocolB = "RTP/AVP";
    String codecsA = "8 0 101";
    String codecsB = "8 101";
    String moreA = "";
    String moreB = "";
    String extraInvite = "";
    String extraAnswer = "";
    String tagB = "tb1";
    int branch;

    Talk(Scene scene, InetSocketAddress a, InetSocketAddress b, int number) {
        this.scene = scene;
        this.a = a;
        this.b = b;
        this.callId = "call" + number + "-" + a.getPort() + "xyz";
        this.viaHost = literal(a);
        this.contactA = literal(a) + ":" + a.getPort();
        this.contactB = literal(b) + ":" + b.getPort();
        this.sdpHostA = a.getAddress().getHostAddress();
        this.sdpHostB = b.getAddress().getHostAddress();
    }

    static String literal(InetSocketAddress address) {
        String host = address.getAddress().getHostAddress();
        return host.contains(":") ? "[" + host + "]" : host;
    }

    // ---- words

    String sdpA() {
        return sdp(sdpHostA, originA.isEmpty() ? sdpHostA : originA, rtpA, protocolA, codecsA, moreA);
    }

    String sdpB() {
        return sdp(sdpHostB, sdpHostB, rtpB, protocolB, codecsB, moreB);
    }

    static String sdp(String host, String origin, int port, String protocol, String codecs, String more) {
        String family = host.contains(":") ? "IP6" : "IP4";
        String originFamily = origin.contains(":") ? "IP6" : "IP4";
        return "v=0\r\no=- 1 1 IN " + originFamily + ' ' + origin + "\r\ns=-\r\nc=IN " + family + ' ' + host
                + "\r\nt=0 0\r\nm=audio "
                + port + ' ' + protocol + ' ' + codecs + "\r\n"
                + (codecs.contains("101") ? "a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\n" : "") + more;
    }

    String request(String method, int cseq, String toTag, String extra, String body) {
        return request(method, cseq, ++branch, toTag, extra, body);
    }

    String request(String method, int cseq, int itsBranch, String toTag, String extra, String body) {
        return method + " sip:" + number + "@"
                + (method.equals("INVITE") || method.equals("CANCEL") ? literal(b) : contactB)
                + " SIP/2.0\r\n"
                + "Via: SIP/2.0/" + transport + ' ' + viaHost + ':' + a.getPort() + (rport ? ";rport" : "")
                + ";branch=z9hG4bK" + callId
                + itsBranch + "\r\n"
                + "Max-Forwards: 70\r\nFrom: <sip:alice@example.net>;tag=ta1\r\nTo: <sip:" + number + "@example.org>"
                + (toTag.isEmpty() ? "" : ";tag=" + toTag) + "\r\n"
                + "Call-ID: " + callId + "\r\nCSeq: " + cseq + ' ' + method + "\r\nContact: <sip:alice@" + contactA
                + ">\r\n"
                + extra + tail(body);
    }

    /** A request in the other direction, by the called side. */
    String requestByB(String method, int cseq, String extra, String body) {
        return method + " sip:alice@" + contactA + " SIP/2.0\r\n"
                + "Via: SIP/2.0/" + transport + ' ' + literal(b) + ':' + b.getPort() + ";rport;branch=z9hG4bKb" + callId
                + ++branch
                + "\r\n"
                + "Max-Forwards: 70\r\nFrom: <sip:" + number + "@example.org>;tag=" + tagB
                + "\r\nTo: <sip:alice@example.net>;tag=ta1\r\n"
                + "Call-ID: " + callId + "\r\nCSeq: " + cseq + ' ' + method + "\r\nContact: <sip:" + number + "@"
                + contactB
                + ">\r\n" + extra + tail(body);
    }

    private static String tail(String body) {
        return (body.isEmpty() ? "" : "Content-Type: application/sdp\r\n") + "Content-Length: " + body.length()
                + "\r\n\r\n" + body;
    }

    /** The response to a request. */
    String response(String request, int status, String reason, String extra, String body) {
        Map<String, String> h = new LinkedHashMap<>();
        request.lines()
                .takeWhile(l -> !l.isEmpty())
                .skip(1)
                .forEach(l -> h.putIfAbsent(l.substring(0, l.indexOf(':')), l));
        String to = h.getOrDefault("To", "");
        boolean tagged = to.contains(";tag=") || status == 100;
        boolean byA = h.getOrDefault("From", "").contains("tag=tb");
        return "SIP/2.0 " + status + ' ' + reason + "\r\n" + h.get("Via") + "\r\n" + h.get("From") + "\r\n" + to
                + (tagged ? "" : ";tag=" + tagB) + "\r\n" + h.get("Call-ID") + "\r\n" + h.get("CSeq")
                + "\r\nContact: <sip:x@"
                + (byA ? contactA : contactB) + ">\r\n" + extra + tail(body);
    }

    // ---- deeds

    void toB(String message) {
        send(a, b, message);
    }

    void toA(String message) {
        send(b, a, message);
    }

    void send(InetSocketAddress from, InetSocketAddress to, String message) {
        if (transport.equals("UDP")) {
            scene.udp(from, to, message);
        } else {
            scene.tcp(from, to, message, segment);
        }
    }

    /** Sends the same again and again as RFC 3261's timers do, {@code times} in all; time passes. */
    void insist(InetSocketAddress from, InetSocketAddress to, String message, int times) {
        long wait = 500;
        for (int i = 0; i < times; i++) {
            send(from, to, message);
            if (i < times - 1) {
                scene.later(wait);
                wait = Math.min(4_000, wait * 2);
            }
        }
    }

    String invite() {
        return request("INVITE", 1, "", extraInvite, sdpA());
    }

    /** INVITE, ringing, answer, ACK. Returns the INVITE. */
    String up() {
        String invite = invite();
        toB(invite);
        scene.later(10);
        toA(response(invite, 100, "Trying", "", ""));
        scene.later(200);
        toA(response(invite, 180, "Ringing", "", ""));
        scene.later(2_000);
        toA(answer(invite));
        scene.later(30);
        ack();
        return invite;
    }

    String answer(String invite) {
        return response(invite, 200, "OK", extraAnswer, sdpB());
    }

    void ack() {
        toB(request("ACK", 1, tagB, "", ""));
    }

    /** Sound both ways for so long; time passes. */
    void sound(int seconds) {
        scene.rtp(placeA(), placeB(), Scene.Sound.of(seconds));
        scene.rtp(placeB(), placeA(), Scene.Sound.of(seconds));
        scene.later(seconds * 1_000L);
    }

    String placeA() {
        return sdpHostA + ":" + rtpA;
    }

    String placeB() {
        return sdpHostB + ":" + rtpB;
    }

    /** The caller hangs up. */
    void down() {
        String bye = request("BYE", 2, tagB, "", "");
        toB(bye);
        scene.later(20);
        toA(response(bye, 200, "OK", "", ""));
        scene.later(1_000);
    }

    /** The called side hangs up. */
    void downByB() {
        String bye = requestByB("BYE", 1, "", "");
        toA(bye);
        scene.later(20);
        toB(response(bye, 200, "OK", "", ""));
        scene.later(1_000);
    }

    /** INVITE, refusal, ACK. */
    void refused(int status, String reason, String extra) {
        String invite = invite();
        toB(invite);
        scene.later(10);
        toA(response(invite, 100, "Trying", "", ""));
        scene.later(100);
        toA(response(invite, status, reason, extra, ""));
        scene.later(10);
        toB(request("ACK", 1, branch, tagB, "", ""));
        scene.later(2_000);
    }
}
