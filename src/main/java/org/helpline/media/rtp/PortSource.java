package org.helpline.media.rtp;

import java.net.InetAddress;
import java.util.Optional;

/** Where legs get their ports. Any thread. */
@FunctionalInterface
public interface PortSource {

    /** Opens a pair that is told as {@code local} in SDP; empty if none is free. */
    Optional<PortPair> open(InetAddress local);

    /** Looks after those that are open and not lent; called every few milliseconds by one thread. */
    default void sweep() {}

    /** Closes those that are not lent; those that are, when they come back. */
    default void close() {}
}
