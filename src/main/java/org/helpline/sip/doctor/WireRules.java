package org.helpline.sip.doctor;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.helpline.sip.trace.Seen;

/** What the network itself said: ICMP errors, refused connections, TLS alerts, names, fragments. */
final class WireRules {

    private static final Map<Integer, String> ALERTS = Map.ofEntries(
            Map.entry(20, "a record could not be decrypted"),
            Map.entry(40, "no common version or cipher"),
            Map.entry(42, "the certificate is broken"),
            Map.entry(43, "the certificate is of a kind that is not supported"),
            Map.entry(44, "the certificate is revoked"),
            Map.entry(45, "the certificate has expired"),
            Map.entry(46, "the certificate is not acceptable"),
            Map.entry(48, "the authority that signed the certificate is not trusted"),
            Map.entry(49, "access is denied"),
            Map.entry(70, "the TLS version is not supported"),
            Map.entry(71, "the ciphers are too weak"),
            Map.entry(80, "the other side failed inside"),
            Map.entry(109, "an extension is missing"),
            Map.entry(112, "no certificate for that name"),
            Map.entry(116, "a client certificate is required"),
            Map.entry(120, "no common application protocol"));

    private WireRules() {}

    /** What hits one call. */
    static void examine(Capture c, Dialogue d, Findings findings) {
        Set<InetSocketAddress> signalling = d.messages().stream().map(Seen::to).collect(Collectors.toSet());
        Set<String> sound = d.messages().stream()
                .flatMap(m -> m.text().sdp().stream())
                .map(s -> s.address() + ' ' + s.port())
                .collect(Collectors.toSet());
        Map<InetSocketAddress, List<Integer>> unheard = c.events().stream()
                .filter(WireEvent.Undelivered.class::isInstance)
                .map(WireEvent.Undelivered.class::cast)
                .filter(e -> !e.tooBig() && e.micros() >= d.firstMicros())
                .collect(Collectors.groupingBy(
                        WireEvent.Undelivered::to,
                        Collectors.mapping(WireEvent.Undelivered::packet, Collectors.toList())));
        unheard.forEach((to, packets) -> {
            String why = why(c, to);
            if (signalling.contains(to)) {
                findings.add(
                        "nobody-listens",
                        93,
                        packets,
                        "What is sent to " + Places.words(to) + " comes back as undeliverable: " + why + '.',
                        "Start the server or phone there, or correct address and port.");
            } else if (sound.contains(Places.host(to) + ' ' + to.getPort())) {
                long end = d.bye().map(b -> b.request().micros()).orElse(Long.MAX_VALUE);
                boolean within = c.events().stream()
                        .anyMatch(e -> e instanceof WireEvent.Undelivered u && u.to().equals(to) && u.micros() < end);
                if (within) {
                    findings.add(
                            "sound-undeliverable",
                            81,
                            packets,
                            "The sound sent to " + Places.words(to) + " comes back as undeliverable: " + why + '.',
                            "The device there has closed its port, or a firewall rejects it.");
                }
            }
        });
        for (WireEvent e : c.events()) {
            if (e instanceof WireEvent.FragmentsLost f && isOf(d, f)) {
                lost(f, findings);
            }
        }
    }

    private static String why(Capture c, InetSocketAddress to) {
        return c.events().stream()
                .filter(e -> e instanceof WireEvent.Undelivered u && u.to().equals(to))
                .map(e -> ((WireEvent.Undelivered) e).why())
                .findFirst()
                .orElse("");
    }

    private static boolean isOf(Dialogue d, WireEvent.FragmentsLost f) {
        return d.messages().stream()
                .anyMatch(m -> (m.from().equals(f.from()) && m.to().equals(f.to()))
                        || (m.from().equals(f.to()) && m.to().equals(f.from())));
    }

    private static void lost(WireEvent.FragmentsLost f, Findings findings) {
        findings.add(
                "fragments-lost",
                89,
                List.of(f.packet()),
                "A message from " + Places.words(f.from()) + " (" + OfferRules.plain(f.start())
                        + ") went in fragments, and not all came: it is lost.",
                "Offer fewer codecs, or use TCP there; or let the firewall pass IP fragments.");
    }

