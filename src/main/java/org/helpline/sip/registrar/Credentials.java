package org.helpline.sip.registrar;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What an Authorization header says: RFC 3261 §22.4, RFC 7616 §3.4. Everything in it is a stranger's; absent parameters are
 * empty.
 */
record Credentials(
        String username,
        String realm,
        String nonce,
        String uri,
        String response,
        String algorithm,
        String cnonce,
        String qop,
        String nc) {

    private static final int LONGEST = 2_000;

    /** Reads {@code Digest name=value, name="value", …}; empty for other schemes and for what is malformed. */
    static Optional<Credentials> parse(String header) {
        String text = header.strip();
        if (text.length() > LONGEST || !text.regionMatches(true, 0, "Digest ", 0, 7)) {
            return Optional.empty();
        }
        Map<String, String> found = new HashMap<>();
        return parameters(text, found)
                ? Optional.of(new Credentials(
                        found.getOrDefault("username", ""),
                        found.getOrDefault("realm", ""),
                        found.getOrDefault("nonce", ""),
                        found.getOrDefault("uri", ""),
                        found.getOrDefault("response", "").toLowerCase(Locale.ROOT),
                        found.getOrDefault("algorithm", ""),
                        found.getOrDefault("cnonce", ""),
                        found.getOrDefault("qop", ""),
                        found.getOrDefault("nc", "")))
                : Optional.empty();
    }

    /** The nonce count, 1 or more; 0 if it is not eight hexadecimal digits (RFC 7616 §3.4). */
    long count() {
        boolean hex = nc.length() == 8 && nc.chars().allMatch(c -> Character.digit(c, 16) >= 0);
        return hex ? Long.parseLong(nc, 16) : 0;
    }

    /** Reads the list; false at the first fault or repeated name. */
    private static boolean parameters(String text, Map<String, String> into) {
        int at = 7;
        while (at < text.length()) {
            int equals = text.indexOf('=', at);
            if (equals < 0) {
                return false;
            }
            String name = text.substring(at, equals).strip().toLowerCase(Locale.ROOT);
            StringBuilder value = new StringBuilder();
            int end = value(text, equals + 1, value);
            if (end < 0 || name.isEmpty() || into.putIfAbsent(name, value.toString()) != null) {
                return false;
            }
            at = end;
        }
        return true;
    }

    /** Reads one value from {@code from} on; the index behind the comma that ends it, or -1. */
    private static int value(String text, int from, StringBuilder into) {
        int at = from;
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        boolean quoted = at < text.length() && text.charAt(at) == '"';
        int end = quoted ? quotedString(text, at + 1, into) : token(text, at, into);
        while (end >= 0 && end < text.length() && text.charAt(end) == ' ') {
            end++;
        }
        if (end < 0 || end == text.length()) {
            return end;
        }
        return text.charAt(end) == ',' ? end + 1 : -1;
    }

    private static int quotedString(String text, int from, StringBuilder into) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                return i + 1;
            }
            if (c == '\\' && i + 1 < text.length()) {
                i++;
            }
            into.append(text.charAt(i));
        }
        return -1;
    }

    private static int token(String text, int from, StringBuilder into) {
        int i = from;
        while (i < text.length() && text.charAt(i) != ',' && text.charAt(i) != ' ') {
            into.append(text.charAt(i++));
        }
        return i == from ? -1 : i;
    }
}
