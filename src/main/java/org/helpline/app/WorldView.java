package org.helpline.app;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.helpline.config.Network;
import org.helpline.config.Settings;
import org.helpline.config.TrunkSettings;
import org.helpline.sip.transport.Nearby;

/**
 * What others will see of this server: the addresses in Contact and session descriptions, and what about them cannot work (P47). No packet
 * is sent and no name looked up.
 *
 * @param own addresses of this machine that SIP listens on, loopback left out
 */
record WorldView(Settings settings, List<InetAddress> own, Nearby nearby) {

    static WorldView of(Settings settings) {
        return new WorldView(settings, listened(settings), Nearby.of(settings.sip()));
    }

    private static List<InetAddress> listened(Settings settings) {
        List<Optional<InetAddress>> hosts = settings.sip().listen().stream()
                .map(entry -> entry.substring(0, entry.lastIndexOf(':')).replaceAll("[\\[\\]]", ""))
                .map(WorldView::literal)
                .toList();
        boolean every = settings.sip().listen().stream().anyMatch(e -> e.startsWith("*:"))
                || hosts.stream().flatMap(Optional::stream).anyMatch(InetAddress::isAnyLocalAddress);
        return (every ? machine() : hosts.stream().flatMap(Optional::stream).toList())
                .stream()
                        .filter(a -> !a.isLoopbackAddress() && !a.isLinkLocalAddress())
                        .distinct()
                        .toList();
    }

    private static List<InetAddress> machine() {
        try {
            return NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .toList();
        } catch (SocketException e) {
            return List.of();
        }
    }

    private static Optional<InetAddress> literal(String host) {
        return Network.read(host).map(Network::base);
    }

    /** Lines for the report of a start and of a check. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("  Outside " + seen());
        warnings().forEach(w -> lines.add("          " + w));
        return lines;
    }

    private String seen() {
        String advertised = settings.sip().advertised();
        if (own.isEmpty()) {
            return "only this machine itself can call: SIP listens on the loopback address.";
        }
        String local = own.stream().map(StartReport::inUri).collect(Collectors.joining(", "));
        if (advertised.isEmpty()) {
            return "others see the address that faces them in Contact and SDP: " + local + ".";
        }
        String near = nearby.networks().stream().map(Network::toString).collect(Collectors.joining(", "));
        return "others see " + advertised + " in Contact and SDP (sip.advertised)"
                + (near.isEmpty() ? "." : "; peers in " + near + " see " + local + ".");
    }

    /** What cannot work, or cannot be known from here; each a sentence with what to do. */
    List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        String advertised = settings.sip().advertised();
        List<String> outside = settings.trunks().trunks().stream()
                .filter(TrunkSettings::enabled)
                .filter(t -> isOutside(t.server()))
                .map(TrunkSettings::name)
                .toList();
        boolean isPrivate = own.stream().noneMatch(Nearby::isPublic);
        if (advertised.isEmpty() && isPrivate && !outside.isEmpty()) {
            warnings.add("Trunk " + String.join(", ", outside)
                    + " is outside, and these addresses are private: ACK, BYE and sound may" + " not come back.");
            warnings.add(
                    "The public address is not known from here: `bin/helpline trunks` says how a trunk sees us; set"
                            + " sip.advertised to that.");
        }
        literal(advertised.replaceAll("[\\[\\]]", "")).ifPresent(outer -> {
            if (!Nearby.isPublic(outer) && !outside.isEmpty()) {
                warnings.add("sip.advertised is " + advertised + ", which the internet does not carry, and trunk "
                        + String.join(", ", outside) + " is outside: set it to the public address.");
            }
        });
        if (!advertised.isEmpty() && isPrivate) {
            warnings.add("The NAT must forward the SIP port" + ports()
                    + " under the same numbers; whether it does cannot be" + " seen from here.");
        }
        return warnings;
    }

    /** A name counts as outside: a PBX of the house is mostly named by its address. */
    private static boolean isOutside(String server) {
        String host = server.replaceFirst(":\\d+$", "").replaceAll("[\\[\\]]", "");
        return literal(host).map(Nearby::isPublic).orElse(host.contains(".") && !host.endsWith(".local"));
    }

    private String ports() {
        int first = settings.media().firstPort();
        return first == 0 ? "" : " and UDP " + first + " to " + settings.media().lastPort();
    }
}
