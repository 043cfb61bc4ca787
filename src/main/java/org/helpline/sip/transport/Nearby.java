package org.helpline.sip.transport;

import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.helpline.config.Network;
import org.helpline.config.SipSettings;

/**
 * Which peers are on our own side of a NAT: they see our local address, all others the one of {@code sip.advertised} (P47). Loopback
 * and link-local peers always are. Immutable.
 *
 * @param networks those of {@code sip.local-networks}, else the private ranges (RFC 1918, RFC 6598, RFC 4193) that this machine is in
 */
public record Nearby(List<Network> networks) {

    private static final List<Network> RANGES = List.of(
            range("10.0.0.0/8"),
            range("172.16.0.0/12"),
            range("192.168.0.0/16"),
            range("100.64.0.0/10"),
            range("fc00::/7"));

    /** An address of this machine with the network that it is in. */
    record Own(InetAddress address, int bits) {}

    private static Network range(String text) {
        return Network.read(text).orElseThrow();
    }

    /** As the settings say, or as the addresses of this machine let guess. Blocks shortly; nothing is resolved. */
    public static Nearby of(SipSettings settings) {
        if (!settings.localNetworks().isEmpty()) {
            return new Nearby(settings.localNetworks());
        }
        return guess(own(), literal(settings.advertised()));
    }

    /** A range that holds the advertised address itself is not ours as a whole: only the network of the interface is. */
    static Nearby guess(List<Own> own, Optional<InetAddress> advertised) {
        List<Network> near = new ArrayList<>();
        for (Own one : own) {
            RANGES.stream()
                    .filter(r -> r.contains(one.address()))
                    .findFirst()
                    .map(r -> advertised.filter(r::contains).isPresent() ? new Network(one.address(), one.bits()) : r)
                    .filter(n -> !near.contains(n))
                    .ifPresent(near::add);
        }
        return new Nearby(List.copyOf(near));
    }

    private static Optional<InetAddress> literal(String host) {
        return Network.read(host.replaceAll("[\\[\\]]", "")).map(Network::base);
    }

    private static List<Own> own() {
        List<Own> all = new ArrayList<>();
        try {
            for (NetworkInterface card : NetworkInterface.networkInterfaces().toList()) {
                for (InterfaceAddress address : card.getInterfaceAddresses()) {
                    all.add(new Own(address.getAddress(), address.getNetworkPrefixLength()));
                }
            }
        } catch (SocketException e) {
            return List.of(); // then nobody is near but the machine itself
        }
        return List.copyOf(all);
    }

    /** Whether a peer is on our side. */
    public boolean has(InetAddress peer) {
        return peer.isLoopbackAddress()
                || peer.isLinkLocalAddress()
                || networks.stream().anyMatch(n -> n.contains(peer));
    }

    /** Whether the internet carries packets to an address: neither private nor of the machine or link itself. */
    public static boolean isPublic(InetAddress address) {
        return !address.isLoopbackAddress()
                && !address.isLinkLocalAddress()
                && !address.isAnyLocalAddress()
                && RANGES.stream().noneMatch(r -> r.contains(address));
    }
}
