package org.helpline.app;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops the house in order: no new calls, those in progress end with a word, the record is written, the rooms close. */
final class Shutdown {

    private static final Logger LOG = LoggerFactory.getLogger("helpline");
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

    private Shutdown() {}

    /** Blocks until everything is closed, a few seconds at most. */
    static void stop(Server server) {
        server.draining().set(true);
        server.hallway().endAll("The server was stopped.");
        long end = System.nanoTime() + LAST_WORDS.toNanos();
        while (server.hallway().liveCalls() > 0 && System.nanoTime() - end < 0) {
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        server.inOrder().forEach(Shutdown::close);
        server.blocking().shutdownNow();
    }

    static void close(AutoCloseable room) {
        try {
            room.close();
        } catch (Exception e) {
            LOG.warn("{} did not close in order", room.getClass().getSimpleName(), e);
        }
    }
}
