package org.helpline.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.classic.util.DefaultJoranConfigurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.spi.FilterReply;
import ch.qos.logback.core.status.StatusUtil;
import ch.qos.logback.core.util.StatusPrinter2;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Has the logs' configuration read on a thread of its own while the start goes on, since that takes as long as all the settings. Who
 * logs in the meantime waits for it, so nothing is lost; only what is finer than INFO is not written until then. Does nothing where it was
 * not asked for (commands, tests): Logback then reads it at once. Made by Logback, which finds it as a service.
 */
public final class LogsBeside extends ContextAwareBase implements Configurator {

    private static final AtomicBoolean ASKED = new AtomicBoolean();

    /** From now on the first logger does not wait for the configuration. */
    static void ask() {
        ASKED.set(true);
    }

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (!ASKED.compareAndSet(true, false)) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        Wait wait = new Wait();
        context.addTurboFilter(wait);
        wait.reader = Thread.ofPlatform().name("logs").daemon().unstarted(() -> read(context, wait));
        wait.reader.start();
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static void read(LoggerContext context, Wait wait) {
        try {
            DefaultJoranConfigurator xml = new DefaultJoranConfigurator();
            xml.setContext(context);
            xml.configure(context);
            if (!StatusUtil.contextHasStatusListener(context)) {
                new StatusPrinter2().printInCaseOfErrorsOrWarnings(context); // as Logback does when it reads at once
            }
        } finally {
            context.getTurboFilterList().remove(wait);
            wait.over.countDown();
        }
    }

    private static final class Wait extends TurboFilter {

        private final CountDownLatch over = new CountDownLatch(1);
        private @Nullable Thread reader;

        @Override
        public FilterReply decide(
                @Nullable Marker marker,
                Logger logger,
                Level level,
                @Nullable String format,
                Object @Nullable [] parameters,
                @Nullable Throwable thrown) {
            if (Thread.currentThread() == reader) {
                return FilterReply.NEUTRAL;
            }
            if (!level.isGreaterOrEqual(Level.INFO)) {
                return FilterReply.DENY;
            }
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return FilterReply.NEUTRAL;
        }
    }
}
