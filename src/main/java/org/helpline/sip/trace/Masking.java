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
