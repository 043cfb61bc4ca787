package org.helpline.sip.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.config.SipSettings;

/** Makes TCP, TLS and WebSocket listeners and connections. A connection lives on the loop that Netty gave it; its messages go on to their owners. */
final class TcpSockets {

    private static final int BACKLOG = 512;
    private static final int CONNECT_MILLIS = 5_000;

    private final Wire wire;
    private final EventLoopGroup group;
    private final List<SipLoop> loops;
    private final List<Router> routers;
    private final List<Facing> facing;
    private final Limits limits;
    private final SipSettings.Connections bounds;
    private final OwnHost host;
    private final Counters counters;
    private final ConnectionTable accepted;
    private final Handshakes handshakes;
    private final WebOrigins origins;
    private final List<RefusalLog> refusals;
    /** By loop, each map confined to it: the connections that we opened. */
    private final List<Map<Peer, TcpFlow>> opened;

    /** Who is at the other end: by TLS the same address is another peer where another name or profile counts. */
    private record Peer(InetSocketAddress address, Optional<Destination.ToTls> tls) {}

    TcpSockets(
            Wire wire,
            EventLoopGroup group,
            List<SipLoop> loops,
            List<Router> routers,
            List<Facing> facing,
            Settings settings,
            Security security,
            Counters counters) {
        this.wire = wire;
        this.group = group;
        this.loops = loops;
        this.routers = routers;
        this.facing = facing;
        this.limits = settings.limits();
        this.bounds = settings.bounds();
        this.host = settings.host();
        this.counters = counters;
        this.handshakes = security.handshakes();
        this.origins = security.origins();
        this.refusals = security.refusals();
        this.accepted = new ConnectionTable(bounds.most(), bounds.perSource());
        this.opened =
                loops.stream().<Map<Peer, TcpFlow>>map(_ -> new HashMap<>()).toList();
    }

    /** What the connections follow. */
    record Settings(Limits limits, SipSettings.Connections bounds, OwnHost host) {}

    /** Handshakes of TLS, pages that may open WebSockets, and by loop the logs that hear of those that fail. */
    record Security(Handshakes handshakes, WebOrigins origins, List<RefusalLog> refusals) {}

    /** Starts a listener; the future tells of a busy port. All listeners accept on the first loop, which owns the table. */
    ChannelFuture listen(StreamKind kind, InetSocketAddress address) {
        ServerBootstrap server = new ServerBootstrap()
                .group(loops.getFirst().events(), group)
                .channel(wire.serverChannel())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, waterMark())
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        serve(kind, channel);
                    }
                });
        return server.bind(address);
    }

    private static WriteBufferWaterMark waterMark() {
        return new WriteBufferWaterMark(TcpFlow.MOST_WAITING_BYTES / 2, TcpFlow.MOST_WAITING_BYTES);
    }

    private SipLoop loopOf(Channel channel) {
        for (SipLoop loop : loops) {
            if (loop.events() == channel.eventLoop()) {
                return loop;
            }
        }
        throw new IllegalStateException("a channel on a strange event loop");
    }

    private void serve(StreamKind kind, Channel channel) {
        SipLoop home = loopOf(channel);
        InetSocketAddress remote = (InetSocketAddress) channel.remoteAddress();
        InetSocketAddress local = (InetSocketAddress) channel.localAddress();
        if (remote == null || local == null) { // gone before we looked
            ChannelFuture _ = channel.close();
            return;
        }
        TcpFlow flow = new TcpFlow(kind, Optional.empty(), home, remote, local, () -> sentBy(local, remote), counters);
        SipLoop gatekeeper = loops.getFirst();
        flow.onProxied(
                client -> gatekeeper.tell(() -> accepted.counts(flow, client).ifPresent(TcpFlow::close)));
        attach(channel, flow);
        gatekeeper.tell(() -> accepted.admit(flow).ifPresent(TcpFlow::close));
        flow.onEnd(() -> gatekeeper.tell(() -> accepted.remove(flow)));
    }

    private void attach(Channel channel, TcpFlow flow) {
        counters.connections.increment();
        flow.onEnd(counters.connections::decrement);
        Router router = routers.get(flow.home().index());
        if (flow.kind().isSecure() && !handshakes.secure(channel, flow)) {
            flow.ended();
            ChannelFuture _ = channel.close();
        } else if (flow.kind().isWeb()) {
            RefusalLog log = refusals.get(flow.home().index());
            new WebEntry(flow, router, limits, bounds, origins, handshakes.time(), log).enter(channel);
        } else {
            channel.pipeline().addLast(new TcpHandler(flow, router, limits, bounds));
        }
    }

    private String sentBy(InetSocketAddress local, InetSocketAddress remote) {
        return host.towards(remote.getAddress(), local) + ':' + local.getPort();
    }

    /** The connection of loop {@code index} to {@code remote}, opened now if there is none. On that loop. */
    TcpFlow to(int index, InetSocketAddress remote, int listeningPort) {
        return to(index, new Peer(remote, Optional.empty()), StreamKind.TCP, listeningPort);
    }

    /** The same by TLS. */
    TcpFlow to(int index, Destination.ToTls secure, int listeningPort) {
        return to(index, new Peer(secure.address(), Optional.of(secure)), StreamKind.TLS, listeningPort);
    }

    private TcpFlow to(int index, Peer peer, StreamKind kind, int listeningPort) {
        InetSocketAddress remote = peer.address();
        Map<Peer, TcpFlow> mine = opened.get(index);
        TcpFlow known = mine.get(peer);
        if (known != null && !known.isClosed()) {
            return known;
        }
        InetSocketAddress local = new InetSocketAddress(facing.get(index).towards(remote.getAddress()), listeningPort);
        TcpFlow flow =
                new TcpFlow(kind, peer.tls(), loops.get(index), remote, local, () -> sentBy(local, remote), counters);
        mine.put(peer, flow);
        flow.onEnd(() -> mine.remove(peer, flow));
        connect(flow);
        return flow;
    }

    private void connect(TcpFlow flow) {
        Bootstrap client = new Bootstrap()
                .group(flow.home().events())
                .channel(wire.clientChannel())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, waterMark())
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        attach(channel, flow);
                    }
                });
        var _ = client.connect(flow.remote()).addListener(done -> {
            if (!done.isSuccess()) {
                flow.ended();
            }
        });
    }
}
