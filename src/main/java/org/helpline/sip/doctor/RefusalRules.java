package org.helpline.sip.doctor;

import java.util.Map;
import java.util.Optional;
import org.helpline.sip.trace.Seen;
import org.helpline.sip.trace.SipText;

/** Calls that were refused, each status with its usual causes (RFC 3261 §21). */
final class RefusalRules {

    /** What a status means to whoever asks why a call failed, and what to do. */
    record Meaning(int weight, String cause, String fix) {}

    private static final Map<Integer, Meaning> MEANINGS = Map.ofEntries(
            meaning(
                    400,
                    70,
                    "The message was not understood",
                    "Compare the request with what the reason phrase names; a device between may have changed it"),
            meaning(402, 70, "The account may not call: payment is asked for", "Look at the balance with the provider"),
            meaning(
                    403,
                    80,
                    "The call is forbidden: the account, the calling address or the number shown is not allowed",
                    "Ask the provider whether this address, account and caller number are set up, and whether the destination is barred"),
            meaning(
                    404,
                    75,
                    "The number is not known there",
                    "Check the number's form (+49..., 0049..., 049...) against what the other side expects, and that it is set up there"),
            meaning(
                    405,
                    60,
                    "The method is not allowed there",
                    "Take the feature that uses it out of use for this peer"),
            meaning(
                    406,
                    60,
                    "The answer cannot have the form that was asked for",
                    "Look at the Accept headers of the request"),
            meaning(
                    408,
                    75,
                    "Nobody answered in time behind the peer",
                    "Check that the called phone or the next server is registered and reachable from there"),
            meaning(410, 70, "The number is no longer in use", "Correct the number"),
            meaning(413, 60, "The message is too big for the peer", "Offer fewer codecs and headers, or use TCP"),
            meaning(414, 60, "The address called is too long", "Shorten the Request-URI"),
            meaning(415, 70, "The body's type is not supported", "Send application/sdp only"),
            meaning(
                    416,
                    70,
                    "The address is of a kind that the peer does not take",
                    "Use a sip: URI instead of tel: or sips:"),
            meaning(
                    420,
                    75,
                    "An extension was required that the peer does not have",
                    "Do not require what the Unsupported header names; make it optional (Supported)"),
            meaning(
                    421,
                    75,
                    "The peer requires an extension that the caller does not offer",
                    "Switch on what the Require header names, mostly 100rel or timer"),
            meaning(422, 65, "The session interval is too short for the peer", "Use at least the Min-SE that it names"),
            meaning(
                    423,
                    65,
                    "The registration was asked for too short a time",
                    "Register for at least the Min-Expires that it names"),
            meaning(433, 70, "Anonymous calls are not taken there", "Send the caller's number"),
            meaning(
                    480,
                    65,
                    "The called party is not there for now: not registered, out of reach, or do-not-disturb",
                    "Check that the phone is registered and not set to do-not-disturb"),
            meaning(
                    481,
                    70,
                    "The peer does not know the call (any more)",
                    "The dialog was lost: look whether tags and Call-ID changed on the way, or the peer was restarted"),
            meaning(
                    482,
                    80,
                    "The request came around in a circle",
                    "Look for forwarding that points back to its own start"),
            meaning(
                    483,
                    80,
                    "The request went through too many hops: forwarding runs in a circle",
                    "Look for forwarding that points back to its own start"),
            meaning(
                    484,
                    75,
                    "The number is not complete",
                    "Send the number with its area code, in the form that the peer expects"),
            meaning(485, 60, "The number is ambiguous", "Send a number that names one party"),
            meaning(
                    486,
                    45,
                    "The called party is busy",
                    "If nobody is on the phone there: look at its limit of calls at once"),
            meaning(
                    488,
                    80,
                    "The offered sound is not acceptable",
                    "Compare the codecs and the encryption of both sides"),
            meaning(489, 50, "The event package is not supported", "Do not subscribe to it there"),
            meaning(491, 40, "Both sides changed the session at once", "It should be tried again by itself"),
            meaning(493, 60, "The body could not be decrypted", "Do not encrypt the body"),
            meaning(494, 70, "A security agreement is required", "Set up what the Security-Server header names"),
            meaning(500, 70, "The other side failed inside", "Look at its log; ask the provider with the Call-ID"),
            meaning(
                    501,
                    60,
                    "The method is not implemented there",
                    "Take the feature that uses it out of use for this peer"),
            meaning(
                    502,
                    70,
                    "The next network answered in a way that was not understood",
                    "Ask the provider with the Call-ID"),
            meaning(
                    503,
                    75,
                    "The service is not available: overloaded, in maintenance, or the limit of calls is reached",
                    "Wait as long as Retry-After says; check the limit of calls and whether another server of the provider shall be tried"),
            meaning(
                    504,
                    75,
                    "The next network did not answer in time",
                    "Ask the provider with the Call-ID; try another trunk"),
            meaning(505, 60, "The SIP version is not supported", "Something that is no SIP/2.0 was sent"),
            meaning(513, 75, "The message is too large for the peer", "Offer fewer codecs and headers, or use TCP"),
            meaning(600, 45, "The called party is busy everywhere", ""),
            meaning(
                    603,
                    45,
                    "The called party declined the call",
                    "If nobody pressed a button: a blocking list or do-not-disturb answered"),
            meaning(604, 75, "The number does not exist anywhere", "Check the number and its form"),
            meaning(
                    606,
                    80,
                    "The offered session cannot be had anywhere",
                    "Compare the codecs and the encryption of both sides"),
            meaning(607, 60, "The called party does not want this caller", "The number shown is on a blocking list"),
            meaning(
                    608,
                    65,
                    "A filter against unwanted calls rejected it",
                    "Have the number shown verified with the provider (RFC 8688 names whom to ask in the Call-Info header)"));

