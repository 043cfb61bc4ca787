package org.helpline.sip.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.helpline.config.ListenFault;
import org.helpline.config.SipDoors;
import org.helpline.config.SipSettings;
import org.helpline.core.Clock;
import org.helpline.core.Problems;
import org.helpline.core.RaisedPriority;
import org.helpline.sip.guard.Bans;
import org.helpline.sip.guard.Overload;
import org.helpline.tls.Certificates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running sockets and loops. Everything is made by {@link #start} on the caller's thread; from then on each part belongs to its
 * loop.
 */
public final class SipTransport implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("helpline");

    /** A name of its own, so that it can be sent to a file of its own for fail2ban. */
    private static final Logger SECURITY = LoggerFactory.getLogger("helpline.security");

    private static final int LOOP_CAPACITY = 4_096;
    private static final int PORT_TRIES = 20;

    private final SipSettings settings;
    private final Wire wire;
    private final OwnHost host;
    private final EventLoops group;
    private final List<SipLoop> loops = new ArrayList<>();
    private final Bans bans;
    private final List<Overload> overloads = new ArrayList<>();
    private final List<RefusalLog> refusals = new ArrayList<>();
    private final List<Router> routers = new ArrayList<>();
    private final List<Facing> facing = new ArrayList<>();
    private final List<Router.Station> stations = new ArrayList<>();
    private final List<UdpSockets> udp = new ArrayList<>();
    private final List<Channel> listeners = new ArrayList<>();
    private final List<Bound> bound = new ArrayList<>();
    private final CallPlaces places = new CallPlaces();
    private final Counters counters;
    private final Limits limits;
    private final Handshakes handshakes;
    private final TcpSockets tcp;

    /**
     * Makes what receives on one loop, from the loop, its way to destinations, its log of refusals, and whether one more new call is let in
     * (of a number that every copy of its INVITE has in common).
     */
    @FunctionalInterface
    public interface Receiving {
        Receiver on(SipLoop loop, Flows flows, RefusalLog refusals, IntPredicate newCalls);
    }

    /** What is really listened on: {@code udp}, {@code tcp}, {@code tls}, {@code ws} or {@code wss}, and the address with its real port. */
    public record Bound(String transport, InetSocketAddress address) {}

    /**
     * Opens the sockets of {@code settings.listen()} and starts the loops.
     *
     * @param certificates for TLS; none: nobody comes or is reached by it
     * @param wire the kind of sockets
     * @param problems takes every busy port and unknown address
     * @param tracer sees every message
     * @param receiverOfEachLoop called on each loop before any socket is open
     * @return empty if there was a problem; nothing is left open then
     */
    public static Optional<SipTransport> start(
            SipSettings settings,
            Optional<Certificates> certificates,
            Clock clock,
            Wire wire,
            Tracer tracer,
            Problems problems,
            Receiving receiverOfEachLoop) {
        List<ListenAddress> addresses = settings.listen().stream()
                .flatMap(entry -> ListenAddress.read(entry, problems).stream())
                .toList();
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        SipTransport transport = new SipTransport(settings, certificates, clock, wire, tracer);
        transport.receive(receiverOfEachLoop);
        addresses.forEach(address -> transport.open(address, problems));
        transport.openDoors(problems);
        if (!problems.isEmpty()) {
            transport.close();
            return Optional.empty();
        }
        transport.listen();
        return Optional.of(transport);
    }

    private SipTransport(
            SipSettings settings, Optional<Certificates> certificates, Clock clock, Wire wire, Tracer tracer) {
        this.counters = new Counters(tracer);
        this.settings = settings;
        this.wire = wire;
        this.host = OwnHost.of(settings);
        this.limits = Limits.of(settings.maxDatagram());
        int count =
                settings.loops() > 0 ? settings.loops() : Runtime.getRuntime().availableProcessors();
        this.group = new EventLoops(count, wire.ioHandler());
        for (EventExecutor executor : group) {
            SipLoop loop = new SipLoop(loops.size(), (EventLoop) executor, clock, LOOP_CAPACITY);
            loop.tell(RaisedPriority::answering);
            loops.add(loop);
            facing.add(new Facing(clock));
        }
        this.bans = new Bans(loops.getFirst(), settings.guard(), line -> SECURITY.info("{}", line));
        for (SipLoop loop : loops) {
            refusals.add(new RefusalLog(loop, counters, LOG::info, Optional.of(bans)));
            Doorkeeper doorkeeper = new Doorkeeper(clock, bans, settings.guard());
            overloads.add(doorkeeper.overload());
            routers.add(new Router(loop, new Gate(limits), counters, refusals.getLast(), doorkeeper, stations, places));
        }
        TcpSockets.Settings follow = new TcpSockets.Settings(limits, settings.connections(), host);
        this.handshakes = new Handshakes(certificates, settings.doors().handshake(), refusals, counters);
        WebOrigins origins = new WebOrigins(settings.doors().origins(), settings.advertised(), handshakes::ourHosts);
        TcpSockets.Security security = new TcpSockets.Security(handshakes, origins, refusals);
        this.tcp = new TcpSockets(wire, group, loops, routers, facing, follow, security, counters);
    }

    private void receive(Receiving receiverOfEachLoop) {
        for (SipLoop loop : loops) {
            Receiver receiver = loop.events()
                    .submit(() -> receiverOfEachLoop.on(
                            loop, flows(loop), refusals.get(loop.index()), call -> Overload.admits(overloads, call)))
                    .syncUninterruptibly()
                    .getNow();
            stations.add(new Router.Station(loop, receiver));
        }
    }

    private Flows flows(SipLoop loop) {
        return new Flows() {
            @Override
            public Flow to(Destination to) {
                return flowTo(loop.index(), to);
            }

            @Override
            public OuterAddress outer() {
                return host.outer();
            }

            @Override
            public CallPlaces places() {
                return places;
            }
        };
    }

    private void open(ListenAddress address, Problems problems) {
        boolean anyPort = address.address().getPort() == 0;
        for (int tries = anyPort ? PORT_TRIES : 1; tries > 0; tries--) {
            Optional<String> fault = tryOpen(address.address());
            if (fault.isEmpty()) {
                return;
            }
            if (tries == 1) {
                problems.add(ListenFault.problem("sip.listen", "sip.listen", address.entry(), fault.get()));
            }
        }
    }

    /** Opens an address on UDP and TCP with one port; answers what failed. */
    private Optional<String> tryOpen(InetSocketAddress wanted) {
        // SO_REUSEPORT would let us share the port with another server of the same user, so it is tried alone first
        ChannelFuture alone = udpSocket(wanted.getAddress(), false)
                .group(loops.getFirst().events())
                .handler(new ChannelInboundHandlerAdapter())
                .bind(wanted)
                .awaitUninterruptibly();
        if (!alone.isSuccess()) {
            return Optional.of(ListenFault.of("UDP", wanted.getPort(), alone.cause()));
        }
        int port = ((InetSocketAddress) alone.channel().localAddress()).getPort();
        InetSocketAddress address = new InetSocketAddress(wanted.getAddress(), port);
        Optional<String> fault = settings.tcp() ? openStream(StreamKind.TCP, address) : Optional.empty();
        if (fault.isEmpty() && !wire.sharesPorts()) {
            takeUp(alone.channel(), address);
            return fault;
        }
        alone.channel().close().awaitUninterruptibly();
        fault = fault.isPresent() ? fault : openUdp(address);
        if (fault.isPresent()) {
            closeTcp(address);
        }
        return fault;
    }

    /** The socket that was tried alone serves all loops; a selector gives a closed one's port back too late to bind it anew. */
    private void takeUp(Channel alone, InetSocketAddress address) {
        UdpSockets sockets = new UdpSockets(address, host, facing, counters);
        UdpHandler handler = new UdpHandler(sockets, 0, routers.getFirst());
        alone.pipeline().addLast(handler);
        sockets.add(alone, handler);
        udp.add(sockets);
        bound.add(new Bound("udp", address));
    }

    private void closeTcp(InetSocketAddress address) {
        listeners.stream()
                .filter(c -> address.equals(c.localAddress()))
                .forEach(c -> c.close().awaitUninterruptibly());
        listeners.removeIf(c -> !c.isOpen());
        bound.removeIf(b -> b.address().equals(address));
    }

    private void openDoors(Problems problems) {
        SipDoors doors = settings.doors();
        if (handshakes.isReady()) {
            doors.tls().forEach(entry -> openDoor(StreamKind.TLS, "sip.tls-listen", entry, doors.usual(), problems));
            doors.wss().forEach(entry -> openDoor(StreamKind.WSS, "sip.wss-listen", entry, false, problems));
        }
        doors.ws().forEach(entry -> openDoor(StreamKind.WS, "sip.ws-listen", entry, false, problems));
    }

    private void openDoor(StreamKind kind, String key, String entry, boolean mayBeBusy, Problems problems) {
        ListenAddress.read(key, entry, problems)
                .flatMap(address -> openStream(kind, address.address()))
                .ifPresent(fault -> {
                    if (mayBeBusy) {
                        LOG.warn("no TLS on {}: {}; choose another port by sip.tls-listen", entry, fault);
                    } else {
                        problems.add(ListenFault.problem(key, key, entry, fault));
                    }
                });
    }

    private Optional<String> openStream(StreamKind kind, InetSocketAddress address) {
        ChannelFuture listening = tcp.listen(kind, address).awaitUninterruptibly();
        if (!listening.isSuccess()) {
            return Optional.of(ListenFault.of("TCP", address.getPort(), listening.cause()));
        }
        listeners.add(listening.channel());
        bound.add(new Bound(kind.name().toLowerCase(Locale.ROOT), (InetSocketAddress)
                listening.channel().localAddress()));
        return Optional.empty();
    }

    /** A socket for each loop on the same port. */
    private Optional<String> openUdp(InetSocketAddress address) {
        UdpSockets sockets = new UdpSockets(address, host, facing, counters);
        for (int i = 0; i < loops.size(); i++) {
            UdpHandler handler = new UdpHandler(sockets, i, routers.get(i));
            ChannelFuture opened = udpSocket(address.getAddress(), true)
                    .group(loops.get(i).events())
                    .handler(handler)
                    .bind(address)
                    .awaitUninterruptibly();
            if (!opened.isSuccess()) {
                sockets.channels().forEach(channel -> channel.close().awaitUninterruptibly());
                return Optional.of(ListenFault.of("UDP", address.getPort(), opened.cause()));
            }
            sockets.add(opened.channel(), handler);
        }
        udp.add(sockets);
        bound.add(new Bound("udp", address));
        return Optional.empty();
    }

    private Bootstrap udpSocket(InetAddress address, boolean shared) {
        Bootstrap socket = new Bootstrap()
                .channelFactory(() -> wire.datagramChannel(address))
                .option(ChannelOption.AUTO_READ, false);
        wire.tune(socket, limits.datagram(), shared);
        return socket;
    }

    /** Lets messages in, once every list that the loops read is complete. */
    private void listen() {
        listeners.forEach(channel -> channel.config().setAutoRead(true));
        udp.forEach(sockets ->
                sockets.channels().forEach(channel -> channel.config().setAutoRead(true)));
    }

    private Flow flowTo(int loop, Destination to) {
        return switch (to) {
            case Destination.OverFlow(Flow flow) -> flow;
            case Destination.ToAddress(String transport, InetSocketAddress peer) ->
                transport.equalsIgnoreCase("TCP") ? tcp.to(loop, peer, listeningPort(peer)) : udpTo(loop, peer);
            case Destination.ToTls secure -> tlsTo(loop, secure);
        };
    }

    private Flow tlsTo(int loop, Destination.ToTls to) {
        return tcp.to(loop, to, securePort(to.address()));
    }

    /** The port of TLS to name in Via and Contact; that of UDP where we do not listen on TLS. */
    private int securePort(InetSocketAddress peer) {
        return bound.stream()
                .filter(b -> b.transport().equals("tls"))
                .findFirst()
                .map(b -> b.address().getPort())
                .orElseGet(() -> listeningPort(peer));
    }

    private Flow udpTo(int loop, InetSocketAddress peer) {
        InetAddress faces = facing.get(loop).towards(peer.getAddress());
        UdpSockets best = udp.stream()
                .max(Comparator.comparingInt(sockets -> sockets.suits(peer.getAddress(), faces)))
                .orElseThrow();
        return new UdpFlow(best, loop, peer);
    }

    /** The port to name in Via and Contact on a connection that we open. */
    private int listeningPort(InetSocketAddress peer) {
        InetAddress faces = Facing.ask(peer.getAddress());
        return udp.stream()
                .max(Comparator.comparingInt(sockets -> sockets.suits(peer.getAddress(), faces)))
                .orElseThrow()
                .bound()
                .getPort();
    }

    /** What is listened on. */
    public List<Bound> listening() {
        return List.copyOf(bound);
    }

    /** The loops, by index. */
    public List<SipLoop> loops() {
        return List.copyOf(loops);
    }

    /** Who is not listened to. */
    public Bans bans() {
        return bans;
    }

    /** Of the new calls, how many are let in at the moment: 1 is all. Any thread. */
    public double admitted() {
        return overloads.stream().mapToDouble(Overload::share).min().orElse(1);
    }

    /** What was learnt of our own address. */
    public OuterAddress outer() {
        return host.outer();
    }

    /** What came and went. */
    public Counters counters() {
        return counters;
    }

    /** Closes the sockets, lets each loop finish what it has begun, and ends the loops. Not on a loop. */
    @Override
    public void close() {
        listeners.forEach(channel -> channel.close().awaitUninterruptibly());
        udp.forEach(
                sockets -> sockets.channels().forEach(channel -> channel.close().awaitUninterruptibly()));
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
        handshakes.close();
    }
}
