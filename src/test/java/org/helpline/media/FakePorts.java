package org.helpline.media;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.helpline.media.rtp.PortPair;
import org.helpline.media.rtp.PortSource;
import org.jspecify.annotations.Nullable;

/** A network in memory: what a leg sends is noted, what it is to hear is queued. */
final class FakePorts implements PortSource {

    final List<Pair> pairs = new ArrayList<>();
    private int next = 10_000;

    @Override
    public Optional<PortPair> open(InetAddress local) {
        Pair pair = new Pair(new InetSocketAddress(local, next));
        next += 2;
        pairs.add(pair);
        return Optional.of(pair);
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Datagram(byte[] bytes, InetSocketAddress address) {}

    static final class Pair implements PortPair {
        final ArrayDeque<Datagram> rtpIn = new ArrayDeque<>();
        final ArrayDeque<Datagram> rtcpIn = new ArrayDeque<>();
        final List<Datagram> rtpOut = new ArrayList<>();
        final List<Datagram> rtcpOut = new ArrayList<>();
        boolean closed;
        int reads;
        private final InetSocketAddress local;

        Pair(InetSocketAddress local) {
            this.local = local;
        }

        @Override
        public InetSocketAddress local() {
            return local;
        }

        @Override
        public @Nullable InetSocketAddress receiveRtp(ByteBuffer packet) {
            reads++;
            return receive(rtpIn, packet);
        }

        @Override
        public @Nullable InetSocketAddress receiveRtcp(ByteBuffer packet) {
            return receive(rtcpIn, packet);
        }

        private static @Nullable InetSocketAddress receive(ArrayDeque<Datagram> from, ByteBuffer packet) {
            Datagram d = from.poll();
            if (d == null) {
                return null;
            }
            packet.put(d.bytes());
            return d.address();
        }

        @Override
        public boolean sendRtp(ByteBuffer packet, InetSocketAddress to) {
            return rtpOut.add(note(packet, to));
        }

        @Override
        public boolean sendRtcp(ByteBuffer packet, InetSocketAddress to) {
            return rtcpOut.add(note(packet, to));
        }

        private static Datagram note(ByteBuffer packet, InetSocketAddress to) {
            byte[] bytes = new byte[packet.remaining()];
            packet.get(bytes);
            return new Datagram(bytes, to);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
