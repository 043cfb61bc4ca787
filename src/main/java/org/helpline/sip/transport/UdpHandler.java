package org.helpline.sip.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Takes the datagrams of one socket. What is written while a batch is read goes out in one system call at its end. */
final class UdpHandler extends ChannelInboundHandlerAdapter {

    private static final int KNOWN = 256; // a power of two

    private final UdpSockets sockets;
    private final @Nullable UdpFlow[] known = new UdpFlow[KNOWN];
    private final int loop;
    private final Router router;
    private final SocketBacklog backlog = new SocketBacklog();
    private int readNow;
    private boolean reading;
    private boolean flushing;

    UdpHandler(UdpSockets sockets, int loop, Router router) {
        this.sockets = sockets;
        this.loop = loop;
        this.router = router;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        reading = true;
        readNow++;
        DatagramPacket packet = (DatagramPacket) message;
        try {
            ByteBuf content = packet.content();
            InetSocketAddress sender = packet.sender();
            UdpFlow flow = flowOf(sender);
            if (sender.getPort() > 0 && !router.doorkeeper().bars(flow)) { // nobody can be answered at port 0
                router.arriveByUdp(ByteBufUtil.getBytes(content), flow);
            }
        } finally {
            packet.release();
        }
    }

    /** Most datagrams come from few peers; what their transactions keep for 32 s is then one flow and one address. */
    private UdpFlow flowOf(InetSocketAddress sender) {
        int place = sender.hashCode() & (KNOWN - 1);
        UdpFlow last = known[place];
        if (last != null && last.remote().equals(sender)) {
            return last;
        }
        UdpFlow flow = new UdpFlow(sockets, loop, sender);
        known[place] = flow;
        return flow;
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        reading = false;
        context.flush();
        router.doorkeeper().read(readNow, backlog.left(context.channel(), readNow));
        readNow = 0;
    }

    /** Sees to it that what was written outside a read is flushed soon, together with what the tasks in line write. On the loop. */
    void written(ChannelHandlerContext context) {
        if (!reading && !flushing) {
            flushing = true;
            context.executor().execute(() -> {
                flushing = false;
                context.flush();
            });
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        sockets.failed(cause); // an ICMP error or a refused send is no reason to close the socket
    }
}
