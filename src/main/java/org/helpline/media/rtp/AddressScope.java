package org.helpline.media.rtp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** How far an address reaches. */
final class AddressScope {

    private AddressScope() {}

    /** Whether an address may be reached from the whole internet: not private, shared, local, multicast or unspecified (RFC 6890). */
    static boolean isGlobal(InetAddress a) {
        boolean local = a.isAnyLocalAddress()
                || a.isLoopbackAddress()
                || a.isLinkLocalAddress()
                || a.isSiteLocalAddress()
                || a.isMulticastAddress();
        return !local && !isShared(a.getAddress(), a instanceof Inet6Address);
    }

    // 100.64.0.0/10 (RFC 6598) and fc00::/7 (RFC 4193)
    private static boolean isShared(byte[] b, boolean six) {
        return six ? (b[0] & 0xfe) == 0xfc : (b[0] & 0xff) == 100 && (b[1] & 0xc0) == 64;
    }

    /** Whether media may be sent there: resolved, a port, one host. */
    static boolean isSendable(InetSocketAddress to) {
        InetAddress a = to.getAddress();
        return a != null && to.getPort() > 0 && !a.isAnyLocalAddress() && !a.isMulticastAddress() && !isBroadcast(a);
    }

    private static boolean isBroadcast(InetAddress a) {
        byte[] b = a.getAddress();
        return b.length == 4 && (b[0] & b[1] & b[2] & b[3]) == -1;
    }
}
