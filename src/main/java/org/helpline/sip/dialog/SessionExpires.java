package org.helpline.sip.dialog;

import gov.nist.javax.sip.message.SIPMessage;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Session-Expires says: RFC 4028 §4.
 *
 * @param seconds the session interval
 * @param refresher who is to refresh, seen from this very request and its response; empty: not said
 */
record SessionExpires(long seconds, Optional<Refresher> refresher) {

    /** A role in the transaction, not in the call: it changes with who sends the request. */
    enum Refresher {
        UAC,
        UAS;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Pattern SECONDS = Pattern.compile("\\s*(\\d{1,9})\\s*(;.*)?");
    private static final Pattern REFRESHER = Pattern.compile("(?i);\\s*refresher\\s*=\\s*(uac|uas)\\b");

    /** Of a message; empty if it has none, or none that can be read. */
    static Optional<SessionExpires> of(SIPMessage message) {
        String text = either(message, "Session-Expires", "x");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Matcher seconds = SECONDS.matcher(text);
        if (!seconds.matches()) {
            return Optional.empty();
        }
        Matcher refresher = REFRESHER.matcher(text);
        return Optional.of(new SessionExpires(
                Long.parseLong(seconds.group(1)),
                refresher.find()
                        ? Optional.of(Refresher.valueOf(refresher.group(1).toUpperCase(Locale.ROOT)))
                        : Optional.empty()));
    }

    /** Min-SE (RFC 4028 §5); empty if there is none. */
    static OptionalLong least(SIPMessage message) {
        String text = Headers.first(message, "Min-SE");
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        Matcher seconds = SECONDS.matcher(text);
        return seconds.matches() ? OptionalLong.of(Long.parseLong(seconds.group(1))) : OptionalLong.empty();
    }

    /** Whether the message's sender knows session timers. */
    static boolean isKnownTo(SIPMessage message) {
        return Headers.has(message, "Supported", "timer") || Headers.has(message, "Require", "timer");
    }

    /** The header line. */
    String line() {
        return "Session-Expires: " + seconds
                + refresher.map(r -> ";refresher=" + r.word()).orElse("");
    }

    private static String either(SIPMessage message, String name, String compact) {
        String text = Headers.first(message, name);
        return text.isEmpty() ? Headers.first(message, compact) : text;
    }
}
