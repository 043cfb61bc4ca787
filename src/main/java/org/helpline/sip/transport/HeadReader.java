package org.helpline.sip.transport;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads a {@link Head} in one pass over the header section. It never gives up: the first fault is kept and reading goes on as
 * far as the lines can be told apart, so that a refusal finds the lines that it copies.
 */
final class HeadReader {

    private static final List<String> METHODS = List.of(
            "INVITE",
            "ACK",
            "BYE",
            "CANCEL",
            "OPTIONS",
            "REGISTER",
            "INFO",
            "UPDATE",
            "PRACK",
            "MESSAGE",
            "REFER",
            "NOTIFY",
            "SUBSCRIBE",
            "PUBLISH");
    private static final long MAX_CSEQ = (1L << 31) - 1; // RFC 3261 §8.1.1.5

    private final byte[] bytes;
    private final Limits limits;
    private final Head head;

    private HeadReader(byte[] bytes, Limits limits) {
        this.bytes = bytes;
        this.limits = limits;
        this.head = new Head(bytes);
    }

    /** Reads the message that starts at {@code start}; what is wrong stands in {@link Head#fault}. */
    static Head read(byte[] bytes, int start, Limits limits) {
        HeadReader reader = new HeadReader(bytes, limits);
        int firstEnd = reader.endOfLine(start);
        reader.firstLine(start, firstEnd);
        reader.headerLines(firstEnd + 2);
        reader.head.end = bytes.length;
        reader.mandatory();
        return reader.head;
    }

    private void fault(Refusal why) {
        if (head.fault == null) {
            head.fault = why;
        }
    }

