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
        List<TrunkSettings> outside = settings.trunks().trunks().stream()
                .filter(TrunkSettings::enabled)
                .filter(t -> isOutside(t.server()))
                .toList();
        boolean isPrivate = own.stream().noneMatch(Nearby::isPublic);
        if (advertised.isEmpty() && isPrivate && !outside.isEmpty()) {
            warnings.addAll(behindNat(outside));
        }
        literal(advertised.replaceAll("[\\[\\]]", "")).ifPresent(outer -> {
            if (!Nearby.isPublic(outer) && !outside.isEmpty()) {
                warnings.add("sip.advertised is " + advertised + ", which the internet does not carry, and trunk "
                        + names(outside) + " is outside: set it to the public address.");
            }
        });
        if (!advertised.isEmpty() && isPrivate) {
            warnings.add("The NAT must forward the SIP port" + ports()
                    + " under the same numbers; whether it does cannot be" + " seen from here.");
        }
        return warnings;
    }

    private List<String> behindNat(List<TrunkSettings> outside) {
        List<String> asked = outside.stream()
                .filter(t -> !t.ping().isZero()
                        || t.login().filter(TrunkSettings.Login::register).isPresent())
                .map(TrunkSettings::name)
                .toList();
        if (asked.isEmpty()) {
            return List.of(
                    "Trunk " + names(outside)
                            + " is outside, and these addresses are private: ACK, BYE and sound may not come back.",
                    "The public address is not known from here, and no trunk is asked for it (ping = 0): set sip.advertised.");
        }
        return List.of(
                "Trunk " + names(outside)
                        + " is outside, and these addresses are private: the public one is learnt from the"
                        + " answers of " + String.join(", ", asked) + ", and named to all outside from then on.",
                "Until then they see the private one. `bin/helpline trunks show " + asked.getFirst()
                        + "` says how it sees us. Set sip.advertised where the NAT must not be asked, or changes ports.",
                "The NAT must forward the SIP port" + ports() + " under the same numbers.");
    }

    private static String names(List<TrunkSettings> trunks) {
        return trunks.stream().map(TrunkSettings::name).collect(Collectors.joining(", "));
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
