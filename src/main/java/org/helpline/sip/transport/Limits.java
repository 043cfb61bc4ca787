package org.helpline.sip.transport;

/**
 * What the gate lets through, in bytes where not said otherwise. JAIN-SIP parses a header line in quadratic time, so the
 * limits stand before it.
 *
 * @param datagram the largest datagram; one byte more is answered 513
 * @param line the longest header line, its folds included
 * @param identityLine the longest Identity line, which carries a signed token (RFC 8224)
 * @param headers how many header lines
 * @param streamHead the longest header section on a stream
 * @param streamBody the longest body on a stream
 */
public record Limits(int datagram, int line, int identityLine, int headers, int streamHead, int streamBody) {

    /** The limits of a server whose datagrams may have {@code datagram} bytes. */
    public static Limits of(int datagram) {
        return new Limits(datagram, 2_048, 4_096, 100, 16_384, 65_536);
    }

    /** The largest message of a WebSocket. */
    int message() {
        return streamHead + streamBody;
    }

    /** The limits for messages that come whole but not in datagrams. */
    Limits whole() {
        return new Limits(message(), line, identityLine, headers, streamHead, streamBody);
    }
}
