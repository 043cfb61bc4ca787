package org.helpline.sip.dialog;

import gov.nist.javax.sip.header.ContentType;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;

/** Writes responses: RFC 3261 §8.2.6. */
public final class Responses {

    private static final int LONGEST_REASON = 100;

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

    /** Text fit for a reason phrase or a quoted string of ours. */
    static String ascii(String text) {
        StringBuilder ascii = new StringBuilder(CleanText.of(text, LONGEST_REASON));
        for (int i = 0; i < ascii.length(); i++) {
            if (ascii.charAt(i) >= 127) {
                ascii.setCharAt(i, '?');
            }
        }
        return ascii.toString();
    }

    /** A Reason header (RFC 3326): normal clearing, and why in words. */
    static String reasonHeader(String why) {
        return "Reason: Q.850;cause=16;text=" + CleanText.quoted(ascii(why));
    }
}
