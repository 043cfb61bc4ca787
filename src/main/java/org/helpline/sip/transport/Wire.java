package org.helpline.sip.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.UnixChannelOption;
import java.net.Inet4Address;
import java.net.InetAddress;

/** The kinds of socket that this system has: epoll with many datagrams a system call, or plain NIO. */
public enum Wire {
    /** Linux: one UDP socket a loop on a shared port, up to 16 datagrams a system call. */
    EPOLL,

    /** Everywhere: one UDP socket, whose datagrams one loop reads for all. */
    NIO;

    /** How many datagrams one system call may bring. */
    static final int BATCH = 16;

    private static final int SOCKET_BUFFER_BYTES = 1 << 20;

    /** The best that there is. */
    public static Wire best() {
        return Epoll.isAvailable() ? EPOLL : NIO;
    }

    IoHandlerFactory ioHandler() {
        return this == EPOLL ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    }

    /** Whether several sockets can share a port, one per loop. */
    boolean sharesPorts() {
        return this == EPOLL;
    }

    DatagramChannel datagramChannel(InetAddress bound) {
        SocketProtocolFamily family =
                bound instanceof Inet4Address ? SocketProtocolFamily.INET : SocketProtocolFamily.INET6;
        return this == EPOLL ? new EpollDatagramChannel(family) : new NioDatagramChannel(family);
    }

    Class<? extends ServerChannel> serverChannel() {
        return this == EPOLL ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
    }

    Class<? extends SocketChannel> clientChannel() {
        return this == EPOLL ? EpollSocketChannel.class : NioSocketChannel.class;
    }

    /** A port of its own or shared, and a receive buffer one byte above the cap, so that truncation shows. */
    void tune(Bootstrap udp, int maxDatagram, boolean shared) {
        int each = maxDatagram + 1;
        udp.option(ChannelOption.SO_RCVBUF, SOCKET_BUFFER_BYTES).option(ChannelOption.SO_SNDBUF, SOCKET_BUFFER_BYTES);
        if (this == EPOLL) {
            udp.option(UnixChannelOption.SO_REUSEPORT, shared)
                    .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, each)
                    .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(each * BATCH));
        } else {
            udp.option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(each));
        }
    }
}
