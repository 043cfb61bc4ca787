package org.helpline.call;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The address that stands in our session descriptions: the local one, or behind a NAT that forwards the ports the outer one
 * ({@code sip.advertised}, else what was learnt), but not towards peers on our own side of that NAT. Immutable.
 *
 * @param near whether a peer is on our own side
 * @param learnt asked where nothing is set
 */
public record OwnAddress(Optional<InetAddress> advertised, Predicate<InetAddress> near, Learnt learnt) {

    /** The outer address as it is known without the setting. */
    @FunctionalInterface
    public interface Learnt {

        /** What {@code peer} is told instead of {@code local}; empty: nothing else. */
        Optional<InetAddress> towards(InetAddress peer, InetAddress local);
    }

    /** Without anything learnt. */
    OwnAddress(Optional<InetAddress> advertised, Predicate<InetAddress> near) {
        this(advertised, near, (_, _) -> Optional.empty());
    }

    /** Whoever has a private address is near, unless the advertised one is private, too. */
    OwnAddress(Optional<InetAddress> advertised) {
        this(
                advertised,
                peer -> isInside(peer)
                        && !advertised.filter(OwnAddress::isInside).isPresent());
    }

    /**
     * Where {@code peer} shall send sound to.
     *
     * @param local what the socket is bound to
     */
    InetSocketAddress towards(InetAddress peer, InetSocketAddress local) {
        return advertised
                .filter(_ -> !near.test(peer))
                .or(() -> advertised.isPresent() ? Optional.empty() : learnt.towards(peer, local.getAddress()))
                .filter(outer -> outer instanceof Inet4Address == local.getAddress() instanceof Inet4Address)
                .map(outer -> new InetSocketAddress(outer, local.getPort()))
                .orElse(local);
    }

    /** Loopback, link-local or private (RFC 1918): no NAT lies between. */
    private static boolean isInside(InetAddress address) {
        return address.isLoopbackAddress() || address.isLinkLocalAddress() || address.isSiteLocalAddress();
    }
}
