package org.helpline.sip.doctor;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.helpline.sip.trace.SdpText;
import org.helpline.sip.trace.Seen;
import org.helpline.sip.trace.SipText;

/** Addresses that the other side cannot reach: private ones in Contact, SDP and routes; what a router has rewritten. */
final class AddressRules {

    private AddressRules() {}

    static void examine(Capture c, Dialogue d, Findings findings) {
        List<Seen> offers = Stream.concat(d.invites().stream(), d.exchanges("REGISTER").stream())
                .map(Exchange::request)
                .toList();
        List<Seen> answers = d.answer().stream().toList();
        for (Seen m : Stream.concat(offers.stream(), answers.stream()).toList()) {
            contact(c, d, m, findings);
            session(c, m, findings);
            route(m, findings);
            rewritten(m, findings);
        }
        lengths(d, findings);
    }

    /** Written by {@code m}'s sender, about itself, and on its way to or from the internet. */
    private static boolean isLie(Seen m, String host) {
        return (Places.isPrivate(host) && !Places.is(host, m.from()) && Places.isPublic(m.from()))
                || (Places.isPrivate(host) && Places.isPublic(m.to()) && !Places.isPublic(m.from()) && crossesNat(m));
    }

    /** A private sender to a public receiver, seen before the router: harmful unless the other side goes by the source. */
    private static boolean crossesNat(Seen m) {
        return !m.text().isRequest("REGISTER")
                && m.text().header("record-route").isEmpty();
    }

    private static void contact(Capture c, Dialogue d, Seen m, Findings findings) {
        String host = m.text().contact().host();
        if (!isLie(m, host)) {
            return;
        }
        boolean harm = d.exchanges().stream()
                .anyMatch(e -> e.responses().isEmpty()
                        && e.copies().size() >= 3
                        && Places.is(host, e.request().to()));
        boolean registers = m.text().isRequest("REGISTER");
        findings.add(
                "private-contact",
                harm ? 95 : registers ? 30 : 64,
                List.of(m.number()),
                "The Contact of the " + name(m) + " from " + Places.words(m.from()) + " is the private address " + host
                        + ": what is sent to it later (ACK, BYE" + (registers ? ", calls" : "") + ") does not arrive"
                        + (registers ? " unless the registrar goes by the source address." : "."),
                advice(c, m));
    }

    private static String name(Seen m) {
        return m.text().isRequest()
                ? m.text().method()
                : m.text().status() + " (" + m.text().method() + ')';
    }

    private static String advice(Capture c, Seen m) {
        InetAddress sender = m.from().getAddress();
        return c.ours().contains(sender)
                ? "Set sip.advertised to the public address of this server."
                : "Set the public address at " + Places.words(m.from())
                        + " (\"external\" or \"advertised\" address), or switch on STUN there; Helpline itself answers to where"
                        + " messages come from.";
    }

    private static void session(Capture c, Seen m, Findings findings) {
        Optional<SdpText> sdp = m.text().sdp();
        if (sdp.isEmpty() || sdp.get().port() <= 0 || !isLie(m, sdp.get().address())) {
            return;
        }
        findings.add(
                "private-sdp",
                63,
                List.of(m.number()),
                "The session description of the " + name(m) + " from " + Places.words(m.from())
                        + " names the private address " + sdp.get().address()
                        + " for the sound: who sends there is not heard.",
                c.ours().contains(m.from().getAddress())
                        ? "Set sip.advertised to the public address of this server, and forward media.ports."
                        : "Set the public address there, or let the other side send to where the sound comes from (symmetric RTP).");
    }

    private static void route(Seen m, Findings findings) {
        for (String route : m.text().headers("record-route")) {
            String host = SipText.placeOf(route).host();
            if (Places.isPrivate(host) && Places.isPublic(m.from())) {
                findings.add(
                        "private-route",
                        80,
                        List.of(m.number()),
                        "A proxy on the way wrote the private address " + host
                                + " into Record-Route: ACK and BYE go there" + " and do not arrive.",
                        "Set the proxy's advertised address (Kamailio: advertise or alias; OpenSIPS: advertised_address).");
                return;
            }
        }
    }

    /** A router's "SIP ALG" changes some addresses and forgets others. */
    private static void rewritten(Seen m, Findings findings) {
        Optional<SdpText> sdp = m.text().sdp();
        String via = m.text().isRequest() ? m.text().sentBy().host() : "";
        String contact = m.text().contact().host();
        boolean contactIsSource = Places.is(contact, m.from()) && Places.isPublic(m.from());
        boolean originLeft = sdp.isPresent()
                && Places.isPrivate(sdp.get().origin())
                && Places.is(sdp.get().address(), m.from())
                && Places.isPublic(m.from());
        List<String> left = new ArrayList<>();
        if (Places.isPrivate(via)) {
            left.add("Via " + via);
        }
        if (sdp.isPresent() && Places.isPrivate(sdp.get().origin())) {
            left.add("o= " + sdp.get().origin());
        }
        if (m.text().callId().contains("@")
                && Places.isPrivate(m.text().callId().replaceFirst(".*@", ""))) {
            left.add("Call-ID");
        }
        if (contactIsSource && originLeft && left.size() >= 2) {
            findings.add(
                    "rewritten",
                    48,
                    List.of(m.number()),
                    "The message from " + Places.words(m.from())
                            + " looks rewritten on its way: Contact and c= are public, " + String.join(", ", left)
                            + " still private.",
                    "Switch off SIP ALG (\"SIP helper\") in the router there; it breaks calls in odd ways.");
        }
    }

    private static void lengths(Dialogue d, Findings findings) {
        for (Seen m : d.messages()) {
            int said = m.text().contentLength();
            int there = m.text().bodyLength();
            if (!m.isReliable() && said >= 0 && said != there) {
                findings.add(
                        "wrong-length",
                        said > there ? 83 : 58,
                        List.of(m.number()),
                        "The " + name(m) + " from " + Places.words(m.from()) + " says that its body has " + said
                                + " bytes, and it has " + there + '.',
                        said > there
                                ? "Such a message is refused with 400. A device in between changed it (SIP ALG), or it was cut off."
                                : "What is beyond the length is not read; a device in between changed it (SIP ALG).");
                return;
            }
        }
    }
}
