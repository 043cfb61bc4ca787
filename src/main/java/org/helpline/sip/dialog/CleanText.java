package org.helpline.sip.dialog;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/** Makes text from the wire fit to be shown, logged or put into a header of ours. */
public final class CleanText {

    private static final String USER_UNESCAPED = "-_.!~*'()&=+$,;?/";
    private static final String HEADER_UNESCAPED = "-_.!~*'()";

    private CleanText() {}

    /** {@code text} without control, format and surrogate-less characters, at most {@code limit} characters, trimmed. */
    public static String of(String text, int limit) {
        if (text.length() <= limit && isPlain(text)) {
            return text.strip();
        }
        StringBuilder clean = new StringBuilder(Math.min(text.length(), limit));
        int kept = 0;
        for (int i = 0; i < text.length() && kept < limit; ) {
            int c = text.codePointAt(i);
            if (isShown(c)) {
                clean.appendCodePoint(c);
                kept++;
            }
            i += Character.charCount(c);
        }
        return clean.toString().strip();
    }

    /** Nothing but shown ASCII, as nearly all there is. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= 0x7f) {
                return false;
            }
        }
        return true;
    }

    /** The longest beginning of {@code text} that has at most {@code bytes} bytes of UTF-8 as it is {@code written}, no character cut in two. */
    static String within(int bytes, String text, UnaryOperator<String> written) {
        int end = text.length();
        while (written.apply(text.substring(0, end)).getBytes(StandardCharsets.UTF_8).length > bytes && end > 0) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end).strip();
    }

    private static boolean isShown(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** {@code text} with its %XX escapes undone as UTF-8 (RFC 3261 §19.1.2); a broken escape stays as it stands. */
    public static String unescape(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < raw.length; i++) {
            int value = raw[i] == '%' && i + 2 < raw.length
                    ? 16 * Character.digit(raw[i + 1], 16) + Character.digit(raw[i + 2], 16)
                    : -1;
            boolean escaped =
                    value >= 0 && Character.digit(raw[i + 1], 16) >= 0 && Character.digit(raw[i + 2], 16) >= 0;
            bytes.write(escaped ? value : raw[i]);
            i += escaped ? 2 : 0;
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** {@code text} as the user part of a SIP URI: RFC 3261 §25.1 {@code user}, everything else escaped. */
    public static String escapeUser(String text) {
        return escape(text, USER_UNESCAPED);
    }

    /** {@code text} as the value of a header in a SIP URI: RFC 3261 §25.1 {@code hvalue}, everything else escaped. */
    static String escapeHeader(String text) {
        return escape(text, HEADER_UNESCAPED);
    }

    private static String escape(String text, String unescaped) {
        StringBuilder escaped = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || unescaped.indexOf(c) >= 0);
            escaped.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return escaped.toString();
    }

    /** {@code text} within the double quotes of a quoted-string: RFC 3261 §25.1. */
    public static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
