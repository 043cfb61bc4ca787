package org.helpline.media.rtp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells when something comes at ports that have been quiet: an empty read of each costs more than one question about all of them. Ports at
 * which packets come all the time are read without asking. One media loop.
 */
public final class Arrivals implements AutoCloseable {

    private final Consumer<SelectionKey> told = Arrivals::tell;
    private @Nullable Selector selector; // opened when it is first needed

    /**
     * Tells {@code whom}, once, when something waits at this port.
     *
     * @return null if it cannot be watched now: it is to be read then
     */
    @Nullable
    SelectionKey watch(DatagramChannel port, Runnable whom) {
        try {
            Selector all = opened();
            SelectionKey key = port.keyFor(all);
            if (key == null) {
                return port.register(all, SelectionKey.OP_READ, whom);
            }
            key.attach(whom);
            return key.interestOps(SelectionKey.OP_READ);
        } catch (ClosedChannelException | CancelledKeyException e) {
            return null; // a port that has just been given back
        }
    }

    private Selector opened() {
        try {
            Selector all = selector == null ? Selector.open() : selector;
            selector = all;
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException("no selector for the ports", e);
        }
    }

    /** Tells of all at which something waits. */
    public void look() {
        if (selector != null) {
            try {
                selector.selectNow(told);
            } catch (IOException e) {
                throw new UncheckedIOException("the ports' selector failed", e);
            }
        }
    }

    private static void tell(SelectionKey key) {
        key.interestOps(0);
        ((Runnable) Objects.requireNonNull(key.attachment())).run();
    }

    @Override
    public void close() {
        Selector all = selector;
        selector = null;
        try {
            if (all != null) {
                all.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the ports' selector cannot be closed", e);
        }
    }
}
