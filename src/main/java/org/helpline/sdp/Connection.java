package org.helpline.sdp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Optional;

/**
 * A {@code c=} line: where media is to be sent (RFC 4566 §5.7).
 *
 * @param type {@code IP4} or {@code IP6}
 * @param address as written, without a multicast TTL
 */
public record Connection(String type, String address) {

    /** The line that says {@code address}. */
    static Connection of(InetAddress address) {
        return new Connection(address instanceof Inet6Address ? "IP6" : "IP4", IpLiteral.text(address));
    }

    /** The address; empty if it is a host name, which is never looked up. */
    public Optional<InetAddress> ip() {
        return IpLiteral.parse(address);
    }

    @Override
    public String toString() {
        return "IN " + type + " " + address;
    }
}
