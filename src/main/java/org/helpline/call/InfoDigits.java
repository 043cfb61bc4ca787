package org.helpline.call;

import java.util.Locale;
import java.util.Optional;
import org.helpline.core.Digit;

/**
 * Digits in SIP INFO bodies, the two ways that phones send them: {@code application/dtmf-relay} with lines
 * {@code Signal=5} and {@code Duration=160}, and {@code application/dtmf} with the bare digit. No RFC; vendors' custom.
 */
final class InfoDigits {

    private InfoDigits() {}

    /** The digit in a body; empty when there is none. {@code 10} and {@code 11} mean star and hash in dtmf-relay. */
    static Optional<Digit> read(String contentType, String body) {
        String type = contentType.toLowerCase(Locale.ROOT);
        if (type.startsWith("application/dtmf-relay")) {
            return body.lines()
                    .map(String::strip)
                    .filter(l -> l.regionMatches(true, 0, "signal", 0, 6) && l.indexOf('=') > 0)
                    .findFirst()
                    .flatMap(l -> signal(l.substring(l.indexOf('=') + 1).strip()));
        }
        return type.startsWith("application/dtmf") ? signal(body.strip()) : Optional.empty();
    }

    /** The body of an {@code application/dtmf-relay} for this digit. */
    static String write(Digit digit) {
        return "Signal=" + digit.symbol() + "\r\nDuration=160\r\n";
    }

    private static Optional<Digit> signal(String text) {
        return switch (text) {
            case "10" -> Optional.of(Digit.STAR);
            case "11" -> Optional.of(Digit.HASH);
            default -> text.length() == 1 ? Digit.ofSymbol(text.charAt(0)) : Optional.empty();
        };
    }
}
