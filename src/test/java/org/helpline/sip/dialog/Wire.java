package org.helpline.sip.dialog;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.nio.charset.StandardCharsets;
import org.helpline.sip.transport.JainCodec;

/** Messages from text and back, by the real codec. */
public final class Wire {

    static final String SDP =
            "v=0\r\no=- 1 1 IN IP4 192.0.2.7\r\ns=-\r\nc=IN IP4 192.0.2.7\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n";

    private static final JainCodec CODEC = new JainCodec();

    private Wire() {}

    public static SIPRequest request(String head, String body) {
        return (SIPRequest) message(head, body);
    }

    public static SIPResponse response(String head, String body) {
        return (SIPResponse) message(head, body);
    }

    public static String text(SIPMessage message) {
        return message.encode();
    }

    /** An INVITE of a stranger; {@code more} are further header lines, each ended by a newline. */
    public static SIPRequest invite(String more, String body) {
        return request(
                """
                INVITE sip:100@192.0.2.1 SIP/2.0
                Via: SIP/2.0/UDP 192.0.2.7:5060;branch=z9hG4bKone;rport
                Max-Forwards: 70
                From: "Ada" <sip:+4930123@192.0.2.7>;tag=theirs
                To: <sip:100@192.0.2.1>
                Call-ID: call-1@192.0.2.7
                CSeq: 7 INVITE
                """
                        + (more.contains("Contact:") ? "" : "Contact: <sip:ada@192.0.2.7:5060>\n")
                        + more
                        + (body.isEmpty() || more.contains("Content-Type:") ? "" : "Content-Type: application/sdp\n"),
                body);
    }

    /** A request within the dialog of {@link #invite}. */
    public static SIPRequest within(String method, String ourTag, int cseq, String more, String body) {
        return request(
                """
                %s sip:helpline@192.0.2.1:5060 SIP/2.0
                Via: SIP/2.0/UDP 192.0.2.7:5060;branch=z9hG4bK%s%d;rport
                Max-Forwards: 70
                From: "Ada" <sip:+4930123@192.0.2.7>;tag=theirs
                To: <sip:100@192.0.2.1>;tag=%s
                Call-ID: call-1@192.0.2.7
                CSeq: %d %s
                """.formatted(method, method, cseq, ourTag, cseq, method)
                        + more
                        + (body.isEmpty() || more.contains("Content-Type:") ? "" : "Content-Type: application/sdp\n"),
                body);
    }

    /** A response to a request of ours. */
    public static SIPResponse answer(SIPRequest request, int status, String toTag, String more, String body) {
        SIPResponse response = request.createResponse(status);
        String head = response.encode().replace("\r\n", "\n").strip() + "\n";
        String via = head.contains("\nVia:") ? "" : "Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKours\n";
        String tagged = response.getToTag() == null ? head.replaceAll("(?m)^(To: .*)$", "$1;tag=" + toTag) : head;
        String bare = tagged.replaceAll("(?m)^(Content-Length|Via):.*\n", "");
        return response(
                bare + "Via: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bKours\n" + more
                        + (body.isEmpty() ? "" : "Content-Type: application/sdp\n") + via.substring(via.length()),
                body);
    }

    private static SIPMessage message(String head, String body) {
        byte[] octets = body.getBytes(StandardCharsets.UTF_8);
        String text = head.strip().replace("\n", "\r\n") + "\r\nContent-Length: " + octets.length + "\r\n\r\n" + body;
        return CODEC.parse(text.getBytes(StandardCharsets.UTF_8))
                .orElseThrow(() -> new AssertionError("unparsable:\n" + text));
    }
}
