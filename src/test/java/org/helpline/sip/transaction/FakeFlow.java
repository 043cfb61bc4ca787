package org.helpline.sip.transaction;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.helpline.core.Clock;
import org.helpline.core.Loop;
import org.helpline.sip.transport.Flow;

/** A wire that notes what is written on it and when. */
final class FakeFlow implements Flow {

    record Sent(long millis, String to, String text) {}

    final List<Sent> sent;
    private final Clock clock;
    private final boolean reliable;
    private final InetSocketAddress remote;
    private final List<Runnable> watchers = new ArrayList<>();
    private boolean closed;
    boolean broken;

    FakeFlow(Clock clock, boolean reliable, int port) {
        this(clock, reliable, InetSocketAddress.createUnresolved("192.0.2.7", port), new ArrayList<>());
    }

    private FakeFlow(Clock clock, boolean reliable, InetSocketAddress remote, List<Sent> sent) {
        this.clock = clock;
        this.reliable = reliable;
        this.remote = remote.isUnresolved() ? address(remote.getHostString(), remote.getPort()) : remote;
        this.sent = sent;
    }

    static InetSocketAddress address(String host, int port) {
        try {
            return new InetSocketAddress(java.net.InetAddress.ofLiteral(host), port);
        } catch (IllegalArgumentException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        List.copyOf(watchers).forEach(Runnable::run);
    }

    /** The first words of everything sent since the last look. */
    List<String> take() {
        List<String> all = firstWords();
        sent.clear();
        return all;
    }

    /** The same without forgetting it. */
    List<String> firstWords() {
        return sent.stream().map(s -> firstWords(s.text())).toList();
    }

    private static String firstWords(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.startsWith("SIP/2.0 ") ? line.substring(8, 11) : line.substring(0, line.indexOf(' '));
    }

    @Override
    public String transport() {
        return reliable ? "TCP" : "UDP";
    }

    @Override
    public boolean isReliable() {
        return reliable;
    }

    @Override
    public InetSocketAddress remote() {
        return remote;
    }

    @Override
    public InetSocketAddress local() {
        return address("192.0.2.1", 5060);
    }

    @Override
    public void write(byte[] message) {
        sent.add(new Sent(
                clock.nanos() / 1_000_000,
                remote.getAddress().getHostAddress() + ':' + remote.getPort(),
                Messages.text(message)));
    }

    @Override
    public void write(byte[] message, Loop loop, Runnable failed) {
        write(message);
        if (broken) {
            loop.tell(failed);
        }
    }

    @Override
    public Watch onClose(Loop loop, Runnable told) {
        Runnable watcher = () -> loop.tell(told);
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    @Override
    public Flow toward(InetSocketAddress peer) {
        return reliable ? this : new FakeFlow(clock, false, peer, sent);
    }

    @Override
    public boolean isClosed() {
        return closed;
    }
}
