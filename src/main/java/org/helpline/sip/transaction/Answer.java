package org.helpline.sip.transaction;

import gov.nist.javax.sip.header.ContentType;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import org.helpline.sip.transport.Reply;

/**
 * A response in words: the transaction writes it beside the lines of its request that every response repeats (RFC 3261 §8.2.6.2), byte for byte. A
 * message of objects for the same took 10 us and 7 KB of garbage, and a call has two.
 *
 * @param reason the reason phrase, ASCII
 * @param toTag ours, for a To that has no tag
 * @param lines further header lines, each whole and well formed, without its line end
 * @param sdp the body; empty: none
 */
public record Answer(int status, String reason, String toTag, List<String> lines, String sdp) {

    /** Without a body. */
    public static Answer of(int status, String reason, String toTag, List<String> lines) {
        return new Answer(status, reason, toTag, lines, "");
    }

    Reply.Rest rest() {
        return new Reply.Rest(lines, sdp);
    }

    /**
     * The same as a message.
     *
     * @throws IllegalStateException if a line is no header
     */
    public SIPResponse message(SIPRequest request) {
        SIPResponse response = request.createResponse(status, reason);
        if (response.getToTag() == null) {
            response.setToTag(toTag);
        }
        try {
            for (String line : lines) {
                response.addHeader(StringMsgParser.parseSIPHeader(line));
            }
            if (!sdp.isEmpty()) {
                response.setContent(sdp.getBytes(StandardCharsets.UTF_8), new ContentType("application", "sdp"));
            }
        } catch (ParseException e) {
            throw new IllegalStateException("a line of ours is no header", e);
        }
        return response;
    }
}
