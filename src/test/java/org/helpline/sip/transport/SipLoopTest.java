package org.helpline.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.helpline.core.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The loop on a real Netty thread, and the table of connections that lives on one. */
class SipLoopTest {

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final SipLoop loop = new SipLoop(0, (EventLoop) group.next(), Clock.system(), 2);
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

    @AfterEach
    void end() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Test
    void shedsWhatMayBeShedAndKeepsTheRest() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        loop.tell(() -> {
            busy.countDown();
            try {
                gate.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        busy.await();
        assertThat(loop.offer(() -> seen.add("1"))).isTrue();
        assertThat(loop.offer(() -> seen.add("2"))).isTrue();
        assertThat(loop.offer(() -> seen.add("shed"))).isFalse();
        assertThat(loop.tell(() -> seen.add("3"))).isTrue();
        assertThat(loop.shed()).isOne();
        assertThat(loop.backlog()).isEqualTo(3);
        gate.countDown();
        assertThat(next() + next() + next()).isEqualTo("123");
    }

    @Test
    void goesOnAfterATaskOrTimerThatThrows() throws Exception {
        loop.tell(() -> {
            throw new IllegalStateException("expected in this test");
        });
        loop.tell(() -> {
            loop.after(Duration.ZERO, () -> {
                throw new IllegalStateException("expected in this test");
            });
            loop.after(Duration.ofMillis(20), () -> seen.add("timer " + loop.isInside()));
            var cancelled = loop.after(Duration.ofMillis(10), () -> seen.add("cancelled"));
            cancelled.cancel();
        });
        assertThat(next()).isEqualTo("timer true");
        assertThat(seen).isEmpty();
    }

    @Test
    void startsTimersOnItselfOnly() {
        assertThatIllegalStateException().isThrownBy(() -> loop.after(Duration.ZERO, () -> {}));
    }

    @Test
    void refusesWorkOnceItHasEnded() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        assertThat(loop.tell(() -> {})).isFalse();
        assertThat(loop.offer(() -> {})).isFalse();
    }

    @Test
    void theIdlestConnectionOfAFullShareGoesUnlessACallDependsOnIt() {
        ConnectionTable table = new ConnectionTable(4, 2);
        TcpFlow first = flow("192.0.2.1", 1);
        TcpFlow second = flow("192.0.2.1", 2);
        assertThat(table.admit(first)).isEmpty();
        assertThat(table.admit(second)).isEmpty();
        assertThat(table.admit(flow("192.0.2.1", 3))).isEqualTo(Optional.of(first));
        var _ = second.onClose(loop, () -> {});
        TcpFlow fourth = flow("192.0.2.1", 4);
        assertThat(table.admit(fourth).map(TcpFlow::remote).map(InetSocketAddress::getPort))
                .contains(3);
        table.admit(flow("192.0.2.2", 1));
        table.admit(flow("192.0.2.3", 1));
        assertThat(table.size()).isEqualTo(4);
        assertThat(table.admit(flow("192.0.2.4", 1))).isEqualTo(Optional.of(fourth));
        assertThat(table.size()).isEqualTo(4);
    }

    @Test
    void aConnectionThroughAProxyOfOursCountsForWhomItIs() {
        ConnectionTable table = new ConnectionTable(10, 2);
        InetAddress one = InetAddress.ofLiteral("198.51.100.1");
        List<TcpFlow> flows =
                IntStream.range(1, 7).mapToObj(port -> flow("127.0.0.1", port)).toList();
        for (TcpFlow flow : flows.subList(0, 4)) {
            assertThat(table.admit(flow)).as("the proxy's share is not full").isEmpty();
            InetAddress client = flow == flows.getFirst() ? InetAddress.ofLiteral("198.51.100.2") : one;
            assertThat(table.counts(flow, client))
                    .isEqualTo(flow == flows.get(3) ? Optional.of(flows.get(1)) : Optional.empty());
        }
        assertThat(table.counts(flows.get(4), one)).as("closed meanwhile").isEmpty();
        assertThat(table.size()).isEqualTo(3);
        flows.forEach(table::remove);
        assertThat(table.size()).isZero();
        assertThat(table.admit(flows.get(5))).isEmpty();
    }

    private TcpFlow flow(String host, int port) {
        InetSocketAddress remote = new InetSocketAddress(InetAddress.ofLiteral(host), port);
        return new TcpFlow(loop, remote, remote, "x:5060", new Counters());
    }

    private String next() throws InterruptedException {
        return String.valueOf(seen.poll(10, TimeUnit.SECONDS));
    }
}
