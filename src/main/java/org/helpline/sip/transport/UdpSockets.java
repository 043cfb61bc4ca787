package org.helpline.sip.transport;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DatagramPacket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The UDP sockets of one listening address: one per loop on the same port (SO_REUSEPORT), or a single one where the system has no
 * such thing. Filled while the transport starts, read by every loop after.
 */
final class UdpSockets {

    private static final Logger LOG = LoggerFactory.getLogger(UdpSockets.class);

    private final InetSocketAddress bound;
    private final OwnHost host;
    private final List<Facing> facing;
    private final Counters counters;
    private final List<Socket> sockets = new ArrayList<>();

    private record Socket(Channel channel, UdpHandler handler, ChannelHandlerContext context) {}

    /** {@code bound} with its real port; {@code facing} by loop. */
    UdpSockets(InetSocketAddress bound, OwnHost host, List<Facing> facing, Counters counters) {
        this.bound = bound;
        this.host = host;
        this.facing = facing;
        this.counters = counters;
    }

    void add(Channel channel, UdpHandler handler) {
        sockets.add(new Socket(channel, handler, channel.pipeline().context(handler)));
    }

    InetSocketAddress bound() {
        return bound;
    }

    List<Channel> channels() {
        return sockets.stream().map(Socket::channel).toList();
    }

    /** How well the sockets suit a peer: those bound to the very address that faces it, then a wildcard, then the right family. */
    int suits(InetAddress peer, InetAddress faces) {
        boolean wildcard = bound.getAddress().isAnyLocalAddress();
        boolean sameFamily = (bound.getAddress() instanceof Inet4Address) == (peer instanceof Inet4Address);
        if (bound.getAddress().equals(faces)) {
            return 3;
        }
        return wildcard && (sameFamily || peer instanceof Inet4Address) ? 2 : sameFamily ? 1 : 0;
    }

    InetSocketAddress local(int loop, InetSocketAddress remote) {
        if (!bound.getAddress().isAnyLocalAddress()) {
            return bound;
        }
        InetAddress peer = remote.getAddress();
        boolean inside =
                sockets.size() > loop && sockets.get(loop).channel().eventLoop().inEventLoop();
        return new InetSocketAddress(inside ? facing.get(loop).towards(peer) : Facing.ask(peer), bound.getPort());
    }

    String sentBy(int loop, InetSocketAddress remote) {
        return host.towards(remote.getAddress(), local(loop, remote)) + ':' + bound.getPort();
    }

    void write(int loop, Flow to, byte[] message) {
        Socket socket = sockets.get(Math.min(loop, sockets.size() - 1));
        write(socket, to, message, socket.channel().voidPromise());
    }

    void write(int loop, Flow to, byte[] message, Runnable onFailure) {
        Socket socket = sockets.get(Math.min(loop, sockets.size() - 1));
        ChannelPromise promise = socket.channel().newPromise();
        promise.addListener(sent -> {
            if (!sent.isSuccess()) {
                failed(sent.cause());
                onFailure.run();
            }
        });
        write(socket, to, message, promise);
    }

    private void write(Socket socket, Flow to, byte[] message, ChannelPromise promise) {
        counters.sent(to, message);
        DatagramPacket packet = new DatagramPacket(Unpooled.wrappedBuffer(message), to.remote());
        if (socket.channel().eventLoop().inEventLoop()) {
            var _ = socket.context().write(packet, promise);
            socket.handler().written(socket.context());
        } else {
            var _ = socket.context().writeAndFlush(packet, promise);
        }
    }

    void failed(Throwable cause) {
        counters.sendFailures.increment();
        LOG.debug("udp socket {}: {}", bound, cause.getClass().getSimpleName());
    }
}
