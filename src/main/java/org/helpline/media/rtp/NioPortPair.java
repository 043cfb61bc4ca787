package org.helpline.media.rtp;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import org.jspecify.annotations.Nullable;

/** Two non-blocking datagram channels. They stay unconnected: connecting drops what is queued and throws when the peer's port closes. */
public final class NioPortPair implements PortPair {

    private static final int DSCP_EF = 46 << 2; // expedited forwarding, as voice is marked (RFC 4594 §4.1)
    private static final int RECEIVE_BYTES = 64 * 1024;
    private static final int MOST_LATE = 512; // more than a buffer holds

    private final DatagramChannel rtp;
    private final DatagramChannel rtcp;
    private final InetSocketAddress local;
    private final Owner owner;
    private final int descriptor; // of RTP's socket; negative: not known
    private @Nullable SelectionKey watched;
    private @Nullable InetSocketAddress named; // who was sent to last, and how the system has it
    private byte @Nullable [] name;

    /** Where pairs come from and go to. */
    interface Owner {

        /** A leg is done with it; false: it is to be closed. */
        boolean keeps(NioPortPair pair);

        /** Both are closed. */
        void closed(NioPortPair pair);
    }

    private NioPortPair(DatagramChannel rtp, DatagramChannel rtcp, InetSocketAddress local, Owner owner, int expected)
            throws IOException {
        this.rtp = rtp;
        this.rtcp = rtcp;
        this.local = local;
        this.owner = owner;
        this.descriptor = expected < 0
                ? expected
                : Descriptors.of((InetSocketAddress) rtp.getLocalAddress(), isSix(rtp), expected)
                        .orElse(-1);
    }

    private static boolean isSix(DatagramChannel channel) throws IOException {
        return ((InetSocketAddress) channel.getLocalAddress()).getAddress() instanceof Inet6Address;
    }

    /**
     * Binds a pair.
     *
     * @param bind the address to bind, {@code shown} the one to tell in SDP
     * @param port even; 0 lets the system choose an even one with its neighbour
     * @param together whether packets of several pairs may leave together, for which the system's number of the socket is looked up
     * @throws IOException if a port is taken, or no socket is to be had
     */
    static NioPortPair bind(InetAddress bind, InetAddress shown, int port, Owner owner, boolean together)
            throws IOException {
        int expected = together ? Descriptors.expected() : -1;
        DatagramChannel one = channel(bind, port);
        try {
            int got = ((InetSocketAddress) one.getLocalAddress()).getPort();
            boolean even = got % 2 == 0;
            DatagramChannel other = channel(bind, even ? got + 1 : got - 1);
            InetSocketAddress local = new InetSocketAddress(shown, even ? got : got - 1);
            return even
                    ? new NioPortPair(one, other, local, owner, expected)
                    : new NioPortPair(other, one, local, owner, expected);
        } catch (IOException e) {
            one.close();
            throw e;
        }
    }

    private static DatagramChannel channel(InetAddress bind, int port) throws IOException {
        boolean six = bind instanceof Inet6Address;
        DatagramChannel channel =
                DatagramChannel.open(six ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BYTES);
            channel.setOption(StandardSocketOptions.IP_TOS, DSCP_EF);
            channel.bind(new InetSocketAddress(bind, port));
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public InetSocketAddress local() {
        return local;
    }

    @Override
    public @Nullable InetSocketAddress receiveRtp(ByteBuffer packet) {
        return receive(rtp, packet);
    }

    @Override
    public @Nullable InetSocketAddress receiveRtcp(ByteBuffer packet) {
        return receive(rtcp, packet);
    }

    private static @Nullable InetSocketAddress receive(DatagramChannel channel, ByteBuffer packet) {
        try {
            return (InetSocketAddress) channel.receive(packet);
        } catch (IOException e) {
            return null; // what the network does is a loss, and the silence watchdog's business
        }
    }

    @Override
    public boolean sendRtp(ByteBuffer packet, InetSocketAddress to) {
        return send(rtp, packet, to);
    }

    @Override
    public boolean sendRtp(Departures departures, ByteBuffer packet, InetSocketAddress to) {
        byte[] where = descriptor < 0 ? null : nameOf(to);
        return (where != null && departures.take(descriptor, where, packet)) || send(rtp, packet, to);
    }

    private byte @Nullable [] nameOf(InetSocketAddress to) {
        if (!to.equals(named)) {
            named = to;
            name = SocketName.of(to, local.getAddress() instanceof Inet6Address).orElse(null);
        }
        return name;
    }

    @Override
    public boolean sendRtcp(ByteBuffer packet, InetSocketAddress to) {
        return send(rtcp, packet, to);
    }

    private static boolean send(DatagramChannel channel, ByteBuffer packet, InetSocketAddress to) {
        try {
            return channel.send(packet, to) > 0;
        } catch (IOException | IllegalArgumentException e) {
            return false; // no route, or an address of the other family
        }
    }

    /** Throws away what came for the former call; false if it does not end. */
    boolean drain() {
        ByteBuffer nothing = ByteBuffer.allocate(1); // a byte of each will do
        for (int i = 0; i < MOST_LATE; i++) {
            boolean any = receive(rtp, nothing.clear()) != null;
            any |= receive(rtcp, nothing.clear()) != null;
            if (!any) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean tellOnce(Arrivals arrivals, Runnable whom) {
        watched = arrivals.watch(rtp, whom);
        return watched != null;
    }

    @Override
    public void close() {
        if (watched != null) {
            watched.cancel();
            watched = null;
        }
        if (!owner.keeps(this)) {
            end();
        }
    }

    /** Closes the sockets and gives the ports back. */
    void end() {
        try (rtp;
                rtcp) {
            owner.closed(this);
        } catch (IOException e) {
            return; // the descriptors are given back all the same
        }
    }
}
