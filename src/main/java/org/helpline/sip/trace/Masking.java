package org.helpline.sip.trace;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes secrets unreadable in a message: star for letter, so that every length stays true. Pure. */
final class Masking {

    /** What a digest was answered with (RFC 7616 §3.4), a password in the open (Basic, Bearer), SRTP keys (RFC 4568 §6.1). */
    private static final Pattern SECRETS =
            Pattern.compile("(?im)(?:^(?:proxy-)?authorization\\s*:\\s*(?:basic|bearer)\\s+([^\\r\\n]+)"
                    + "|\\b(?:response|cnonce|auts)\\s*=\\s*\"?([^\",\\r\\n]+)"
                    + "|\\binline:([^\\s|;]+))");

    private Masking() {}

    static byte[] of(byte[] message) {
        return mayHaveSecrets(message) ? masked(message) : message;
    }

    /** Whether a word is there that a secret stands behind. Most messages have none, and the pattern costs 30 times this. */
    private static boolean mayHaveSecrets(byte[] message) {
        for (int i = 0; i < message.length; i++) {
            String word = switch (message[i]) {
                case 'a', 'A' -> isAt(message, i, "auts") ? "auts" : "authorization";
                case 'r', 'R' -> "response";
                case 'c', 'C' -> "cnonce";
                case 'i', 'I' -> "inline:";
                default -> "";
            };
            if (!word.isEmpty() && isAt(message, i, word)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a word, written small, stands there in whatever case. */
    private static boolean isAt(byte[] message, int at, String word) {
        if (at + word.length() > message.length) {
            return false;
        }
        for (int i = 1; i < word.length(); i++) { // the first letter has been seen
            byte b = message[at + i];
            if ((b >= 'A' && b <= 'Z' ? b + 32 : b) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static byte[] masked(byte[] message) {
        String text = new String(message, StandardCharsets.ISO_8859_1);
        Matcher secrets = SECRETS.matcher(text);
        byte[] masked = message;
        while (secrets.find()) {
            masked = masked == message ? message.clone() : masked;
            for (int group = 1; group <= secrets.groupCount(); group++) {
                for (int i = secrets.start(group); i >= 0 && i < secrets.end(group); i++) {
                    masked[i] = '*';
                }
            }
        }
        return masked;
    }
}
