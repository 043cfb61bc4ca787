package org.helpline.sip.dialog;

import gov.nist.javax.sip.header.ContentType;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import javax.sip.InvalidArgumentException;
import org.helpline.sip.Warning;
import org.helpline.sip.transaction.Answer;
import org.helpline.sip.transport.Flow;

/** Writes responses: RFC 3261 §8.2.6. */
public final class Responses {

    private static final int LONGEST_REASON = 100;
    private static final int LONGEST_WARNING = 200;

    private Responses() {}

    /** A response with the request's Via, From, To, Call-ID and CSeq; {@code localTag} is put on To where it has no tag. */
    public static SIPResponse of(SIPRequest request, int status, String reason, String localTag) {
        SIPResponse response = request.createResponse(status, ascii(reason));
        if (response.getToTag() == null) {
            response.setToTag(localTag);
        }
        return response;
    }

    static SIPResponse of(SIPRequest request, Refusal refusal, String localTag) {
        SIPResponse response = of(request, refusal.status(), refusal.reason(), localTag);
        refusal.headers().forEach(line -> response.setHeader(Headers.of(line)));
        return response;
    }

    static Answer answer(Refusal refusal, String localTag) {
        return Answer.of(refusal.status(), ascii(refusal.reason()), localTag, refusal.headers());
    }

    /** Puts an SDP body on a message. */
    static <M extends SIPMessage> M withSdp(M message, String sdp) {
        return withBody(message, new ContentType("application", "sdp"), sdp);
    }

    static <M extends SIPMessage> M withBody(M message, ContentType type, String body) {
        try {
            message.setContent(body.getBytes(StandardCharsets.UTF_8), type);
            return message;
        } catch (ParseException e) {
            throw new IllegalStateException("a body cannot be set", e);
        }
    }

    /** Says why the session is not acceptable: RFC 3261 §20.43; we are named by the address that the peer sees. */
    static void withWarning(SIPResponse response, Warning warning, Flow flow) {
        try {
            var header = new gov.nist.javax.sip.header.Warning(); // not by the parser, which knows no IPv6 agent
            header.setCode(warning.code());
            header.setAgent(flow.sentBy());
            String quoted = CleanText.quoted(ascii(warning.text(), LONGEST_WARNING));
            header.setText(quoted.substring(1, quoted.length() - 1));
            response.setHeader(header);
        } catch (InvalidArgumentException | ParseException e) {
            throw new IllegalStateException("no warning of ours: " + warning.code(), e);
        }
    }

    /** Text fit for a reason phrase or a quoted string of ours. */
    static String ascii(String text) {
        return ascii(text, LONGEST_REASON);
    }

    private static String ascii(String text, int longest) {
        StringBuilder ascii = new StringBuilder(CleanText.of(text, longest));
        for (int i = 0; i < ascii.length(); i++) {
            if (ascii.charAt(i) >= 127) {
                ascii.setCharAt(i, '?');
            }
        }
        return ascii.toString();
    }
}
