package org.helpline.sip.transport;

import java.net.InetSocketAddress;

/** A path to one peer: a UDP socket and an address, or a TCP connection. Any thread may write; order is kept per thread. */
public interface Flow {

    /** {@code UDP} or {@code TCP}. */
    String transport();

    /** Whether the transport is reliable, so that nothing is retransmitted. */
    boolean isReliable();

    /** The peer. */
    InetSocketAddress remote();

    /** Our address that faces the peer, never a wildcard. */
    InetSocketAddress local();

    /** Sends a whole message. A failure is told to every transaction and dialog that uses the flow (RFC 3261 §17.1.4). */
    void write(byte[] message);

    /** Whether it is closed; UDP flows never are. */
    boolean isClosed();
}
