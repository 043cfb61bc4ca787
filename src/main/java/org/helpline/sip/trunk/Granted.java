package org.helpline.sip.trunk;

import gov.nist.javax.sip.address.SipUri;
import gov.nist.javax.sip.header.Contact;
import gov.nist.javax.sip.header.Via;
import gov.nist.javax.sip.message.SIPResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.helpline.sip.dialog.CleanText;
import org.helpline.sip.dialog.Headers;
import org.jspecify.annotations.Nullable;

/** What a registrar's answers say: RFC 3261 §10.2.4, §20.23, §20.33; RFC 3581. Everything in them is the peer's. */
final class Granted {

    private static final Duration LONGEST = Duration.ofDays(1);

    private Granted() {}

    /**
     * For how long we are registered: as our own Contact says, else Expires, else as was asked.
     *
     * @param contact our Contact URI as it was sent
     */
    static Duration expires(SIPResponse ok, String contact, Duration asked) {
        List<Contact> contacts = ok.getContactHeaders() == null
                ? List.of()
                : ok.getContactHeaders().getHeaderList();
        Optional<Duration> ours = contacts.stream()
                .filter(c -> !c.isWildCard() && isOurs(c, contact))
                .flatMap(c -> seconds(c.getParameter("expires")).stream())
                .findFirst();
        return ours.or(() -> seconds(Headers.first(ok, "Expires"))).orElse(asked);
    }

    /** User, host and port alike; parameters may be lost on the way. */
    private static boolean isOurs(Contact given, String contact) {
        return given.getAddress().getURI() instanceof SipUri theirs
                && Headers.uri(contact).orElse(null) instanceof SipUri ours
                && same(theirs.getUser(), ours.getUser())
                && same(theirs.getHost(), ours.getHost())
                && port(theirs) == port(ours);
    }

    private static int port(SipUri uri) {
        boolean tls = "tls".equalsIgnoreCase(uri.getTransportParam());
        return uri.getPort() > 0 ? uri.getPort() : tls ? 5061 : 5060;
    }

    private static boolean same(@Nullable String a, @Nullable String b) {
        return a != null && b != null && a.toLowerCase(Locale.ROOT).equals(b.toLowerCase(Locale.ROOT));
    }

    /** What a 423 wants, if it says so. */
    static Optional<Duration> least(SIPResponse tooBrief) {
        return seconds(Headers.first(tooBrief, "Min-Expires"));
    }

    /** When to come again; zero: it does not say. */
    static Duration retryAfter(SIPResponse refusal) {
        String text = Headers.first(refusal, "Retry-After");
        int end = 0;
        while (end < text.length() && Character.digit(text.charAt(end), 10) >= 0) {
            end++;
        }
        return seconds(text.substring(0, end)).orElse(Duration.ZERO); // a comment or parameters may follow
    }

    /** Where the peer saw a request of ours come from; {@code port} 0: it does not say. */
    record From(String host, int port) {}

    /** The same of a response to it; empty if it does not say. */
    static Optional<From> from(SIPResponse response) {
        Via via = response.getTopmostVia();
        if (via == null || (via.getReceived() == null && via.getRPort() <= 0)) {
            return Optional.empty();
        }
        String host = via.getReceived() == null ? via.getHost() : via.getReceived();
        return Optional.of(new From(CleanText.of(host, 60), Math.max(0, via.getRPort())));
    }

    /** Our address as the peer saw it; empty if it does not say. */
    static Optional<String> seenAs(SIPResponse response) {
        return from(response)
                .map(f -> f.host
                        + ':'
                        + (f.port > 0 ? f.port : response.getTopmostVia().getPort()));
    }

    private static Optional<Duration> seconds(@Nullable String text) {
        boolean number = text != null
                && !text.isEmpty()
                && text.length() <= 10
                && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return number
                ? Optional.of(Duration.ofSeconds(Math.min(Long.parseLong(text), LONGEST.toSeconds())))
                : Optional.empty();
    }
}
