package org.helpline.app;

import java.security.SecureRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.helpline.core.Clock;

/**
 * What every room is given, and what has been opened so far.
 *
 * @param blocking virtual threads, for what blocks
 * @param draining set once no new calls are taken
 */
record Tools(
        Clock clock,
        SecureRandom random,
        ExecutorService blocking,
        FactFan facts,
        AtomicBoolean draining,
        Opened opened) {

    /** Virtual threads for what blocks while a call waits: who holds the time waits as well. */
    Executor blockingCalls() {
        return task -> {
            clock.handed();
            blocking.execute(() -> {
                try {
                    task.run();
                } finally {
                    clock.done();
                }
            });
        };
    }

    static Tools ofTheSystem(Clock clock) {
        return new Tools(
                clock,
                new SecureRandom(),
                Executors.newVirtualThreadPerTaskExecutor(),
                new FactFan(),
                new AtomicBoolean(),
                new Opened());
    }
}
