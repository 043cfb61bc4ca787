package org.helpline.sip.registrar;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the list of parameters of a digest's header, a challenge or an answer to one: RFC 7616 §3.3 and §3.4, RFC 3261 §25.1. */
public final class DigestParameters {

    private static final int LONGEST = 2_000;

    private DigestParameters() {}

    /**
     * Reads {@code Digest name=value, name="value", …}.
     *
     * @return the values by lower-case name, without quotes and escapes; empty for other schemes, for what is malformed, names a
     *     parameter twice or holds more than 2,000 characters
     */
    public static Optional<Map<String, String>> read(String header) {
        String text = header.strip();
        if (text.length() > LONGEST || !text.regionMatches(true, 0, "Digest ", 0, 7)) {
            return Optional.empty();
        }
        Map<String, String> found = new HashMap<>();
        return parameters(text, found) ? Optional.of(found) : Optional.empty();
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