    private RefusalRules() {}

    private static Map.Entry<Integer, Meaning> meaning(int status, int weight, String cause, String fix) {
        return Map.entry(status, new Meaning(weight, cause, fix));
    }

    static void examine(Dialogue d, Findings findings) {
        for (Exchange invite : d.invites()) {
            invite.last().ifPresent(last -> {
                int status = last.text().status();
                if (status >= 300 && status < 400) {
                    redirected(invite, last, findings);
                } else if (status >= 400 && status != 401 && status != 407 && status != 487 && isTheEnd(d, invite)) {
                    refused(invite, last, findings);
                }
            });
        }
    }

    /** A refusal that another try under the same Call-ID overcame is none. */
    private static boolean isTheEnd(Dialogue d, Exchange invite) {
        return d.answered().isEmpty()
                && d.invites().stream()
                        .noneMatch(later -> later.request().text().cseq()
                                        > invite.request().text().cseq()
                                && (invite.status() == 422 || invite.status() == 420));
    }

    private static void redirected(Exchange invite, Seen last, Findings findings) {
        findings.add(
                "redirected",
                60,
                invite.packets(),
                "The call is sent elsewhere with " + last.text().status() + ", to "
                        + OfferRules.plain(last.text().header("contact")) + ", and nobody follows.",
                "Have the peer forward the call itself, or allow the trunk to follow redirections.");
    }

    private static void refused(Exchange invite, Seen last, Findings findings) {
        int status = last.text().status();
        boolean saidBetter = (status == 488 || status == 606 || status == 415)
                && invite.request().text().sdp().isPresent();
        if (saidBetter) {
            return; // by the rules of offer and answer
        }
        Meaning m = MEANINGS.getOrDefault(
                status, MEANINGS.getOrDefault(status / 100 * 100, new Meaning(60, "The call was refused", "")));
        StringBuilder what = new StringBuilder("The call to ")
                .append(OfferRules.plain(called(invite.request().text())))
                .append(" was refused with ")
                .append(status)
                .append(' ')
                .append(OfferRules.plain(last.text().reason()))
                .append(" by ")
                .append(Places.words(last.from()))
                .append(". ")
                .append(m.cause())
                .append('.');
        said(last.text()).ifPresent(what::append);
        findings.add("refused-" + status, m.weight(), invite.packets(), what.toString(), sentence(m.fix()));
    }

    static String called(SipText invite) {
        String user = SipText.userOf(invite.uri());
        return user.isEmpty() ? SipText.placeOf(invite.uri()).host() : user;
    }

    /** What the refusal itself gives as its cause: Warning (RFC 3261 §20.43), Reason (RFC 3326), and what it asks for. */
    private static Optional<String> said(SipText refusal) {
        StringBuilder all = new StringBuilder();
        for (String header :
                new String[] {"warning", "reason", "retry-after", "unsupported", "require", "min-se", "error-info"}) {
            String value = refusal.header(header);
            if (!value.isEmpty()) {
                all.append(" It says ")
                        .append(header)
                        .append(": ")
                        .append(OfferRules.plain(value))
                        .append('.');
            }
        }
        return all.isEmpty() ? Optional.empty() : Optional.of(all.toString());
    }

    private static String sentence(String fix) {
        return fix.isEmpty() ? "" : fix + ".";
    }

    /** The usual cause of a status, for those that Helpline itself met. */
    static Optional<Meaning> of(int status) {
        return Optional.ofNullable(MEANINGS.get(status));
    }
}
