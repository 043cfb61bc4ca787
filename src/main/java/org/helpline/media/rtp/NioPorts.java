package org.helpline.media.rtp;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Optional;
import java.util.OptionalInt;
import org.helpline.core.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ports of the machine: from a range, or of the system's choice (whose resting time is then the system's too). Any thread. */
public final class NioPorts implements PortSource {

    private static final Logger LOG = LoggerFactory.getLogger(NioPorts.class);
    private static final int ATTEMPTS = 64;

    private final Optional<PortRange> range;
    private final Clock clock;

    /** Ports from {@code range}, or of the system's choice if it is empty. */
    public NioPorts(Optional<PortRange> range, Clock clock) {
        this.range = range;
        this.clock = clock;
    }

    @Override
    public Optional<PortPair> open(InetAddress local) {
        Optional<IOException> last = Optional.empty();
        for (int i = 0; i < ATTEMPTS; i++) {
            OptionalInt port = range.isPresent() ? range.get().take(clock.nanos()) : OptionalInt.of(0);
            if (port.isEmpty()) {
                break;
            }
            try {
                return Optional.of(bind(local, port.getAsInt()));
            } catch (IOException e) {
                giveBack(port.getAsInt());
                last = Optional.of(e);
            }
        }
        last.ifPresent(e -> LOG.warn("local={} no port pair could be bound: {}", local.getHostAddress(), e.toString()));
        return Optional.empty();
    }

    private PortPair bind(InetAddress local, int port) throws IOException {
        try {
            return NioPortPair.bind(local, local, port, () -> giveBack(port));
        } catch (IOException e) {
            if (local.isAnyLocalAddress() || NetworkInterface.getByInetAddress(local) != null) {
                throw e;
            }
            // an address that is ours only from outside, behind a NAT: told in SDP, not bound
            return NioPortPair.bind(wildcard(local), local, port, () -> giveBack(port));
        }
    }

    private static InetAddress wildcard(InetAddress local) throws IOException {
        return InetAddress.getByAddress(new byte[local instanceof Inet6Address ? 16 : 4]);
    }

    private void giveBack(int port) {
        range.ifPresent(r -> r.give(port, clock.nanos()));
    }
}
