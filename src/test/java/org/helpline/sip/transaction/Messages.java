package org.helpline.sip.transaction;

import gov.nist.javax.sip.message.SIPRequest;
import java.nio.charset.StandardCharsets;
import org.helpline.sip.transport.JainCodec;

/** Messages for tests. */
final class Messages {

    private Messages() {}

    static String request(String method, String via, String callId, int cseq, String toTag) {
        return method + " sip:100@127.0.0.1 SIP/2.0\r\n"
                + "Via: " + via + "\r\n"
                + "From: <sip:caller@127.0.0.1>;tag=from1\r\n"
                + "To: <sip:100@127.0.0.1>" + (toTag.isEmpty() ? "" : ";tag=" + toTag) + "\r\n"
                + "Call-ID: " + callId + "\r\n"
                + "CSeq: " + cseq + ' ' + method + "\r\n"
                + "Contact: <sip:caller@127.0.0.1>\r\n"
                + "Max-Forwards: 70\r\n"
                + "Content-Length: 0\r\n\r\n";
    }

    static SIPRequest parsed(String text) {
        return (SIPRequest) new JainCodec().parse(bytes(text)).orElseThrow();
    }

    /** A request of ours, complete but for its Via. */
    static SIPRequest ours(String method, String callId) {
        SIPRequest request = parsed(request(method, "SIP/2.0/UDP 127.0.0.1;branch=z9hG4bKx", callId, 1, ""));
        request.removeHeader("Via");
        return request;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The value of the first header of that name in a message, or empty. */
    static String header(String message, String name) {
        return message.lines()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT)
                        .startsWith(name.toLowerCase(java.util.Locale.ROOT) + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }
}
