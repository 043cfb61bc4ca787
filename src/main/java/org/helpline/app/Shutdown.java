package org.helpline.app;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.helpline.core.ServerFact;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stops the house in order: no new calls, those in progress end with a word, the record is written, the rooms close. */
final class Shutdown {

    private static final Logger LOG = LoggerFactory.getLogger("helpline");
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private Shutdown() {}

    /** Blocks until everything is closed: 5 s at most while nothing hangs. */
    static void stop(Server server) {
        long begun = System.nanoTime();
        int calls = server.hallway().liveCalls();
        LOG.info("stopping; calls={}", calls);
        server.tools().draining().set(true);
        server.hallway().endAll("The server was stopped.");
        while (server.hallway().liveCalls() > 0 && System.nanoTime() - begun < LAST_WORDS.toNanos()) {
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        server.own().tell(new ServerFact.Stopped("The server was stopped; " + calls + " calls were in progress."));
        server.tools().opened().close();
        server.tools().blocking().shutdownNow();
        LOG.info(
                "stopped after {} ms",
                Duration.ofNanos(System.nanoTime() - begun).toMillis());
    }

    /** Stops, then lets the log write what still waits: the process ends after this. */
    static void stopForGood(Server server) {
        stop(server);
        ILoggerFactory logs = LoggerFactory.getILoggerFactory();
        if (logs instanceof ch.qos.logback.classic.LoggerContext logback) {
            logback.stop();
        }
    }
}
