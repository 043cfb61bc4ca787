package org.helpline.desk;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.WriteTimeoutHandler;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.helpline.config.DeskSettings;
import org.helpline.config.ListenFault;
import org.helpline.core.FactSink;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.core.Published;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The desk's front door: serves the pages and carries facts to them.
 *
 * <p>Threads: everything lives on one Netty event loop, which accepts, reads and writes for all browsers; {@link #publish} may
 * be called from any thread and only hands over. A desk has hundreds of readers at most, so one loop is plenty and nothing
 * here needs a lock.
 */
public final class DeskServer implements FactSink, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeskServer.class);
    private static final int MOST_CONNECTIONS = 2_000;
    private static final int MOST_BODY_BYTES = 32 * 1_024;
    private static final int MOST_UNREAD_BYTES = 1 << 20;
    private static final Duration BEAT = Duration.ofSeconds(10);
    private static final Duration SILENCE = Duration.ofSeconds(45);

    private final MultiThreadIoEventLoopGroup group;
    private final EventLoop loop;
    private final ChannelGroup browsers;
    private final Feeds feeds;
    private final Duty duty;
    private final Boards boards;
    private final Bulletin bulletin = new Bulletin();
    private final DeskServices services;
    private final Routes routes;
    private final Uploads uploads;
    private final EventDoor events;
    private final DeskTimes times;
    private final Https https;

    private DeskServer(DeskSettings settings, DeskServices services, DeskTimes times) {
        this.services = services;
        this.times = times;
        this.group =
                new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("desk", true), NioIoHandler.newFactory());
        this.loop = group.next();
        this.browsers = new DefaultChannelGroup(loop);
        this.https = new Https(settings.https(), services.certificates());
        Gate gate = new Gate(settings.origins(), https::hosts);
        Pages pages = new Pages();
        Sessions sessions = new Sessions(
                services.clock(),
                services.random(),
                settings.sessionIdle(),
                new Admission(services.accounts(), services.port()));
        this.feeds = new Feeds(services.port(), () -> sessions.token(6).replace('-', '_'));
        this.duty = new Duty(services.port(), feeds, sessions);
        ControlRoom control = services.rooms().control();
        this.boards = new Boards(
                services.port(),
                services.serviceLevel(),
                control,
                new TodaysFigures(control.figures(), services.clock(), loop));
        this.routes = new Routes(settings, services, gate, pages, sessions, duty, loop, https);
        this.uploads = new Uploads(services.rooms().prompts(), settings.uploadMegabytes(), routes::mayUpload);
        this.events = new EventDoor(
                gate,
                sessions,
                duty,
                feeds,
                boards,
                bulletin,
                new EventSocket.Beat(services.clock(), BEAT, SILENCE, pages.version()));
    }

    /** How long a browser may take: for a request, between two, and for a recording. Tests make it short. */
    record DeskTimes(Duration request, Duration rest, Duration upload) {
        static final DeskTimes USUAL =
                new DeskTimes(Duration.ofSeconds(10), Duration.ofSeconds(75), Duration.ofMinutes(3));
    }

    /**
     * Binds {@code desk.listen} and serves.
     *
     * @return empty where the address is wrong or busy; then {@code problems} says so
     */
    public static Optional<DeskServer> start(DeskSettings settings, DeskServices services, Problems problems) {
        return start(settings, services, DeskTimes.USUAL, problems);
    }

    static Optional<DeskServer> start(
            DeskSettings settings, DeskServices services, DeskTimes times, Problems problems) {
        Optional<InetSocketAddress> address = ListenAddress.parse(settings.listen());
        if (address.isEmpty() || address.orElseThrow().isUnresolved()) {
            problems.add(Problem.of(
                    "settings",
                    "desk.listen is '" + settings.listen() + "', which is no address.",
                    "Write host:port, for example 127.0.0.1:8080, [::1]:8080, or *:8080 for every address."));
            return Optional.empty();
        }
        DeskServer server = new DeskServer(settings, services, times);
        ChannelFuture bound = server.bind(address.orElseThrow()).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            server.close();
            String fault = ListenFault.of("TCP", address.orElseThrow().getPort(), bound.cause());
            problems.add(ListenFault.problem("desk.listen", "desk.listen", settings.listen(), fault));
            return Optional.empty();
        }
        server.browsers.add(bound.channel());
        server.address = (InetSocketAddress) bound.channel().localAddress();
        server.later();
        services.rooms()
                .voicemail()
                .ifPresent(v -> v.onChange(_ -> server.onLoop(() -> server.bulletin.tell("messages"))));
        return Optional.of(server);
    }

    private InetSocketAddress address = new InetSocketAddress(0);

    /** Where it listens, with the real port. */
    public InetSocketAddress address() {
        return address;
    }

    /** The address to open in a browser on this machine. */
    public String url() {
        return url(https.isAlone() ? "https://" : "http://", here());
    }

    /** The address to open in a browser, by HTTPS, on another machine if it can be reached from there; empty if HTTPS is not spoken. */
    public Optional<String> secureUrl(String host) {
        boolean isEverywhere = address.getAddress().isAnyLocalAddress();
        return https.isSpoken() ? Optional.of(url("https://", isEverywhere ? host : here())) : Optional.empty();
    }

    private String here() {
        String host = address.getAddress().isAnyLocalAddress()
                ? "localhost"
                : NetUtil.toAddressString(address.getAddress()); // IPv6 in its short form: RFC 5952
        return host.contains(":") ? "[" + host + "]" : host;
    }

    private String url(String scheme, String host) {
        return scheme + host + ":" + address.getPort() + "/";
    }

    @Override
    public void publish(Published published) {
        if (feeds.concerns(published)) {
            onLoop(() -> feeds.on(published));
        }
    }

    /** Closes every browser's connection but keeps serving: for tests of what a page does then. */
    void dropConnections() {
        onLoop(() -> browsers.stream().filter(c -> c.parent() != null).forEach(c -> Unawaited.of(c.close())));
    }

    /** Stops listening, closes all connections; sessions are forgotten. */
    @Override
    public void close() {
        browsers.close().awaitUninterruptibly(2, TimeUnit.SECONDS);
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(3, TimeUnit.SECONDS);
        https.close();
    }

    private void later() {
        loop.schedule(this::tick, 1, TimeUnit.SECONDS).addListener(done -> {
            if (!done.isSuccess() && !done.isCancelled()) {
                LOG.error("the desk's tick failed; it goes on", done.cause());
            }
        });
    }

    private void tick() {
        later(); // first, so that a failure below costs one tick and not all
        duty.tick(services.clock().now());
        routes.tick();
        boards.tick(services.clock().now());
    }

    private void onLoop(Runnable task) {
        if (!loop.isShuttingDown()) {
            try {
                loop.execute(task);
            } catch (RejectedExecutionException e) {
                return; // it ended in between; there is no page left to tell
            }
        }
    }

    private ChannelFuture bind(InetSocketAddress address) {
        return new ServerBootstrap()
                .group(group)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(MOST_UNREAD_BYTES / 2, MOST_UNREAD_BYTES))
                .childHandler(new Entrance())
                .bind(address);
    }

    private final class Entrance extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel browser) {
            if (browsers.size() > MOST_CONNECTIONS) {
                Unawaited.of(browser.close());
                return;
            }
            browsers.add(browser);
            RequestDeadline deadline =
                    new RequestDeadline(times.request().toMillis(), times.rest().toMillis());
            HttpDecoderConfig limits =
                    new HttpDecoderConfig().setMaxInitialLineLength(2_048).setMaxHeaderSize(16 * 1_024);
            browser.pipeline()
                    .addLast(deadline)
                    .addLast(new WriteTimeoutHandler(20))
                    .addLast(new FirstByte(https))
                    .addLast(new HttpServerCodec(limits))
                    .addLast(new UploadDoor(uploads, deadline, times.upload()))
                    .addLast(new HttpObjectAggregator(MOST_BODY_BYTES, true))
                    .addLast(new HttpDoor(routes, events, deadline, https));
        }
    }
}
