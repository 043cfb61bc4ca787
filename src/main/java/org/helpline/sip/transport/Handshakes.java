package org.helpline.sip.transport;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import org.helpline.tls.Certificates;

/**
 * Puts TLS before connections. What is heavy in a handshake is done on threads of its own, so that a flood of handshakes keeps no call
 * waiting; where too many wait, new ones fail.
 */
final class Handshakes implements AutoCloseable {

    private static final int MOST_WAITING = 1_024;

    private final Optional<Certificates> certificates;
    private final Duration time;
    private final List<RefusalLog> refusals;
    private final Counters counters;
    private final ThreadPoolExecutor heavy;

    Handshakes(Optional<Certificates> certificates, Duration time, List<RefusalLog> refusals, Counters counters) {
        this.certificates = certificates;
        this.time = time;
        this.refusals = refusals;
        this.counters = counters;
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        this.heavy = new ThreadPoolExecutor(
                threads,
                threads,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(MOST_WAITING),
                new DefaultThreadFactory("tls", true, Thread.NORM_PRIORITY - 1));
        heavy.allowCoreThreadTimeOut(true);
    }

    /** Whether anybody can come by TLS. */
    boolean isReady() {
        return certificates.isPresent();
    }

    /** Names that our certificates are for. */
    List<String> ourHosts() {
        return certificates.stream()
                .flatMap(c -> c.shown().stream())
                .flatMap(s -> s.hosts().stream())
                .toList();
    }

    /** Before a connection that came, or that we open. Empty if what is needed for it is not there; the flow says why then. */
    boolean secure(Channel channel, TcpFlow flow) {
        Optional<SSLEngine> engine = flow.tls().isPresent()
                ? flow.tls()
                        .flatMap(to -> certificates.flatMap(
                                c -> c.toward(to.host(), to.address().getPort(), to.profile())))
                : certificates.map(c -> flow.kind().isWeb() ? c.forBrowsers() : c.forSip());
        if (engine.isEmpty()) {
            flow.broke("nothing is known of TLS to "
                    + flow.tls().map(Destination.ToTls::host).orElse("here"));
            return false;
        }
        SslHandler handler = new SslHandler(engine.get(), heavy);
        handler.setHandshakeTimeoutMillis(time.toMillis());
        RefusalLog log = refusals.get(flow.home().index());
        channel.pipeline().addLast(handler).addLast(new TlsHandler(flow, log, counters));
        return true;
    }

    Duration time() {
        return time;
    }

    @Override
    public void close() {
        heavy.shutdownNow();
    }
}
