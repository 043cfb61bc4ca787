package org.helpline.media.rtp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Addresses as Linux has them: {@code struct sockaddr_in} and {@code sockaddr_in6} (ip(7), ipv6(7)). */
final class SocketName {

    /** Room for either. */
    static final int MOST = 28;

    private static final short AF_INET = 2;
    private static final short AF_INET6 = 10;
    private static final int V4_BYTES = 16;
    private static final int V4_ADDRESS = 4;
    private static final int V6_ADDRESS = 8;

    private SocketName() {}

    /** How a socket of one family names this address; empty if it is of the other family, or not known. */
    static Optional<byte[]> of(InetSocketAddress address, boolean six) {
        InetAddress host = address.getAddress();
        if (host == null || host instanceof Inet6Address != six) {
            return Optional.empty();
        }
        ByteBuffer name = ByteBuffer.allocate(six ? MOST : V4_BYTES).order(ByteOrder.nativeOrder());
        name.putShort(0, six ? AF_INET6 : AF_INET);
        name.put(2, (byte) (address.getPort() >> 8)).put(3, (byte) address.getPort()); // as it goes over the wire
        name.put(six ? V6_ADDRESS : V4_ADDRESS, host.getAddress());
        if (host instanceof Inet6Address scoped) {
            name.putInt(V6_ADDRESS + 16, scoped.getScopeId());
        }
        return Optional.of(name.array());
    }
}
