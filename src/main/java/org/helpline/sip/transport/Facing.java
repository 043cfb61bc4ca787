package org.helpline.sip.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.helpline.core.Clock;

/** Which of our addresses faces a peer: the system's routing table is asked, no packet is sent. One per loop, confined to it. */
final class Facing {

    private static final int CAPACITY = 1_024;
    private static final long AGE_NANOS = Duration.ofMinutes(1).toNanos(); // addresses of a machine may change

    private final Clock clock;
    private final Map<InetAddress, InetAddress> known = new HashMap<>();
    private long sinceNanos;

    Facing(Clock clock) {
        this.clock = clock;
        this.sinceNanos = clock.nanos();
    }

    /** Our address towards {@code peer}; remembered for a minute. */
    InetAddress towards(InetAddress peer) {
        if (known.size() >= CAPACITY || clock.nanos() - sinceNanos > AGE_NANOS) {
            known.clear();
            sinceNanos = clock.nanos();
        }
        return known.computeIfAbsent(peer, Facing::ask);
    }

    /** The same, asked anew; any thread. The loopback address where there is no way to the peer. */
    static InetAddress ask(InetAddress peer) {
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.connect(new InetSocketAddress(peer, 9));
            return ((InetSocketAddress) channel.getLocalAddress()).getAddress();
        } catch (IOException | UnsupportedAddressTypeException e) { // the latter on a machine without IPv6
            return InetAddress.getLoopbackAddress();
        }
    }
}
