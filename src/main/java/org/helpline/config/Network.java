package org.helpline.config;

import java.net.InetAddress;
import java.util.Optional;

/**
 * An address or a network of addresses, such as {@code 192.0.2.7}, {@code 203.0.113.0/24} or {@code 2001:db8::/32} (RFC 4632 §3.1, RFC 4291
 * §2.3).
 *
 * @param base an address of it
 * @param bits how many leading bits are common to all of it
 */
public record Network(InetAddress base, int bits) {

    /** Reads it; empty if it is none. Names are not looked up. */
    public static Optional<Network> read(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        try {
            InetAddress base = InetAddress.ofLiteral(address);
            int all = base.getAddress().length * 8;
            int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
            boolean shortened =
                    all == 32 && address.chars().filter(c -> c == '.').count() != 3; // 10.1 is 10.0.0.1
            return shortened || bits < 0 || bits > all ? Optional.empty() : Optional.of(new Network(base, bits));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether the address belongs to it; never one of the other family. */
    public boolean contains(InetAddress address) {
        byte[] a = address.getAddress();
        byte[] b = base.getAddress();
        if (a.length != b.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((a[bit / 8] & mask) != (b[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }

    /** Whether there is an address of both: the smaller one lies within the other, or there is none. */
    public boolean overlaps(Network other) {
        return bits <= other.bits ? contains(other.base) : other.contains(base);
    }

    @Override
    public String toString() {
        int all = base.getAddress().length * 8;
        return base.getHostAddress() + (bits == all ? "" : "/" + bits);
    }
}
