package org.helpline.sip.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.helpline.config.SipGuard;
import org.helpline.config.SipSettings;
import org.helpline.core.ManualClock;
import org.helpline.sip.guard.Bans;

/** Any bytes at the entry for WebSockets, and any frames after a good handshake: closed or heard, and no message is longer than what came. */
public final class WebFuzz {

    private static final Limits LIMITS = Limits.of(8_192);
    private static final byte[] HANDSHAKE = """
            GET / HTTP/1.1
            Host: 192.0.2.1:5062
            Upgrade: websocket
            Connection: Upgrade
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
            Sec-WebSocket-Protocol: sip
            Sec-WebSocket-Version: 13

            """.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);

    private WebFuzz() {}

    /** One input of the fuzzer: an even first byte means that the handshake is made, and how long the pieces are that the rest comes in. */
    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length > 0) {
            new Connection(data.length).takes(data);
        }
    }

    private static final class Connection {
        private final int most;
        private final EmbeddedChannel channel = new EmbeddedChannel();
        private final WebEntry entry;
        private int longest;

        Connection(int most) {
            this.most = most;
            SipLoop loop = new SipLoop(0, channel.eventLoop(), new ManualClock(Instant.EPOCH), 1_000);
            Counters counters = new Counters();
            RefusalLog refusals = new RefusalLog(loop, counters, _ -> {});
            SipGuard guard = new SipGuard(0, Duration.ofMinutes(1), Duration.ofMinutes(1), List.of(), 0, List.of());
            Doorkeeper doorkeeper = new Doorkeeper(loop.clock(), new Bans(loop, guard, _ -> {}), guard);
            Router router = new Router(
                    loop,
                    new Gate(LIMITS),
                    counters,
                    refusals,
                    doorkeeper,
                    List.of(new Router.Station(loop, (head, flow) -> heard(head))),
                    new CallPlaces());
            TcpFlow flow = new TcpFlow(
                    StreamKind.WS,
                    java.util.Optional.empty(),
                    loop,
                    new java.net.InetSocketAddress("192.0.2.7", 40_000),
                    new java.net.InetSocketAddress("192.0.2.1", 5062),
                    () -> "192.0.2.1:5062",
                    counters);
            SipSettings.Connections bounds =
                    new SipSettings.Connections(100, 100, Duration.ofMinutes(10), Duration.ofSeconds(32));
            entry = new WebEntry(
                    flow,
                    router,
                    LIMITS,
                    bounds,
                    new WebOrigins(List.of(), "", List::<String>of),
                    Duration.ofSeconds(10),
                    refusals);
        }

        private void heard(Head head) {
            longest = Math.max(longest, head.bytes().length); // what is thrown here would only close the connection
        }

        void takes(byte[] data) {
            entry.enter(channel);
            channel.pipeline().fireChannelActive();
            if (data[0] % 2 == 0) {
                feed(HANDSHAKE, 0, HANDSHAKE.length);
            }
            int piece = 1 + (data[0] & 0xff);
            for (int at = 1; at < data.length && channel.isOpen(); at += piece) {
                feed(data, at, Math.min(piece, data.length - at));
            }
            channel.finishAndReleaseAll();
            channel.checkException();
            if (longest > most) {
                throw new IllegalStateException("a message of " + longest + " of " + most + " bytes");
            }
        }

        private void feed(byte[] bytes, int at, int length) {
            ByteBuf piece = Unpooled.copiedBuffer(bytes, at, length);
            channel.writeInbound(piece);
            channel.runPendingTasks();
            channel.releaseOutbound();
        }
    }
}
