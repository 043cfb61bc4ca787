package org.helpline.desk;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.helpline.config.DeskSettings;
import org.helpline.tls.Certificates;

/**
 * HTTPS on the desk's one port: who begins with TLS gets it, who does not is on this machine or led there. A browser gives a page its
 * microphone only on HTTPS or on this machine itself.
 */
final class Https implements AutoCloseable {

    /** For a day: long enough to keep a browser on HTTPS, short enough to go back from it. */
    private static final String STRICT = "max-age=86400";

    private final DeskSettings.Https mode;
    private final Optional<Certificates> certificates;
    private final ThreadPoolExecutor heavy;

    Https(DeskSettings.Https mode, Optional<Certificates> certificates) {
        this.mode = mode;
        this.certificates = mode == DeskSettings.Https.NO ? Optional.empty() : certificates;
        this.heavy = new ThreadPoolExecutor(
                1,
                1,
                10,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(256),
                new DefaultThreadFactory("desk-tls", true, Thread.NORM_PRIORITY - 1));
        heavy.allowCoreThreadTimeOut(true); // handshakes must not hold up the desk's loop, where all browsers live
    }

    /** Whether it is spoken at all. */
    boolean isSpoken() {
        return certificates.isPresent();
    }

    /** Whether nothing else is. */
    boolean isAlone() {
        return isSpoken() && mode == DeskSettings.Https.ONLY;
    }

    /** TLS for a connection that begins with it. */
    SslHandler handler() {
        SslHandler handler = new SslHandler(certificates.orElseThrow().forBrowsers(), heavy);
        handler.setHandshakeTimeoutMillis(10_000);
        return handler;
    }

    static boolean isSecure(Channel channel) {
        return channel.pipeline().get(SslHandler.class) != null;
    }

    /** Hosts that our certificates are for, in lower case or not, perhaps with wildcards. */
    Collection<String> hosts() {
        return certificates.stream()
                .flatMap(c -> c.shown().stream())
                .flatMap(s -> s.hosts().stream())
                .toList();
    }

    /** What a request that came in the open gets instead of an answer; empty if it may have one. */
    Optional<Reply> elsewhere(Request request) {
        boolean mayStay = request.isSecure()
                || !isSpoken()
                || (mode == DeskSettings.Https.AUTO && request.source().isLoopbackAddress())
                || List.of("/health", "/metrics").contains(request.path()); // for programs; they have their own guard
        if (mayStay) {
            return Optional.empty();
        }
        return Optional.of(
                request.method().equals("GET")
                        ? Reply.of(308, "text/plain", "This desk speaks HTTPS.\n")
                                .with("location", "https://" + request.header("host") + request.target())
                        : Reply.error(403, "This desk takes passwords and commands by HTTPS only."));
    }

    /**
     * What Strict-Transport-Security (RFC 6797) says on a secure connection. Nothing where the authority is our own: who has
     * not trusted it yet could not look at the desk any more.
     */
    Optional<String> strict() {
        return certificates.filter(c -> !c.isOwn()).map(_ -> STRICT);
    }

    @Override
    public void close() {
        heavy.shutdownNow();
    }
}