    /** What hits no call in particular. */
    static void examine(Capture c, Findings findings) {
        for (WireEvent e : c.events()) {
            switch (e) {
                case WireEvent.TlsAlert a
                when a.description() != 0 ->
                    findings.add(
                            "tls-alert",
                            91,
                            List.of(a.packet()),
                            "The TLS connection between " + Places.host(a.from()) + " and " + Places.words(a.to())
                                    + " came to nothing: " + Places.host(a.from()) + " says "
                                    + ALERTS.getOrDefault(a.description(), "alert " + a.description()) + '.',
                            remedy(a.description()));
                case WireEvent.TlsAlert _ -> {} // closes in good order
                case WireEvent.TlsHello h ->
                    findings.add(
                            "tls-silent",
                            85,
                            List.of(h.packet()),
                            Places.words(h.to())
                                    + " does not answer the TLS greeting: it may expect no TLS on that port.",
                            "Check the port: 5061 is usual for TLS, 5060 for TCP without.");
                case WireEvent.ConnectionRefused r ->
                    findings.add(
                            "connection-refused",
                            90,
                            List.of(r.packet()),
                            Places.words(r.to()) + " refuses the TCP connection: nobody listens there.",
                            "Correct address and port, or use the transport that the peer has.");
                case WireEvent.ConnectionUnanswered u ->
                    findings.add(
                            "connection-unanswered",
                            90,
                            u.packets(),
                            "The TCP connection to " + Places.words(u.to()) + " was asked for "
                                    + CallRules.times(u.packets().size()) + " and gets no answer.",
                            "A firewall drops it, or the address is wrong.");
                case WireEvent.NameUnanswered n ->
                    findings.add(
                            "name-unanswered",
                            86,
                            n.packets(),
                            "The name server " + Places.words(n.server()) + " does not answer for "
                                    + OfferRules.plain(n.name()) + " (" + n.type() + ").",
                            "Check the name servers of this machine; a dead one costs seconds a call.");
                case WireEvent.NameAnswered n -> named(c, n, findings);
                case WireEvent.Undelivered u
                when u.tooBig() ->
                    findings.add(
                            "too-big-for-the-way",
                            79,
                            List.of(u.packet()),
                            "What is sent to " + Places.words(u.to()) + " is too big for a link on the way.",
                            "Use TCP to this peer, or offer fewer codecs.");
                case WireEvent.Undelivered _ -> {} // told with its call
                case WireEvent.FragmentsLost f -> {
                    if (Dialogue.of(c.messages()).stream().noneMatch(d -> isOf(d, f))) {
                        lost(f, findings);
                    }
                }
            }
        }
    }

    private static void named(Capture c, WireEvent.NameAnswered n, Findings findings) {
        if (n.status() == 0) {
            return;
        }
        boolean found = c.events().stream()
                .anyMatch(e -> e instanceof WireEvent.NameAnswered other
                        && other.status() == 0
                        && other.answers() > 0
                        && (other.name().equals(n.name()) || n.name().endsWith("." + other.name())));
        if (found) {
            return; // no SRV, but an address: as it may be
        }
        Set<String> types = new TreeSet<>();
        c.events().forEach(e -> {
            if (e instanceof WireEvent.NameAnswered other && other.name().equals(n.name())) {
                types.add(other.type());
            }
        });
        findings.add(
                "name-unknown",
                86,
                List.of(n.packet()),
                "The name " + OfferRules.plain(n.name()) + " (" + String.join(", ", types) + ") "
                        + (n.status() == 3
                                ? "does not exist."
                                : "could not be looked up: the name server says error " + n.status() + '.'),
                n.status() == 3
                        ? "Correct the name of the provider's server."
                        : "Check the name servers of this machine.");
    }

    private static String remedy(int alert) {
        return switch (alert) {
            case 42, 43, 44, 45, 46 -> "Renew the certificate that the other side was shown.";
            case 48 ->
                "Let it trust the authority: install the CA's certificate there, or use a certificate of a public authority.";
            case 40, 70, 71 -> "Allow TLS 1.2 or 1.3 and usual ciphers on both sides.";
            case 112 -> "Use the name that stands in the certificate, not the address.";
            case 116 -> "Give a client certificate to the trunk.";
            default -> "Look at the logs of both sides.";
        };
    }
}
