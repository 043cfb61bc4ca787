package org.helpline.core;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An address or a network of them ({@code 203.0.113.0/24}, {@code 2001:db8::/32}). Immutable.
 *
 * @param address any of the network; IPv4 that stands in IPv6 ({@code ::ffff:192.0.2.1}) is IPv4 in Java already
 * @param bits how many leading bits count
 */
public record Network(InetAddress address, int bits) {

    private static final Pattern FOUR = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}");
    private static final Pattern SIX = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

    /** Reads an address or a network; empty if it is neither, a name for example. Nothing is resolved. */
    public static Optional<Network> read(String text) {
        int slash = text.indexOf('/');
        String host = slash < 0 ? text : text.substring(0, slash);
        if (!FOUR.matcher(host).matches() && !SIX.matcher(host).matches()) {
            return Optional.empty();
        }
        try {
            InetAddress address = InetAddress.ofLiteral(host);
            int most = address.getAddress().length * 8;
            int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
            return bits >= 0 && bits <= most ? Optional.of(new Network(address, bits)) : Optional.empty();
        } catch (IllegalArgumentException _) { // also NumberFormatException
            return Optional.empty();
        }
    }

    /** Whether the address is of it; one of the other family never is. */
    public boolean has(InetAddress other) {
        return sameBits(other, bits);
    }

    /** Whether there is an address of both. */
    public boolean overlaps(Network other) {
        return sameBits(other.address, Math.min(bits, other.bits));
    }

    private boolean sameBits(InetAddress other, int count) {
        byte[] a = address.getAddress();
        byte[] b = other.getAddress();
        if (a.length != b.length) {
            return false;
        }
        for (int bit = 0; bit < count; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((a[bit / 8] & mask) != (b[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        String host = address.getHostAddress();
        return bits == address.getAddress().length * 8 ? host : host + "/" + bits;
    }
}
