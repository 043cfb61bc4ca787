package org.helpline.app;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
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

    /** Does {@code chore} every {@code pause} until the process ends. */
    static void every(Duration pause, String name, Callable<?> chore) {
        Thread.ofVirtual().name(name).start(() -> {
            while (true) {
                try {
                    TimeUnit.NANOSECONDS.sleep(pause.toNanos());
                    chore.call();
                } catch (InterruptedException e) {
                    return;
                } catch (Exception e) {
                    LOG.warn("chore={} failed and is tried again", name, e);
                }
            }
        });
    }
}
