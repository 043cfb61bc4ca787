package org.helpline.sip.transport;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Messages made from lines of another one, byte for byte, without a parser: the answers of the gate and of the transactions,
 * and the ACK and CANCEL that repeat their INVITE. Nothing else of the message is ever copied, and a line with control
 * characters is not copied at all.
 */
public final class Reply {

    /** For our status line, tag and Content lines, about; more makes room for itself. */
    private static final int ROOM = 160;

    private final Head head;
    private byte[] out;
    private int size;

    /** What stands behind the lines of the request: header lines of ours, without their line ends, and a session description or nothing. */
    public record Rest(List<String> lines, String sdp) {}

    private Reply(Head head, int room) {
        this.head = head;
        this.out = new byte[room];
    }

    /**
     * A response without a body.
     *
     * @param reason the reason phrase, ours
     * @param source where the request came from, for received and rport (RFC 3261 §18.2.1, RFC 3581 §4)
     * @param toTag appended to a To that has no tag; empty: none (100 Trying)
     * @param more further header lines of ours, each ended by CR LF; may be empty
     * @return empty if the request names nowhere to answer to
     */
    public static Optional<byte[]> response(
            Head head, int status, String reason, InetSocketAddress source, String toTag, String more) {
        if (head.topVia < 0 || head.hostStart < 0 || !isSane(head, head.topVia)) {
            return Optional.empty();
        }
        Reply reply = new Reply(head, head.bodyStart + more.length() + ROOM);
        reply.statusLine(status, reason);
        for (int i = 0; i < head.lines; i++) {
            reply.responseLine(i, status, source, toTag);
        }
        reply.text(more);
        reply.text("Content-Length: 0\r\n\r\n");
        return Optional.of(reply.bytes());
    }

    /**
     * A response to a request that the parser took.
     *
     * @param toTag for a To that has no tag
     * @return empty if a line that it repeats holds control characters: the message must be written anew from what the parser made of it
     */
    public static Optional<byte[]> answer(
            Head head, int status, String reason, InetSocketAddress source, String toTag, Rest rest) {
        if (!isSane(head, 0, head.lines)) {
            return Optional.empty();
        }
        Reply reply = new Reply(head, room(head, rest));
        reply.statusLine(status, reason);
        boolean makesDialog = status > 100 && status < 300 && head.method().equals("INVITE") && !head.hasToTag();
        for (int i = 0; i < head.lines; i++) {
            if (makesDialog && head.kind[i] == HeaderKind.RECORD_ROUTE) {
                reply.line(i, ""); // RFC 3261 §12.1.1
            } else {
                reply.responseLine(i, status, source, toTag);
            }
        }
        for (String line : rest.lines) {
            reply.text(line);
            reply.lineEnd();
        }
        reply.body(rest.sdp);
        return Optional.of(reply.bytes());
    }

    /** Nearly what it takes, so that little is thrown away. */
    private static int room(Head head, Rest rest) {
        int room = ROOM + rest.sdp.length();
        for (int i = 0; i < head.lines; i++) {
            room += switch (head.kind[i]) {
                case VIA, FROM, TO, CALL_ID, CSEQ, RECORD_ROUTE -> head.lineEnd[i] - head.lineStart[i] + 2;
                case MAX_FORWARDS, CONTENT_LENGTH, CONTACT, ROUTE, CONTENT_TYPE, REQUIRE -> 0;
                case TIMESTAMP, IDENTITY, OTHER -> 0;
            };
        }
        for (String line : rest.lines) {
            room += line.length() + 2;
        }
        return room;
    }

    private void body(String sdp) {
        if (sdp.isEmpty()) {
            text("Content-Length: 0\r\n\r\n");
            return;
        }
        byte[] body = sdp.getBytes(StandardCharsets.UTF_8);
        text("Content-Type: application/sdp\r\nContent-Length: ");
        number(body.length);
        text("\r\n\r\n");
        write(body, 0, body.length);
    }

    private void statusLine(int status, String reason) {
        text("SIP/2.0 ");
        number(status);
        text(" ");
        text(reason);
        lineEnd();
    }

    private void responseLine(int line, int status, InetSocketAddress source, String toTag) {
        if (!isSane(head, line)) {
            return;
        }
        switch (head.kind[line]) {
            case VIA -> {
                if (line == head.topVia) {
                    topVia(source);
                } else {
                    line(line, "");
                }
            }
            case FROM -> once(line, head.from, "");
            case TO -> once(line, head.to, toTag.isEmpty() || head.hasToTag() ? "" : ";tag=" + toTag);
            case CALL_ID -> once(line, head.callId, "");
            case CSEQ -> once(line, head.cseq, "");
            case TIMESTAMP -> once(line, status == 100 ? line : -1, ""); // RFC 3261 §8.2.6.1
            case MAX_FORWARDS,
                    CONTENT_LENGTH,
                    CONTACT,
                    ROUTE,
                    RECORD_ROUTE,
                    CONTENT_TYPE,
                    REQUIRE,
                    IDENTITY,
                    OTHER -> {}
        }
    }

