package org.helpline.sip.transport;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.DuplexChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.helpline.core.Loop;
import org.jspecify.annotations.Nullable;

/**
 * A TCP connection, perhaps with TLS or WebSocket on it, from before it is open until it is closed. Its state is confined to its home loop; what others write or watch is
 * handed over there. A peer that does not read what we send loses the connection once {@value #MOST_WAITING_BYTES} bytes wait.
 */
final class TcpFlow implements Flow {

    static final int MOST_WAITING_BYTES = 1 << 20;
    private static final int MOST_QUEUED = 256;
    private static final Duration LAST_ANSWERS = Duration.ofMillis(200);
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final SipLoop home;
    private final InetSocketAddress remote;
    private final InetSocketAddress local;
    private final Supplier<String> sentBy;
    private final Counters counters;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicLong lastActive = new AtomicLong();
    private final AtomicInteger watched = new AtomicInteger();
    private final Set<Watcher> watchers = new LinkedHashSet<>();
    private final List<Runnable> endings = new ArrayList<>();
    private final List<byte[]> queued = new ArrayList<>();
    private final AtomicReference<Optional<String>> fault = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<Ends>> beyond = new AtomicReference<>(Optional.empty());
    private final StreamKind kind;
    private final Optional<Destination.ToTls> tls;
    private @Nullable Consumer<InetAddress> proxied;
    private @Nullable Channel channel;

    /** Told apart by identity, through its own flag. */
    private record Watcher(Loop loop, Runnable told, AtomicBoolean wanted) {}

    /** Plain TCP. {@code local} has the port that we listen on; {@code sentBy} is what Via says. */
    TcpFlow(SipLoop home, InetSocketAddress remote, InetSocketAddress local, String sentBy, Counters counters) {
        this(StreamKind.TCP, Optional.empty(), home, remote, local, () -> sentBy, counters);
    }

    /** {@code tls} is whom we want to reach by TLS; empty for a connection that came, and for TCP. */
    TcpFlow(
            StreamKind kind,
            Optional<Destination.ToTls> tls,
            SipLoop home,
            InetSocketAddress remote,
            InetSocketAddress local,
            Supplier<String> sentBy,
            Counters counters) {
        this.kind = kind;
        this.tls = tls;
        this.home = home;
        this.remote = remote;
        this.local = local;
        this.sentBy = sentBy;
        this.counters = counters;
        touch();
    }

    /** The connection is open. On the home loop. */
    void opened(Channel open) {
        channel = open;
        touch();
        queued.forEach(this::writeOut);
        queued.clear();
    }

    /** The connection is closed or could not be opened. On the home loop. */
    void ended() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        queued.clear();
        List<Watcher> all = List.copyOf(watchers);
        watchers.clear();
        all.forEach(TcpFlow::tell);
        endings.forEach(Runnable::run);
    }

    /** What the transport itself does at the end, on the home loop; before the connection is in use. */
    void onEnd(Runnable ending) {
        endings.add(ending);
    }

    private static void tell(Watcher watcher) {
        watcher.loop().tell(() -> {
            if (watcher.wanted().get()) {
                watcher.told().run();
            }
        });
    }

    /** Who is told, on the home loop, for whom a proxy speaks; before the connection is in use. */
    void onProxied(Consumer<InetAddress> told) {
        proxied = told;
    }

    void touch() {
        lastActive.lazySet(home.clock().nanos());
    }

    /** When it last carried anything, on the clock of the loops; any thread, approximate. */
    long lastActive() {
        return lastActive.get();
    }

    /** Whether a transaction, dialog or registration depends on it; any thread. */
    boolean isWatched() {
        return watched.get() > 0;
    }

    StreamKind kind() {
        return kind;
    }

    /** Whom we wanted to reach by TLS. */
    Optional<Destination.ToTls> tls() {
        return tls;
    }

    /** Notes why it ends, before it does; the first reason counts. */
    void broke(String why) {
        fault.compareAndSet(Optional.empty(), Optional.of(why));
    }

    @Override
    public Optional<String> fault() {
        return java.util.Objects.requireNonNull(fault.get());
    }

    @Override
    public Destination again() {
        return tls.<Destination>map(to -> to).orElseGet(Flow.super::again);
    }

    SipLoop home() {
        return home;
    }

    /** Notes for whom the proxy speaks that has opened it, before anything is said over it. */
    void speaksFor(InetAddress client) {
        beyond.set(Optional.of(new Ends(Facing.ask(client), client)));
        if (proxied != null) {
            proxied.accept(client);
        }
    }

    @Override
    public Ends sound() {
        return java.util.Objects.requireNonNull(beyond.get()).orElseGet(Flow.super::sound);
    }

    @Override
    public void write(byte[] message) {
        if (home.isInside()) {
            writeHere(message);
        } else {
            home.tell(() -> writeHere(message));
        }
    }

    private void writeHere(byte[] message) {
        if (closed.get()) {
            return; // who uses the flow has been told
        }
        if (channel != null) {
            writeOut(message);
        } else if (queued.size() < MOST_QUEUED) {
            queued.add(message);
        }
    }

    private void writeOut(byte[] message) {
        Channel open = channel;
        if (open == null) {
            return;
        }
        if (!open.isWritable()) {
            close();
            return;
        }
        counters.sent(this, message);
        touch();
        var _ = open.writeAndFlush(Unpooled.wrappedBuffer(message)).addListener(sent -> {
            if (!sent.isSuccess()) {
                counters.sendFailures.increment();
                close();
            }
        });
    }

    @Override
    public void close() {
        if (!home.isInside()) {
            home.tell(this::close);
            return;
        }
        if (channel != null) {
            ChannelFuture _ = channel.close();
        } else {
            ended();
        }
    }

    /**
     * Ends the connection in good order: what other loops are about to answer is still written, then the output is closed, then all; a
     * close with unread input would tear the last words off the wire. On the home loop.
     */
    void closeAfterLastWords() {
        var _ = home.after(LAST_ANSWERS, () -> {
            if (channel instanceof DuplexChannel duplex) {
                ChannelFuture _ = duplex.shutdownOutput();
            }
        });
        var _ = home.after(LAST_WORDS, this::close);
    }

    @Override
    public Watch onClose(Loop loop, Runnable told) {
        Watcher watcher = new Watcher(loop, told, new AtomicBoolean(true));
        watched.incrementAndGet();
        if (home.isInside()) {
            watch(watcher);
        } else {
            home.tell(() -> watch(watcher));
        }
        return () -> cancel(watcher);
    }

    private void watch(Watcher watcher) {
        if (closed.get()) {
            tell(watcher);
        } else {
            watchers.add(watcher);
        }
    }

    private void cancel(Watcher watcher) {
        if (watcher.wanted().compareAndSet(true, false)) {
            watched.decrementAndGet();
            home.tell(() -> watchers.remove(watcher));
        }
    }

    @Override
    public String transport() {
        return kind.name();
    }

    @Override
    public boolean isReliable() {
        return true;
    }

    @Override
    public InetSocketAddress remote() {
        return remote;
    }

    @Override
    public InetSocketAddress local() {
        return local;
    }

    @Override
    public String sentBy() {
        return sentBy.get();
    }

    @Override
    public boolean isClosed() {
        return closed.get();
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(Locale.ROOT) + " " + remote;
    }
}
