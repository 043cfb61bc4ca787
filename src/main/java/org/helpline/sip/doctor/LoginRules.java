package org.helpline.sip.doctor;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.helpline.sip.trace.Seen;
import org.helpline.sip.trace.SipText;

/** Digest and registration (RFC 3261 §10 and §22). */
final class LoginRules {

    private LoginRules() {}

    static void examine(Capture c, Dialogue d, Findings findings) {
        passwords(d, findings);
        unanswered(c, d, findings);
        for (Exchange register : d.exchanges("REGISTER")) {
            registering(register, findings);
        }
    }

    private static boolean hasCredentials(SipText request) {
        return !request.header("authorization").isEmpty()
                || !request.header("proxy-authorization").isEmpty();
    }

    /** A request with credentials is challenged again. */
    private static void passwords(Dialogue d, Findings findings) {
        Map<String, Exchange> wrong = new TreeMap<>();
        boolean overcome = false;
        for (Exchange e : d.exchanges()) {
            if (isChallenge(e) && hasCredentials(e.request().text())) {
                wrong.putIfAbsent(e.method(), e);
            } else if (e.succeeded() && wrong.containsKey(e.method())) {
                overcome = true;
            }
        }
        if (overcome) {
            return;
        }
        wrong.forEach((method, e) -> judge(d, e, findings));
    }

    private static boolean isChallenge(Exchange e) {
        return e.status() == 401 || e.status() == 407;
    }

    private static void judge(Dialogue d, Exchange e, Findings findings) {
        Seen challenge = e.last().orElseThrow();
        String asked = challenge.text().header(e.status() == 401 ? "www-authenticate" : "proxy-authenticate");
        String given = e.request().text().header(e.status() == 401 ? "authorization" : "proxy-authorization");
        String peer = Places.words(challenge.from());
        List<Integer> packets = d.exchanges().stream()
                .filter(x -> x.method().equals(e.method()))
                .flatMap(x -> x.packets().stream())
                .toList();
        String wanted = word(asked, "algorithm");
        String used = word(given, "algorithm");
        if (given.isEmpty()) {
            findings.add(
                    "login-in-wrong-header",
                    80,
                    packets,
                    e.method() + " was challenged with " + e.status() + " by " + peer
                            + ", and the credentials came in the other header.",
                    "401 is answered in Authorization, 407 in Proxy-Authorization.");
        } else if (asked.toLowerCase(Locale.ROOT).replace(" ", "").contains("stale=true") && isStaleLoop(d, e)) {
            findings.add(
                    "stale-nonce-loop",
                    80,
                    packets,
                    peer + " calls each nonce stale at once: " + e.method() + " never gets through.",
                    "Its clock, or a second server that does not share nonces with the first, is at fault.");
        } else if (!wanted.equalsIgnoreCase(used)
                && !(wanted.isEmpty() && used.equalsIgnoreCase("MD5"))
                && !(used.isEmpty() && wanted.equalsIgnoreCase("MD5"))) {
            findings.add(
                    "digest-algorithm",
                    80,
                    packets,
                    peer + " asks for the digest " + or(wanted, "MD5") + ", and the answer was made with "
                            + or(used, "MD5") + ".",
                    "Let both use one: for Helpline's phones it is the setting sip.digests.");
        } else {
            findings.add(
                    "wrong-password",
                    90,
                    packets,
                    e.method() + " of user " + OfferRules.plain(or(word(given, "username"), "(none)"))
                            + " was challenged again by " + peer
                            + " although it came with credentials: user name or password is wrong.",
                    "Enter user name and password anew on both sides; look that the realm "
                            + OfferRules.plain(or(word(asked, "realm"), "(none)")) + " is the one the account is for.");
        }
    }

    private static boolean isStaleLoop(Dialogue d, Exchange e) {
        return d.exchanges().stream()
                        .filter(x -> x.method().equals(e.method()) && isChallenge(x))
                        .count()
                > 2;
    }

    private static String or(String text, String otherwise) {
        return text.isBlank() ? otherwise : text;
    }

    /** A value of a challenge or of credentials. */
    private static String word(String header, String name) {
        var m = java.util.regex.Pattern.compile(
                        "(?:^|[,\\s])" + name + "\\s*=\\s*(\"[^\"]*\"|[^,\\s]+)",
                        java.util.regex.Pattern.CASE_INSENSITIVE)
                .matcher(header);
        return m.find() ? m.group(1).replace("\"", "") : "";
    }

    /** A challenge that nobody answers. */
    private static void unanswered(Capture c, Dialogue d, Findings findings) {
        for (Exchange e : d.exchanges()) {
            if (!isChallenge(e) || hasCredentials(e.request().text()) || isScan(e)) {
                continue;
            }
            boolean goneOn = d.exchanges().stream()
                    .anyMatch(x -> x.method().equals(e.method())
                            && x.request().text().cseq() > e.request().text().cseq());
            if (!goneOn && c.lastMicros() - e.request().micros() > 1_000_000) {
                findings.add(
                        "challenge-unanswered",
                        75,
                        e.packets(),
                        e.method() + " to " + Places.words(e.request().to()) + " was asked for a password with "
                                + e.status() + ", and no request with one followed.",
                        "Give user name and password to the sending side, or have the peer trust its address.");
            }
        }
    }

    private static boolean isScan(Exchange e) {
        return e.is("OPTIONS");
    }

    private static void registering(Exchange register, Findings findings) {
        int status = register.status();
        String who = OfferRules.plain(SipText.userOf(register.request().text().header("to")));
        String peer = Places.words(register.request().to());
        if (status == 0 && register.responses().isEmpty() && register.copies().size() > 1) {
            findings.add(
                    "register-unanswered",
                    90,
                    register.requestPackets(),
                    "REGISTER of " + who + " to " + peer + " gets no answer.",
                    "Check address, port and transport of the registrar, and that no firewall drops UDP "
                            + register.request().to().getPort() + ".");
        } else if (status == 423) {
            findings.add(
                    "registration-too-short",
                    60,
                    register.packets(),
                    "The registrar wants a longer registration than "
                            + OfferRules.plain(expires(register.request().text())) + " s: at least "
                            + OfferRules.plain(
                                    register.last().orElseThrow().text().header("min-expires")) + " s.",
                    "Raise the expiry of the registration.");
        } else if (status == 403 || status == 404) {
            findings.add(
                    "register-refused",
                    85,
                    register.packets(),
                    "The registration of " + who + " was refused with " + status + ' '
                            + OfferRules.plain(
                                    register.last().orElseThrow().text().reason()) + " by " + peer
                            + (status == 404 ? ": it does not know this user." : ": it may not register there."),
                    "Check user name and domain; 403 after a right password means that the account is locked or this address barred.");
        } else if (status >= 400 && status != 401 && status != 407) {
            findings.add(
                    "register-refused",
                    75,
                    register.packets(),
                    "The registration of " + who + " was refused with " + status + ' '
                            + OfferRules.plain(
                                    register.last().orElseThrow().text().reason()) + " by " + peer + ".",
                    RefusalRules.of(status).map(m -> m.cause() + ".").orElse("Look at the registrar's log."));
        }
    }

    private static String expires(SipText register) {
        String inContact = SipText.parameter(register.header("contact"), "expires");
        return inContact.isBlank() ? register.header("expires") : inContact;
    }
}