    /** The ACK of a non-2xx final response: the INVITE's own lines, the response's To (RFC 3261 §17.1.1.3). */
    public static byte[] ack(Head invite, Head response) {
        Reply reply = repeat(invite, "ACK");
        reply.copy(response, response.lineStart[response.to], response.lineEnd[response.to]);
        reply.lineEnd();
        reply.text("Content-Length: 0\r\n\r\n");
        return reply.bytes();
    }

    /** The CANCEL of an INVITE: its own lines with another method (RFC 3261 §9.1). */
    public static byte[] cancel(Head invite) {
        return cancel(invite, "");
    }

    /** The same with a header line of ours; empty: none. */
    public static byte[] cancel(Head invite, String headerLine) {
        Reply reply = repeat(invite, "CANCEL");
        reply.line(invite.to, "");
        if (!headerLine.isEmpty()) {
            reply.text(headerLine + "\r\n");
        }
        reply.text("Content-Length: 0\r\n\r\n");
        return reply.bytes();
    }

    private static Reply repeat(Head invite, String method) {
        Reply reply = new Reply(invite, invite.bodyStart + ROOM);
        reply.text(method + ' ');
        reply.write(invite.bytes(), invite.uriStart, invite.uriEnd);
        reply.text(" SIP/2.0\r\n");
        for (int i = 0; i < invite.lines; i++) {
            switch (invite.kind[i]) {
                case VIA -> reply.once(i, invite.topVia, "");
                case FROM, CALL_ID, MAX_FORWARDS, ROUTE -> reply.line(i, "");
                case CSEQ -> reply.text("CSeq: " + invite.cseqNumber + ' ' + method + "\r\n");
                case TO, CONTENT_LENGTH, CONTACT, RECORD_ROUTE, CONTENT_TYPE, REQUIRE, TIMESTAMP, IDENTITY, OTHER -> {}
            }
        }
        return reply;
    }

    private void once(int line, int wanted, String suffix) {
        if (line == wanted) {
            line(line, suffix);
        }
    }

    private void line(int line, String suffix) {
        copy(head.lineStart[line], head.lineEnd[line]);
        text(suffix);
        lineEnd();
    }

    private void topVia(InetSocketAddress source) {
        int line = head.topVia;
        int at = head.lineStart[line];
        if (head.rportEnd >= 0) {
            copy(at, head.rportEnd);
            text("=" + source.getPort());
            at = head.rportEnd;
        }
        copy(at, head.viaEnd);
        if (!head.hasReceived && needsReceived(head, source)) {
            text(";received=" + hostOf(source.getAddress()));
        }
        copy(head.viaEnd, head.lineEnd[line]);
        lineEnd();
    }

    /** Whether the top Via needs the address that the request really came from. */
    public static boolean needsReceived(Head head, InetSocketAddress source) {
        return head.wantsRport() || !head.sentByHost().equals(hostOf(source.getAddress()));
    }

    /** The address as Via's received parameter spells it: no brackets, no zone. */
    public static String hostOf(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    private void copy(int from, int to) {
        copy(head, from, to);
    }

    /** Copies a range and unfolds it. */
    private void copy(Head source, int from, int to) {
        byte[] bytes = source.bytes();
        int at = from;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\r' || bytes[i] == '\n') {
                write(bytes, at, i);
                at = i + 1;
            }
        }
        write(bytes, at, to);
    }

    private void lineEnd() {
        text("\r\n");
    }

    private void number(int number) {
        text(Integer.toString(number));
    }

    private void text(String text) {
        int length = text.length();
        room(length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                byte[] rest = text.substring(i).getBytes(StandardCharsets.UTF_8);
                write(rest, 0, rest.length);
                return;
            }
            out[size++] = (byte) c;
        }
    }

    private void write(byte[] bytes, int from, int to) {
        room(to - from);
        System.arraycopy(bytes, from, out, size, to - from);
        size += to - from;
    }

    private void room(int more) {
        if (out.length - size < more) {
            out = Arrays.copyOf(out, Math.max(2 * out.length, size + more));
        }
    }

    private byte[] bytes() {
        return Arrays.copyOf(out, size);
    }

    private static boolean isFold(byte[] bytes, int at, int to) {
        return at + 2 < to
                && bytes[at] == '\r'
                && bytes[at + 1] == '\n'
                && (bytes[at + 2] == ' ' || bytes[at + 2] == '\t');
    }

    private static boolean isSane(Head head, int fromLine, int toLine) {
        for (int line = fromLine; line < toLine; line++) {
            if (!head.kind[line].isReadLate() && !isSane(head, line)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSane(Head head, int line) {
        byte[] bytes = head.bytes();
        for (int i = head.lineStart[line]; i < head.lineEnd[line]; i++) {
            byte b = bytes[i];
            if (isFold(bytes, i, head.lineEnd[line])) {
                i += 2;
            } else if ((b >= 0 && b < ' ' && b != '\t') || b == 0x7f) {
                return false;
            }
        }
        return true;
    }
}
