package org.helpline.sip.transport;

import java.util.Arrays;

/**
 * Cuts a stream into messages, RFC 3261 §18.3: header section up to the empty line, then as many bytes as Content-Length says. Bytes
 * may come one by one; none is looked at twice for the end of the headers. Confined to the connection's loop.
 */
final class StreamFramer {

    private static final int MISSING = -1;
    private static final int BAD = -2;

    private final Limits limits;
    private final Out out;
    private byte[] buffer = new byte[2_048];
    private int start;
    private int end;
    private int scanned;
    private boolean deaf;

    /** What comes out of a stream, in order. */
    interface Out {

        /** One whole message. */
        void message(byte[] bytes);

        /** The headers of a message whose end cannot be known; nothing follows. */
        void unframed(byte[] head);

        /** A keep-alive that wants its pong, RFC 5626 §3.5.1. */
        void ping();

        /** What is no SIP, or a header without end; nothing follows. */
        void junk();
    }

    StreamFramer(Limits limits, Out out) {
        this.limits = limits;
        this.out = out;
    }

    /** Takes more of the stream; {@code bytes} is not retained. */
    void feed(byte[] bytes) {
        if (deaf) {
            return;
        }
        append(bytes);
        while (!deaf && next()) {
            scanned = start;
        }
        if (start == end) {
            start = 0;
            end = 0;
            scanned = 0;
        }
    }

    /** Whether a message has begun that is not whole yet. */
    boolean isHalfway() {
        return !deaf && start < end && buffer[start] != '\r';
    }

    /** Lets everything go that comes from now on. */
    void goDeaf() {
        deaf = true;
        buffer = new byte[0];
        start = 0;
        end = 0;
    }

    private void append(byte[] bytes) {
        if (buffer.length - end < bytes.length) {
            int held = end - start;
            byte[] roomy = held + bytes.length > buffer.length ? new byte[(held + bytes.length) * 2] : buffer;
            System.arraycopy(buffer, start, roomy, 0, held);
            buffer = roomy;
            scanned -= start;
            start = 0;
            end = held;
        }
        System.arraycopy(bytes, 0, buffer, end, bytes.length);
        end += bytes.length;
    }

    /** Takes one message or keep-alive off the front; false if more bytes are needed. */
    private boolean next() {
        if (end - start < 2) {
            return start < end && !Octets.isToken(buffer[start]) && buffer[start] != '\r' && giveUp();
        }
        if (buffer[start] == '\r' && buffer[start + 1] == '\n') {
            return keepAlive();
        }
        if (!Octets.isToken(buffer[start])) {
            return giveUp();
        }
        int headEnd = headEnd();
        if (headEnd < 0) {
            boolean endless = end - start > limits.streamHead();
            return (endless || !firstLineMayBeSip()) && giveUp();
        }
        if (headEnd - start > limits.streamHead() || !Gate.looksLikeSip(buffer, start)) {
            return giveUp();
        }
        return cut(headEnd);
    }

    private boolean keepAlive() {
        if (end - start >= 4 && buffer[start + 2] == '\r' && buffer[start + 3] == '\n') {
            start += 4;
            out.ping();
            return true;
        }
        if (end - start == 2 || (end - start == 3 && buffer[start + 2] == '\r')) {
            return false; // the second half of a ping may be on its way
        }
        start += 2; // a CR LF before a message is skipped: RFC 3261 §7.5
        return true;
    }

    private boolean giveUp() {
        goDeaf();
        out.junk();
        return false;
    }

    /** The index after the empty line, or -1. */
    private int headEnd() {
        for (int i = Math.max(scanned, start + 3); i < end; i++) {
            if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n' && buffer[i - 3] == '\r') {
                return i + 1;
            }
        }
        scanned = Math.max(end, start);
        return -1;
    }

    private boolean firstLineMayBeSip() {
        int stop = Math.min(end, start + limits.line());
        for (int i = start; i < stop; i++) {
            if (buffer[i] == '\r' || buffer[i] == '\n') {
                return Gate.looksLikeSip(buffer, start);
            }
        }
        return end - start < limits.line();
    }

    private boolean cut(int headEnd) {
        int length = contentLength(headEnd);
        if (length == BAD || length > limits.streamBody()) {
            byte[] head = Arrays.copyOfRange(buffer, start, headEnd);
            goDeaf();
            out.unframed(head);
            return false;
        }
        if (length == MISSING) {
            length = bodyWithoutLength(headEnd);
        }
        if (end - headEnd < length) {
            return false;
        }
        byte[] message = Arrays.copyOfRange(buffer, start, headEnd + length);
        start = headEnd + length;
        out.message(message);
        return true;
    }

    /**
     * Content-Length is mandatory on streams (RFC 3261 §20.14), but old clients leave it out. Then a body is what came along with the
     * headers, and since nobody can know where the next message starts, nothing more is read.
     */
    private int bodyWithoutLength(int headEnd) {
        int rest = end - headEnd;
        if (rest == 0 || buffer[headEnd] == '\r' || Gate.looksLikeSip(Arrays.copyOfRange(buffer, headEnd, end), 0)) {
            return 0;
        }
        deaf = true;
        return rest;
    }

    private int contentLength(int headEnd) {
        int found = MISSING;
        for (int line = start; line < headEnd - 2; line = lineEnd(line, headEnd)) {
            int colon = line;
            while (colon < headEnd && Octets.isToken(buffer[colon])) {
                colon++;
            }
            if (HeaderKind.of(buffer, line, colon) != HeaderKind.CONTENT_LENGTH) {
                continue;
            }
            int value = Octets.skipBlanks(buffer, colon, headEnd);
            value = value < headEnd && buffer[value] == ':' ? Octets.skipBlanks(buffer, value + 1, headEnd) : headEnd;
            int stop = Octets.trimEnd(buffer, value, lineEnd(line, headEnd));
            long number = value >= stop ? -1 : Octets.number(buffer, value, stop, Integer.MAX_VALUE);
            if (number < 0 || found != MISSING) {
                return BAD;
            }
            found = (int) number;
        }
        return found;
    }

    private int lineEnd(int from, int headEnd) {
        for (int i = from; i < headEnd; i++) {
            boolean folded = i + 1 < headEnd && (buffer[i + 1] == ' ' || buffer[i + 1] == '\t');
            if (buffer[i] == '\n' && !folded) {
                return i + 1;
            }
        }
        return headEnd;
    }
}
