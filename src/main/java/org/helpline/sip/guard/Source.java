package org.helpline.sip.guard;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Who counts as one source: an IPv4 address, or the /64 network of an IPv6 address, which is what one customer has (RFC 6177) and may choose
 * addresses in at will.
 */
public record Source(InetAddress network) {

    private static final int PREFIX_BYTES = 8;

    /** The source that an address belongs to. */
    public static Source of(InetAddress address) {
        return new Source(address instanceof Inet6Address six ? network(six) : address);
    }

    private static InetAddress network(Inet6Address address) {
        byte[] bytes = address.getAddress();
        Arrays.fill(bytes, PREFIX_BYTES, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("sixteen bytes are an address", e);
        }
    }

    /** {@code 192.0.2.7} or {@code 2001:db8:0:1::/64}. */
    @Override
    public String toString() {
        return network instanceof Inet6Address ? shortened(network.getHostAddress()) + "/64" : network.getHostAddress();
    }

    private static String shortened(String address) {
        return address.replaceFirst("(:0){4}$", "::").replace(":::", "::");
    }
}
