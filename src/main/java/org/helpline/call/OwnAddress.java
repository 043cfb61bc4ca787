package org.helpline.call;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * The address that stands in our session descriptions: the local one, or behind a NAT that forwards the ports the outer one
 * ({@code sip.advertised}), but not towards peers on our own side of that NAT. Immutable.
 */
record OwnAddress(Optional<InetAddress> advertised) {

    /**
     * Where {@code peer} shall send sound to.
     *
     * @param local what the socket is bound to
     */
    InetSocketAddress towards(InetAddress peer, InetSocketAddress local) {
        return advertised
                .filter(outer -> outer instanceof Inet4Address == local.getAddress() instanceof Inet4Address)
                .filter(outer -> !isInside(peer) || isInside(outer))
                .map(outer -> new InetSocketAddress(outer, local.getPort()))
                .orElse(local);
    }

    /** Loopback, link-local or private (RFC 1918): no NAT lies between. */
    private static boolean isInside(InetAddress address) {
        return address.isLoopbackAddress() || address.isLinkLocalAddress() || address.isSiteLocalAddress();
    }
}
