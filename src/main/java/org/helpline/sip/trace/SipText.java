package org.helpline.sip.trace;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A SIP message read for a look, not for use: whatever can be made out of it, however broken, without an error. Compact names are
 * written out (RFC 3261 §7.3.3), folded lines joined (§7.3.1). Immutable.
 */
public final class SipText {

    private static final int MOST_HEADERS = 400;
    private static final Pattern HOST =
            Pattern.compile("sips?:(?:[^@>;?\\s]*@)?(\\[[0-9a-fA-F:.%]+]|[^:;>?\\s,\"]+)(?::(\\d{1,5}))?");
    private static final Pattern USER = Pattern.compile("sips?:([^@>;?\\s]+)@|tel:([^;>?\\s]+)");
    private static final Map<String, String> COMPACT = Map.ofEntries(
            Map.entry("i", "call-id"),
            Map.entry("m", "contact"),
            Map.entry("l", "content-length"),
            Map.entry("c", "content-type"),
            Map.entry("f", "from"),
            Map.entry("t", "to"),
            Map.entry("v", "via"),
            Map.entry("k", "supported"),
            Map.entry("e", "content-encoding"),
            Map.entry("r", "refer-to"),
            Map.entry("b", "referred-by"),
            Map.entry("x", "session-expires"),
            Map.entry("o", "event"),
            Map.entry("s", "subject"));

    private final String startLine;
    private final List<Header> headers;
    private final String body;

    /** One header line, its name in small letters. */
    public record Header(String name, String value) {}

    /** Where a URI or Via points: a host as written, brackets removed, and a port, 0 where there is none. */
    public record Place(String host, int port) {}

    private SipText(String startLine, List<Header> headers, String body) {
        this.startLine = startLine;
        this.headers = headers;
        this.body = body;
    }

    /** Whether bytes begin as a SIP message does. */
    public static boolean looksLikeSip(byte[] bytes, int from, int length) {
        int end = from;
        int most = Math.min(from + length, from + 2_000);
        while (end < most && bytes[end] != '\r' && bytes[end] != '\n') {
            end++;
        }
        String first = new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
        return first.startsWith("SIP/2.0 ") || (first.endsWith(" SIP/2.0") && Character.isLetter(first.charAt(0)));
    }