    /** The index of the CR that ends the logical line, folds included; the length of the bytes if there is none. */
    private int endOfLine(int from) {
        for (int i = from; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b == '\n') {
                fault(Refusal.LINE_BREAKS);
            } else if (b == '\r') {
                if (i + 1 >= bytes.length || bytes[i + 1] != '\n') {
                    fault(Refusal.LINE_BREAKS);
                } else if (i + 2 < bytes.length && i > from && (bytes[i + 2] == ' ' || bytes[i + 2] == '\t')) {
                    i += 2;
                } else {
                    return i;
                }
            }
        }
        fault(Refusal.LINE_BREAKS);
        return bytes.length;
    }

    private void firstLine(int start, int stop) {
        if (stop - start > limits.line()) {
            fault(Refusal.LINE_TOO_LONG);
        }
        if (Octets.startsWith(bytes, start, stop, "SIP/")) {
            statusLine(start, stop);
        } else {
            requestLine(start, stop);
        }
    }

    private void statusLine(int start, int stop) {
        int code = start + "SIP/2.0 ".length();
        boolean good = stop >= code + 4
                && Octets.startsWith(bytes, start, stop, "SIP/2.0 ")
                && bytes[code + 3] == ' '; // the reason may be empty, its blank may not: RFC 4475 §3.1.1.13
        head.status = good ? (int) Octets.number(bytes, code, code + 3, 699) : 0;
        if (head.status < 100) {
            fault(Refusal.FIRST_LINE);
        }
    }

    private void requestLine(int start, int stop) {
        head.request = true;
        int methodEnd = start;
        while (methodEnd < stop && Octets.isToken(bytes[methodEnd])) {
            methodEnd++;
        }
        head.method = method(start, methodEnd);
        int lastBlank = stop - 1;
        while (lastBlank > methodEnd && bytes[lastBlank] != ' ') {
            lastBlank--;
        }
        head.uriStart = Math.min(methodEnd + 1, stop);
        head.uriEnd = Math.max(lastBlank, head.uriStart);
        if (!isUri(head.uriStart, head.uriEnd) || methodEnd >= stop || bytes[methodEnd] != ' ') {
            fault(Refusal.FIRST_LINE);
        } else if (!Octets.equalsIgnoreCase(bytes, lastBlank + 1, stop, "sip/2.0")) {
            fault(isVersion(lastBlank + 1, stop) ? Refusal.VERSION : Refusal.FIRST_LINE);
        }
    }

    /** {@code SIP/} and more, no blank in it. */
    private boolean isVersion(int from, int to) {
        return to - from > 4 && Octets.equalsIgnoreCase(bytes, from, from + 4, "sip/");
    }

    private boolean isUri(int from, int to) {
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if ((b >= 0 && b <= ' ') || b == '<' || b == '>' || b == '"' || b == 0x7f) {
                return false;
            }
        }
        return to > from;
    }

    private String method(int from, int to) {
        for (String known : METHODS) {
            if (Octets.equals(bytes, from, to, known)) {
                return known;
            }
        }
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private void headerLines(int first) {
        int at = first;
        while (at < bytes.length) {
            if (bytes[at] == '\r') {
                head.bodyStart = Math.min(at + 2, bytes.length);
                if (at + 1 >= bytes.length || bytes[at + 1] != '\n') {
                    fault(Refusal.LINE_BREAKS);
                }
                return;
            }
            int stop = endOfLine(at);
            if (head.lines >= limits.headers()) {
                fault(Refusal.TOO_MANY_HEADERS);
                return;
            }
            headerLine(at, stop);
            at = stop + 2;
        }
        fault(Refusal.LINE_BREAKS);
    }

    private void headerLine(int start, int stop) {
        int nameEnd = start;
        while (nameEnd < stop && Octets.isToken(bytes[nameEnd])) {
            nameEnd++;
        }
        int colon = nameEnd;
        while (colon < stop && (bytes[colon] == ' ' || bytes[colon] == '\t')) {
            colon++;
        }
        HeaderKind kind = HeaderKind.of(bytes, start, nameEnd);
        if (stop - start > (kind == HeaderKind.IDENTITY ? limits.identityLine() : limits.line())) {
            fault(Refusal.LINE_TOO_LONG);
            return;
        }
        if (nameEnd == start || colon >= stop || bytes[colon] != ':') {
            fault(Refusal.HEADER_LINE);
            return;
        }
        int value = Octets.skipBlanks(bytes, colon + 1, stop);
        int line = head.addLine(kind, start, value, Octets.trimEnd(bytes, value, stop));
        take(kind, line);
    }

    private void take(HeaderKind kind, int line) {
        switch (kind) {
            case VIA -> {
                if (endsInEscape(line)) {
                    fault(Refusal.VIA);
                }
                if (head.topVia < 0) {
                    head.topVia = line;
                    via(head.valueStart[line], head.lineEnd[line]);
                }
            }
            case FROM -> head.from = single(head.from, line);
            case TO -> head.to = single(head.to, line);
            case CALL_ID -> head.callId = single(head.callId, line);
            case CSEQ -> head.cseq = single(head.cseq, line);
            case MAX_FORWARDS -> {
                head.maxForwards = single(head.maxForwards, line);
                if (Octets.number(bytes, head.valueStart[line], head.lineEnd[line], 255) < 0) {
                    fault(Refusal.MAX_FORWARDS);
                }
            }
            case CONTENT_LENGTH -> contentLength(head.valueStart[line], head.lineEnd[line]);
            case CONTACT -> address(line);
            case ROUTE, RECORD_ROUTE, CONTENT_TYPE, REQUIRE, TIMESTAMP, IDENTITY, OTHER -> {}
        }
    }

    /** A backslash that escapes nothing: in a comment JAIN-SIP's parser takes the line's end for the escaped character, and reads on for ever. */
    private boolean endsInEscape(int line) {
        int end = head.lineEnd[line];
        return end > head.valueStart[line] && bytes[end - 1] == '\\';
    }

    private int single(int known, int line) {
        if (known >= 0) {
            fault(Refusal.REPEATED_HEADER);
            return known;
        }
        return line;
    }

    private void contentLength(int from, int to) {
        if (head.contentLength >= 0) {
            fault(Refusal.REPEATED_HEADER);
        }
        head.contentLength = (int) Octets.number(bytes, from, to, Integer.MAX_VALUE);
        if (head.contentLength < 0) {
            fault(Refusal.CONTENT_LENGTH);
        }
    }

    /** {@code SIP / 2.0 / UDP host : port ; params}, with blanks wherever RFC 3261 §25.1 has them. */
    private void via(int from, int to) {
        int i = from;
        for (int slashes = 0; i < to && slashes < 2; i++) {
            slashes += bytes[i] == '/' ? 1 : 0;
        }
        i = skipToken(Octets.skipBlanks(bytes, i, to), to);
        int host = Octets.skipBlanks(bytes, i, to);
        if (host == i || host >= to) {
            fault(Refusal.VIA);
            head.viaEnd = to;
            return;
        }
        i = bytes[host] == '[' ? literalEnd(host, to) : hostEnd(host, to);
        head.hostEnd = i;
        head.hostStart = i > host ? host : -1;
        viaPort(i, to);
        if (head.hostStart < 0) {
            fault(Refusal.VIA);
        }
    }

    private int literalEnd(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            if (bytes[i] == ']') {
                return i + 1;
            }
        }
        return from;
    }

    private int hostEnd(int from, int to) {
        int i = from;
        while (i < to && isHost(bytes[i])) {
            i++;
        }
        return i;
    }

    private static boolean isHost(byte b) {
        return Octets.isLetterOrDigit(b) || b == '.' || b == '-' || b == '_';
    }

    private void viaPort(int from, int to) {
        head.sentByPort = 5060;
        head.sentByEnd = from;
        int i = Octets.skipBlanks(bytes, from, to);
        if (i < to && bytes[i] == ':') {
            int digits = Octets.skipBlanks(bytes, i + 1, to);
            i = digits;
            while (i < to && Octets.isDigit(bytes[i])) {
                i++;
            }
            head.sentByPort = (int) Octets.number(bytes, digits, i, Octets.MOST_PORT);
            head.sentByEnd = i;
            if (head.sentByPort <= 0) {
                head.hostStart = -1;
            }
        }
        i = Octets.skipBlanks(bytes, i, to);
        if (i < to && bytes[i] != ';' && bytes[i] != ',') {
            head.hostStart = -1;
        }
        viaParameters(i, to);
    }

    private void viaParameters(int from, int to) {
        Parameters params = new Parameters(bytes, from, to);
        while (params.next()) {
            if (params.is("branch")) {
                head.branchStart = params.valueStart;
                head.branchEnd = params.valueEnd;
            } else if (params.is("received")) {
                head.hasReceived = true;
            } else if (params.is("rport") && params.valueEnd == params.valueStart) {
                head.rportEnd = params.nameEnd;
            }
        }
        head.viaEnd = Octets.trimEnd(bytes, head.sentByEnd, params.end());
    }

    private int skipToken(int from, int to) {
        int i = from;
        while (i < to && Octets.isToken(bytes[i])) {
            i++;
        }
        return i;
    }

    private void mandatory() {
        if (head.topVia < 0 || head.from < 0 || head.to < 0 || head.callId < 0 || head.cseq < 0) {
            fault(Refusal.MISSING_HEADER);
        }
        if (head.callId >= 0) {
            callId(head.valueStart[head.callId], head.lineEnd[head.callId]);
        }
        if (head.cseq >= 0) {
            cseq(head.valueStart[head.cseq], head.lineEnd[head.cseq]);
        }
        if (head.from >= 0) {
            int params = address(head.from);
            Parameters tag = tag(params, head.lineEnd[head.from]);
            head.fromTagStart = tag.valueStart;
            head.fromTagEnd = tag.valueEnd;
        }
        if (head.to >= 0) {
            int params = address(head.to);
            Parameters tag = tag(params, head.lineEnd[head.to]);
            head.toTagStart = tag.valueStart;
            head.toTagEnd = tag.valueEnd;
        }
    }

    private Parameters tag(int from, int to) {
        Parameters params = new Parameters(bytes, from, to);
        while (params.next()) {
            if (params.is("tag")) {
                return params;
            }
        }
        return new Parameters(bytes, to, to);
    }

    private void callId(int from, int to) {
        boolean good = to > from;
        for (int i = from; i < to; i++) {
            good &= bytes[i] > ' ' && bytes[i] != 0x7f;
        }
        if (!good) {
            fault(Refusal.CALL_ID);
        }
    }

    private void cseq(int from, int to) {
        int digits = from;
        while (digits < to && Octets.isDigit(bytes[digits])) {
            digits++;
        }
        int name = Octets.skipBlanks(bytes, digits, to);
        head.cseqStart = from;
        head.cseqEnd = digits;
        head.cseqNumber = Octets.number(bytes, from, digits, MAX_CSEQ);
        head.cseqMethod = method(name, skipToken(name, to));
        if (head.cseqNumber < 0 || name == digits || name == to || skipToken(name, to) != to) {
            fault(Refusal.CSEQ);
        } else if (head.request && !head.cseqMethod.equals(head.method)) {
            fault(Refusal.CSEQ_METHOD);
        }
    }

    /** Checks the addresses of a line and answers where the parameters of the last one start. */
    private int address(int line) {
        int to = head.lineEnd[line];
        int params = to;
        boolean inside = false;
        for (int i = head.valueStart[line]; i < to; i++) {
            byte b = bytes[i];
            if (b == '"' && !inside) {
                i = Octets.closingQuote(bytes, i, to);
            } else if (b == '<') {
                inside = true;
                params = to;
                addressFault(i + 1 >= to || Octets.isBlank(bytes[i + 1]));
            } else if (b == '>') {
                inside = false;
                addressFault(Octets.isBlank(bytes[i - 1]));
            } else if (!inside) {
                addressFault(b == '?');
                params = b == ';' && params == to ? i : b == ',' ? to : params;
            }
        }
        return params;
    }

    private void addressFault(boolean bad) {
        if (bad) {
            fault(Refusal.ADDRESS);
        }
    }
}
