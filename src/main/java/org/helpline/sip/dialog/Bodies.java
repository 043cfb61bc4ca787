package org.helpline.sip.dialog;

import gov.nist.javax.sip.header.ContentType;
import gov.nist.javax.sip.message.SIPMessage;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a message carries: RFC 3261 §7.4; of multipart/mixed (RFC 2046 §5.1) the first SDP part. */
final class Bodies {

    private static final Pattern SDP_PART =
            Pattern.compile("(?im)^content-type[ \\t]*:[ \\t]*application/sdp[ \\t]*(;.*)?$");

    private Bodies() {}

    /** {@code type/subtype} in lower case; empty where there is no Content-Type. */
    static String type(SIPMessage message) {
        ContentType type = message.getContentTypeHeader();
        if (type == null || type.getMediaType() == null || type.getMediaSubType() == null) {
            return "";
        }
        return (type.getMediaType() + "/" + type.getMediaSubType()).toLowerCase(Locale.ROOT);
    }

    static boolean isEmpty(SIPMessage message) {
        byte[] raw = message.getRawContent();
        return raw == null || raw.length == 0;
    }

    /** The session description; empty where there is none. */
    static Optional<String> sdp(SIPMessage message) {
        if (isEmpty(message)) {
            return Optional.empty();
        }
        return switch (type(message)) {
            case "application/sdp" -> Optional.of(Headers.body(message));
            case "multipart/mixed", "multipart/alternative" -> sdpPart(message);
            default -> Optional.empty();
        };
    }

    private static Optional<String> sdpPart(SIPMessage message) {
        String boundary = unquoted(message.getContentTypeHeader().getParameter("boundary"));
        if (boundary.isEmpty()) {
            return Optional.empty();
        }
        String body = Headers.body(message);
        String mark = "--" + boundary;
        for (int at = body.indexOf(mark); at >= 0; ) {
            int end = body.indexOf(mark, at + mark.length());
            String part = body.substring(at + mark.length(), end < 0 ? body.length() : end);
            int blank = part.indexOf("\r\n\r\n");
            Matcher type =
                    blank < 0 ? null : SDP_PART.matcher(part.substring(0, blank).replace("\r", ""));
            if (type != null && type.find()) {
                return Optional.of(part.substring(blank + 4));
            }
            at = end;
        }
        return Optional.empty();
    }

    private static String unquoted(@Nullable String value) {
        String text = Headers.orEmpty(value);
        return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }
}