    /** Reads a message. @return empty if its first line is none of SIP */
    public static Optional<SipText> read(byte[] bytes) {
        int start = 0;
        while (start < bytes.length && (bytes[start] == '\r' || bytes[start] == '\n')) {
            start++;
        }
        if (!looksLikeSip(bytes, start, bytes.length - start)) {
            return Optional.empty();
        }
        String all = new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8);
        int blank = all.indexOf("\r\n\r\n");
        int gap = 4;
        if (blank < 0) {
            blank = all.indexOf("\n\n");
            gap = 2;
        }
        String head = blank < 0 ? all : all.substring(0, blank);
        List<String> lines = head.lines().limit(MOST_HEADERS).toList();
        return Optional.of(
                new SipText(lines.getFirst(), headersOf(lines), blank < 0 ? "" : all.substring(blank + gap)));
    }

    private static List<Header> headersOf(List<String> lines) {
        List<Header> headers = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            boolean folded = line.startsWith(" ") || line.startsWith("\t");
            int colon = line.indexOf(':');
            if (folded && !headers.isEmpty()) {
                Header last = headers.removeLast();
                headers.add(new Header(last.name(), last.value() + ' ' + line.strip()));
            } else if (colon > 0) {
                String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                headers.add(new Header(
                        COMPACT.getOrDefault(name, name),
                        line.substring(colon + 1).strip()));
            }
        }
        return List.copyOf(headers);
    }

    /** The request or status line. */
    public String startLine() {
        return startLine;
    }

    /** Whether it is a request. */
    public boolean isRequest() {
        return !startLine.startsWith("SIP/2.0 ");
    }

    /** The method of a request or the one in a response's CSeq; upper case as SIP has it. */
    public String method() {
        if (isRequest()) {
            return startLine.substring(0, Math.max(0, startLine.indexOf(' ')));
        }
        String[] parts = header("cseq").split("\\s+", 2);
        return parts.length < 2 ? "" : parts[1].strip();
    }

    /** Whether it is a request of this method. */
    public boolean isRequest(String method) {
        return isRequest() && method().equals(method);
    }

    /** The status of a response; 0 for a request. */
    public int status() {
        if (isRequest() || startLine.length() < 11) {
            return 0;
        }
        String digits = startLine.substring(8, 11);
        return digits.chars().allMatch(c -> c >= '0' && c <= '9') ? Integer.parseInt(digits) : 0;
    }

    /** The reason phrase of a response. */
    public String reason() {
        return isRequest() || startLine.length() < 12
                ? ""
                : startLine.substring(12).strip();
    }

    /** The Request-URI. */
    public String uri() {
        String[] parts = startLine.split(" ", 3);
        return isRequest() && parts.length > 1 ? parts[1] : "";
    }

    /** The value of the first such header; empty if there is none. Give its name in small letters. */
    public String header(String name) {
        for (Header h : headers) {
            if (h.name().equals(name)) {
                return h.value();
            }
        }
        return "";
    }

    /** The values of all such headers, a list per line taken apart only where the values are plain tokens. */
    public List<String> headers(String name) {
        return headers.stream()
                .filter(h -> h.name().equals(name))
                .map(Header::value)
                .toList();
    }

    /** All headers in order. */
    public List<Header> headers() {
        return headers;
    }

    /** Whether a list header names this token, such as {@code 100rel} in Require. */
    public boolean lists(String name, String token) {
        return headers(name).stream()
                .anyMatch(v -> Pattern.compile("(^|[,\\s])" + Pattern.quote(token) + "([,;\\s]|$)")
                        .matcher(v)
                        .find());
    }

    /** The Call-ID. */
    public String callId() {
        return header("call-id");
    }

    /** The number in CSeq; -1 where there is none. */
    public long cseq() {
        Matcher m = Pattern.compile("^(\\d{1,10})").matcher(header("cseq"));
        return m.find() ? Long.parseLong(m.group(1)) : -1;
    }

    /** The tag of From or To; empty if it has none. */
    public String tag(String header) {
        return parameter(afterUri(header(header)), "tag");
    }

    private static String afterUri(String value) {
        int close = value.lastIndexOf('>');
        return close < 0 ? value : value.substring(close + 1);
    }

    /** A parameter of a header's value: {@code ;name=value}; a lone {@code ;name} gives a blank, none an empty text. */
    public static String parameter(String value, String name) {
        Matcher m = Pattern.compile(
                        ";\\s*" + Pattern.quote(name) + "\\s*(?:=\\s*(\"[^\"]*\"|[^;,\\s>]*))?(?=[;,\\s>]|$)",
                        Pattern.CASE_INSENSITIVE)
                .matcher(value);
        if (!m.find()) {
            return "";
        }
        String found = m.group(1);
        return found == null ? " " : found.replace("\"", "");
    }

    /** The first Via value. */
    public String topVia() {
        String via = header("via");
        int comma = via.indexOf(',');
        return comma < 0 ? via : via.substring(0, comma);
    }

    /** The branch of the top Via. */
    public String branch() {
        return parameter(topVia(), "branch");
    }

    /** Where the top Via says the message was sent from. */
    public Place sentBy() {
        Matcher m = Pattern.compile("SIP\\s*/\\s*2\\.0\\s*/\\s*\\w+\\s+(\\[[^]]+]|[^:;\\s]+)(?:\\s*:\\s*(\\d{1,5}))?")
                .matcher(topVia());
        return m.find() ? place(m) : new Place("", 0);
    }

    /** Where the Contact points; an empty host where there is none. */
    public Place contact() {
        return placeOf(header("contact"));
    }

    /** Where the first SIP URI of a header's value points. */
    public static Place placeOf(String value) {
        Matcher m = HOST.matcher(value);
        return m.find() ? place(m) : new Place("", 0);
    }

    private static Place place(Matcher m) {
        String host = m.group(1);
        String port = m.group(2);
        return new Place(host.replace("[", "").replace("]", ""), port == null ? 0 : Integer.parseInt(port));
    }

    /** The user part of the first URI in a header's value, or the number of a tel URI; empty if it has none. */
    public static String userOf(String value) {
        Matcher m = USER.matcher(value);
        return !m.find() ? "" : m.group(1) == null ? m.group(2) : m.group(1);
    }

    /** What follows the header section. */
    public String body() {
        return body;
    }

    /** The bytes of the body as UTF-8. */
    public int bodyLength() {
        return body.getBytes(StandardCharsets.UTF_8).length;
    }

    /** The number in Content-Length; -1 where there is none. */
    public int contentLength() {
        String value = header("content-length");
        return value.matches("\\d{1,8}") ? Integer.parseInt(value) : -1;
    }

    /** The session description in the body, also as one part of several. */
    public Optional<SdpText> sdp() {
        int start = body.startsWith("v=") ? 0 : body.indexOf("\nv=0") + 1;
        return start == 0 && !body.startsWith("v=")
                ? Optional.empty()
                : Optional.of(SdpText.read(body.substring(start)));
    }
}
