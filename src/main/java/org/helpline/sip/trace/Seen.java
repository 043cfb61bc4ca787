package org.helpline.sip.trace;

import java.net.InetSocketAddress;
import java.util.Arrays;

/**
 * One SIP message on its way, as it was seen.
 *
 * @param number of the packet that ended it, counting from 1
 * @param micros when, since 1970
 * @param transport UDP, TCP, TLS, WS or WSS
 * @param bytes the message alone; {@code text} the same, read
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below; copying would cost each message
public record Seen(
        int number,
        long micros,
        String transport,
        InetSocketAddress from,
        InetSocketAddress to,
        byte[] bytes,
        SipText text) {

    /** Whether it is a copy of another: the same bytes between the same two. */
    public boolean isCopyOf(Seen other) {
        return from.equals(other.from) && to.equals(other.to) && Arrays.equals(bytes, other.bytes);
    }

    /** Whether its transport loses nothing, so that a copy is no retransmission of a timer's. */
    public boolean isReliable() {
        return !transport.equals("UDP");
    }

    /** {@code 192.0.2.1:5060}, IPv6 in brackets. */
    public static String words(InetSocketAddress address) {
        String host = address.getAddress() == null
                ? address.getHostString()
                : address.getAddress().getHostAddress();
        return (host.indexOf(':') >= 0 ? '[' + host + ']' : host) + ':' + address.getPort();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Seen seen && seen.number == number && seen.micros == micros && isCopyOf(seen);
    }

    @Override
    public int hashCode() {
        return 31 * number + Long.hashCode(micros);
    }

    @Override
    public String toString() {
        return number + " " + words(from) + " > " + words(to) + ' ' + text.startLine();
    }
}
