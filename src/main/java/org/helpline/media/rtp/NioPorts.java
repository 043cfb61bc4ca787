package org.helpline.media.rtp;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.helpline.core.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ports of the machine: from a range, or of the system's choice (whose resting time is then the system's too). Any thread. */
public final class NioPorts implements PortSource {

    private static final Logger LOG = LoggerFactory.getLogger(NioPorts.class);
    private static final int ATTEMPTS = 64;

    private final Optional<PortRange> range;
    private final Optional<RestingPairs> resting;
    private final Clock clock;
    private final boolean together;

    private NioPorts(Optional<PortRange> range, Clock clock, Optional<RestingPairs> resting, boolean together) {
        this.range = range;
        this.clock = clock;
        this.resting = resting;
        this.together = together;
    }

    /** Ports from {@code range}, or of the system's choice if it is empty. */
    public NioPorts(Optional<PortRange> range, Clock clock) {
        this(range, clock, Optional.empty(), false);
    }

    /**
     * The same, which under load keeps sockets open from one call to another.
     *
     * @param random as {@link RestingPairs} has it
     * @param together whether they are to know what {@link Departures} ask of them
     */
    public static NioPorts keeping(Optional<PortRange> range, Clock clock, RandomGenerator random, boolean together) {
        int most = Math.min(OpenFiles.pairs(), range.map(r -> r.pairs() / 2).orElse(Integer.MAX_VALUE));
        boolean few = most < RestingPairs.SPARE; // they are better used in turn
        return new NioPorts(
                range, clock, few ? Optional.empty() : Optional.of(new RestingPairs(most, random)), together);
    }

    @Override
    public Optional<PortPair> open(InetAddress local) {
        Optional<NioPortPair> rested = resting.flatMap(r -> r.take(local, clock.nanos()));
        return rested.isPresent() ? Optional.of(rested.get()) : openAnew(local);
    }

    private Optional<PortPair> openAnew(InetAddress local) {
        Optional<IOException> last = Optional.empty();
        for (int i = 0; i < ATTEMPTS; i++) {
            OptionalInt port = range.isPresent() ? range.get().take(clock.nanos()) : OptionalInt.of(0);
            if (port.isEmpty()) {
                return resting.flatMap(r -> r.takeLast(local, clock.nanos())).map(pair -> pair);
            }
            try {
                return Optional.of(bind(local, port.getAsInt()));
            } catch (IOException e) {
                giveBack(port.getAsInt());
                last = Optional.of(e);
                resting.ifPresent(
                        RestingPairs::clear); // if it is for want of file descriptors, these are the first to go
            }
        }
        last.ifPresent(e -> LOG.warn("local={} no port pair could be bound: {}", local.getHostAddress(), e.toString()));
        return Optional.empty();
    }

    private PortPair bind(InetAddress local, int port) throws IOException {
        NioPortPair.Owner owner = new Lender(port);
        try {
            return NioPortPair.bind(local, local, port, owner, together);
        } catch (IOException e) {
            if (local.isAnyLocalAddress() || NetworkInterface.getByInetAddress(local) != null) {
                throw e;
            }
            // an address that is ours only from outside, behind a NAT: told in SDP, not bound
            return NioPortPair.bind(wildcard(local), local, port, owner, together);
        }
    }

    /** Takes back the pair of a port of the range; 0: of the system's choice. */
    private final class Lender implements NioPortPair.Owner {
        private final int port;

        Lender(int port) {
            this.port = port;
        }

        @Override
        public boolean keeps(NioPortPair pair) {
            return resting.isPresent() && resting.get().add(pair, clock.nanos());
        }

        @Override
        public void closed(NioPortPair pair) {
            giveBack(port);
        }
    }

    private static InetAddress wildcard(InetAddress local) throws IOException {
        return InetAddress.getByAddress(new byte[local instanceof Inet6Address ? 16 : 4]);
    }

    private void giveBack(int port) {
        range.ifPresent(r -> r.give(port, clock.nanos()));
    }

    @Override
    public void sweep() {
        resting.ifPresent(r -> r.sweep(clock.nanos()));
    }

    @Override
    public void close() {
        resting.ifPresent(RestingPairs::end);
    }
}
