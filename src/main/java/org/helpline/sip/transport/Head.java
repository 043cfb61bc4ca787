package org.helpline.sip.transport;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where things stand in the bytes of one message: read once by {@link HeadReader}, enough to route it to its loop, match its
 * transaction and answer it without a parser. Effectively immutable once it passed the gate; any thread.
 */
public final class Head {

    private static final String COOKIE = "z9hG4bK";
    private static final String REPLACES = "replaces";

    private final byte[] bytes;
    boolean request;
    String method = "";
    int status;
    int uriStart;
    int uriEnd;
    int bodyStart;
    int end;
    int contentLength = -1;

    @Nullable
    Refusal fault;

    int lines;
    HeaderKind[] kind = new HeaderKind[16];
    int[] lineStart = new int[16];
    int[] valueStart = new int[16];
    int[] lineEnd = new int[16];

    int topVia = -1;
    int from = -1;
    int to = -1;
    int callId = -1;
    int cseq = -1;
    int maxForwards = -1;

    int hostStart = -1;
    int hostEnd;
    int sentByEnd;
    int sentByPort;
    int branchStart;
    int branchEnd;
    /** End of the first value of the top Via line. */
    int viaEnd;
    /** Where the rport parameter without a value ends, or -1. */
    int rportEnd = -1;

    boolean hasReceived;
    int fromTagStart;
    int fromTagEnd;
    int toTagStart;
    int toTagEnd;
    int cseqStart;
    int cseqEnd;
    long cseqNumber;
    String cseqMethod = "";

    Head(byte[] bytes) {
        this.bytes = bytes;
        this.end = bytes.length;
        this.bodyStart = bytes.length;
    }

    /** Measures a request of our own making, which no gate has to judge. */
    public static Head ofOurs(byte[] request) {
        return HeadReader.read(
                request, 0, new Limits(0, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, 0, 0));
    }

    int addLine(HeaderKind lineKind, int start, int value, int stop) {
        if (lines == kind.length) {
            kind = Arrays.copyOf(kind, lines * 2);
            lineStart = Arrays.copyOf(lineStart, lines * 2);
            valueStart = Arrays.copyOf(valueStart, lines * 2);
            lineEnd = Arrays.copyOf(lineEnd, lines * 2);
        }
        kind[lines] = lineKind;
        lineStart[lines] = start;
        valueStart[lines] = value;
        lineEnd[lines] = stop;
        return lines++;
    }

    /** The bytes it was read from; not to be changed. */
    public byte[] bytes() {
        return bytes;
    }

    /** The message alone, without what a datagram brought before or after it: what the parser gets. */
    public byte[] message() {
        int start = Octets.skipBlanks(bytes, 0, bytes.length);
        return start == 0 && end == bytes.length ? bytes : Arrays.copyOfRange(bytes, start, end);
    }

    /** Whether it is a request. */
    public boolean isRequest() {
        return request;
    }

    /** The method of a request, spelled as it came; empty for a response. */
    public String method() {
        return method;
    }

    /** The status of a response, 100 to 699; 0 for a request. */
    public int status() {
        return status;
    }

    /** The method in CSeq. */
    public String cseqMethod() {
        return cseqMethod;
    }

    /** The Call-ID, or empty where the message has none. */
    public String callId() {
        return callId < 0 ? "" : text(valueStart[callId], lineEnd[callId]);
    }

    /** The same number for every copy of the message, and another for nearly every other Call-ID. */
    public int callIdHash() {
        int hash = 0;
        for (int i = callIdStart(); i < callIdEnd(); i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }

    /** Whether To carries a tag, so that the request belongs to a dialog. */
    public boolean hasToTag() {
        return toTagEnd > toTagStart;
    }

    /** The To tag or empty. */
    public String toTag() {
        return text(toTagStart, toTagEnd);
    }

    /** The From tag or empty. */
    public String fromTag() {
        return text(fromTagStart, fromTagEnd);
    }

    /** The number in CSeq. */
    public long cseqNumber() {
        return cseqNumber;
    }

    /** Whether anything follows the header section. */
    public boolean hasBody() {
        return end > bodyStart;
    }

    /** The host of the top Via's sent-by, an IPv6 address in its brackets. */
    public String sentByHost() {
        return hostStart < 0 ? "" : text(hostStart, hostEnd);
    }

    /** The port of the top Via's sent-by, or 5060 (RFC 3261 §18.2.2). */
    public int sentByPort() {
        return sentByPort;
    }

    /** Whether the top Via asks for the response at the port the request came from (RFC 3581). */
    public boolean wantsRport() {
        return rportEnd >= 0;
    }

    /** Whether the branch was made by RFC 3261 and so is unique. A bare cookie is not (RFC 4475 §3.2.1). */
    public boolean hasCookie() {
        return branchEnd - branchStart > COOKIE.length() && Octets.startsWith(bytes, branchStart, branchEnd, COOKIE);
    }

    /**
     * What a transaction is found by, RFC 3261 §17.1.3 and §17.2.3: branch, sent-by and method, or for older clients
     * everything that a retransmission repeats.
     *
     * @param of the method whose transaction is meant; INVITE for an ACK or the INVITE that a CANCEL is for
     */
    public String transactionKey(String of) {
        if (hasCookie()) {
            return of + ' ' + text(branchStart, branchEnd) + ' ' + text(hostStart, sentByEnd);
        }
        // without the To tag: an ACK carries that of our response, which its INVITE did not
        return of + " 2543 " + text(uriStart, uriEnd) + ' ' + text(fromTagStart, fromTagEnd) + ' ' + callId() + ' '
                + cseqNumber + ' ' + text(valueStart[topVia], viaEnd);
    }

    /** What two copies of one request over different paths share, RFC 3261 §8.2.2.2. */
    public String mergeKey() {
        return cseqMethod + ' ' + cseqNumber + ' ' + callId() + ' ' + text(fromTagStart, fromTagEnd);
    }

    /** The Call-ID that a Replaces header names (RFC 3891 §6.1), which the parser will judge; empty where there is none. */
    String replacedCallId() {
        for (int i = 0; i < lines; i++) {
            int name = lineStart[i];
            if (kind[i] == HeaderKind.OTHER
                    && name + REPLACES.length() < lineEnd[i]
                    && Octets.equalsIgnoreCase(bytes, name, name + REPLACES.length(), REPLACES)
                    && !Octets.isToken(bytes[name + REPLACES.length()])) {
                int semicolon = valueStart[i];
                while (semicolon < lineEnd[i] && bytes[semicolon] != ';') {
                    semicolon++;
                }
                return text(valueStart[i], semicolon).strip();
            }
        }
        return "";
    }

    /** What was measured of the Call-ID, to find its loop. */
    int callIdStart() {
        return callId < 0 ? 0 : valueStart[callId];
    }

    int callIdEnd() {
        return callId < 0 ? 0 : lineEnd[callId];
    }

    private String text(int start, int stop) {
        return stop <= start ? "" : new String(bytes, start, stop - start, StandardCharsets.ISO_8859_1);
    }
}
