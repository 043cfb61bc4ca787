package org.helpline.app;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that comes round: each kind has a daemon thread of its own, and a failure is told and tried again next time. */
final class Housekeeping {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    private Housekeeping() {}

    /** Does {@code chore} once, beside the start; a failure is told. */
    static void once(String name, Callable<?> chore) {
        Thread.ofVirtual().name(name).start(() -> {
            try {
                chore.call();
            } catch (Exception e) {
                LOG.warn("chore={} failed", name, e);
            }
        });
    }

    /** Does {@code chore} every {@code pause} until it is closed. */
    static AutoCloseable every(Duration pause, String name, Callable<?> chore) {
        AtomicBoolean stopped = new AtomicBoolean();
        // a thread of the system: for each file that a virtual one opens another carrier is got ready, which made
        // storing a trace three
        // times as dear, and each of its sleeps is a task of the common pool
        Thread thread = Thread.ofPlatform().daemon().name(name).start(() -> {
            while (!stopped.get()) {
                try {
                    TimeUnit.NANOSECONDS.sleep(pause.toNanos());
                    chore.call();
                } catch (Exception e) {
                    if (!stopped.get()) {
                        LOG.warn("chore={} failed and is tried again", name, e);
                    }
                }
            }
        });
        return () -> {
            stopped.set(true);
            thread.interrupt();
        };
    }
}
