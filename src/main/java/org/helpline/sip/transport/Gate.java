package org.helpline.sip.transport;

/**
 * The gate before the parser: cheap checks on the bytes, linear in their number, so that nothing monstrous or ambiguous
 * reaches JAIN-SIP. Stateless; any thread.
 *
 * @param limits what passes
 */
public record Gate(Limits limits) {

    private static final Verdict IGNORED = new Verdict.Ignored();

    /**
     * Judges one message.
     *
     * @param bytes a whole datagram, cut at {@code limits.datagram() + 1}, or one framed message of a stream; retained
     * @param stream whether it came over a stream, where the framing has measured the body
     */
    public Verdict examine(byte[] bytes, boolean stream) {
        int start = Octets.skipBlanks(bytes, 0, bytes.length);
        if (!looksLikeSip(bytes, start)) {
            return IGNORED;
        }
        Head head = HeadReader.read(bytes, start, limits);
        boolean tooLarge = !stream && bytes.length > limits.datagram();
        Refusal fault = tooLarge ? Refusal.DATAGRAM_TOO_LARGE : head.fault;
        if (fault == null) {
            fault = stream ? streamBody(head) : datagramBody(head);
        }
        if (fault == null) {
            return new Verdict.Passed(head);
        }
        boolean silent = !head.isRequest() || head.method().equals("ACK") || head.topVia < 0 || head.hostStart < 0;
        return silent ? new Verdict.Dropped(fault) : new Verdict.Refused(fault, head);
    }

    /** Whether the first line names SIP, at its start or after a blank. */
    static boolean looksLikeSip(byte[] bytes, int start) {
        if (start >= bytes.length || !Octets.isToken(bytes[start])) {
            return false;
        }
        for (int i = start; i + 4 <= bytes.length && bytes[i] != '\n' && bytes[i] != '\r'; i++) {
            boolean wordStart = i == start || bytes[i - 1] == ' ';
            if (wordStart && Octets.equalsIgnoreCase(bytes, i, i + 4, "sip/")) {
                return true;
            }
        }
        return false;
    }

    private static @org.jspecify.annotations.Nullable Refusal datagramBody(Head head) {
        int there = head.bytes().length - head.bodyStart;
        if (head.contentLength < 0) {
            head.end = head.bytes().length; // no Content-Length: up to the end of the datagram, RFC 3261 §20.14
            return null;
        }
        if (head.contentLength > there) {
            return Refusal.BODY_MISSING;
        }
        head.end = head.bodyStart + head.contentLength; // the rest is discarded, RFC 3261 §18.3
        return null;
    }

    private @org.jspecify.annotations.Nullable Refusal streamBody(Head head) {
        head.end = head.bytes().length;
        return head.contentLength > limits.streamBody() ? Refusal.BODY_TOO_LARGE : null;
    }
}
