package org.helpline.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.ReferenceCountUtil;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Offset;
import org.helpline.sip.guard.Overload.Left;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** How much lies in a socket that is read too slowly. */
class SocketBacklogTest {

    private static final int EACH = 1_600;
    private static final int ROOM = 2_000_000;

    private final SocketBacklog backlog = new SocketBacklog();

    @Test
    void nothingIsLeftOfASmallRead() {
        assertThat(backlog.left(16, 320 * EACH, ROOM)).isInstanceOf(Left.Known.class);
        assertThat(backlog.left(new io.netty.channel.embedded.EmbeddedChannel(), 15))
                .isEqualTo(Left.Unknown.NOTHING);
    }

    /** As Linux does it: what it has at hand is read to its end before any room is given back. */
    @Test
    void whatWasReadButNotYetGivenBackDoesNotWait() {
        ArrayDeque<Integer> atHand = new ArrayDeque<>();
        int queued = 600;
        int held = 600;
        for (int read = 0; read < 30; read++) {
            for (int i = 0; i < 16; i++) {
                if (atHand.isEmpty()) {
                    held = queued;
                    for (int n = 0; n < queued; n++) {
                        atHand.add(n);
                    }
                }
                atHand.poll();
                queued--;
            }
            int waits = queued;
            Left left = backlog.left(16, held * EACH, ROOM);
            assertThat(left).isInstanceOfSatisfying(Left.Known.class, known -> {
                assertThat(known.datagrams()).isCloseTo(waits, Offset.offset(16));
                assertThat(known.share()).isCloseTo(waits * (double) EACH / ROOM, Offset.offset(0.02));
            });
        }
    }

    /** The real thing: 300 lie there, of the size of an ACK. */
    @Test
    void aRealSocketTellsWhatLiesInIt() throws Exception {
        Assumptions.assumeTrue(Wire.best() == Wire.EPOLL);
        CountDownLatch sent = new CountDownLatch(1);
        LinkedBlockingQueue<Left> told = new LinkedBlockingQueue<>();
        InetAddress here = InetAddress.getLoopbackAddress();
        try (MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, Wire.EPOLL.ioHandler());
                DatagramSocket sender = new DatagramSocket(0, here)) {
            Bootstrap udp = new Bootstrap().group(group).channelFactory(() -> Wire.EPOLL.datagramChannel(here));
            Wire.EPOLL.tune(udp, 8_192, false);
            Channel socket = udp.handler(new SlowReader(sent, told))
                    .bind(new InetSocketAddress(here, 0))
                    .sync()
                    .channel();
            int port = ((InetSocketAddress) socket.localAddress()).getPort();
            for (int i = 0; i < 301; i++) {
                sender.send(new DatagramPacket(new byte[450], 450, here, port));
            }
            sent.countDown();
            List<Left> all = new java.util.ArrayList<>();
            for (int i = 0; i < 19; i++) {
                all.add(told.poll(10, TimeUnit.SECONDS));
            }
            assertThat(all)
                    .filteredOn(Left.Known.class::isInstance)
                    .hasSizeGreaterThan(5)
                    .allSatisfy(left -> {
                        int waits = 301 - 16 * (all.indexOf(left) + 1);
                        assertThat(((Left.Known) left).datagrams())
                                .isCloseTo(waits, Offset.offset(100)); // 1,280 bytes each
                    });
            assertThat(all.getLast()).isEqualTo(Left.Unknown.NOTHING);
        }
    }

    private static final class SlowReader extends ChannelInboundHandlerAdapter {
        private final SocketBacklog backlog = new SocketBacklog();
        private final CountDownLatch sent;
        private final LinkedBlockingQueue<Left> told;
        private int taken;

        SlowReader(CountDownLatch sent, LinkedBlockingQueue<Left> told) {
            this.sent = sent;
            this.told = told;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) throws InterruptedException {
            sent.await();
            taken++;
            ReferenceCountUtil.release(message);
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            told.add(backlog.left(context.channel(), taken));
            taken = 0;
        }
    }
}
