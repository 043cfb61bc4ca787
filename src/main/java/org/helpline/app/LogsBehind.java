package org.helpline.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.spi.AppenderAttachable;
import ch.qos.logback.core.spi.AppenderAttachableImpl;
import java.io.IOException;
import java.util.Iterator;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Writes log lines ten times a second, on a thread of its own, and flushes what they are written to: whoever logs never waits for the
 * disk and wakes nobody, which costs a call more than its line (Logback's own AsyncAppender: 0.03 ms a line). Any thread. What came since
 * the last writing is lost when the process is killed. Named in conf/logback.xml.
 */
public final class LogsBehind extends UnsynchronizedAppenderBase<ILoggingEvent>
        implements AppenderAttachable<ILoggingEvent> {

    private static final int PAUSE_MILLIS = 100;
    private static final int LONGEST_STOP_MILLIS = 2_000;

    private final AppenderAttachableImpl<ILoggingEvent> behind = new AppenderAttachableImpl<>();
    private final ConcurrentLinkedQueue<ILoggingEvent> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private int queueSize = 8_192;
    private @Nullable Thread writer;

    /** How many lines may wait; beyond four fifths of it INFO and finer are dropped, beyond all of it everything. */
    public void setQueueSize(int lines) {
        queueSize = lines;
    }

    @Override
    public void start() {
        super.start();
        writer = Thread.ofPlatform().name("log").daemon().start(this::live);
    }

    @Override
    protected void append(ILoggingEvent event) {
        int lines = count.incrementAndGet();
        boolean fine = !event.getLevel().isGreaterOrEqual(Level.WARN);
        if (lines > queueSize || (fine && lines > queueSize / 5 * 4)) {
            count.decrementAndGet();
            return;
        }
        event.prepareForDeferredProcessing();
        waiting.add(event);
    }

    private void live() {
        try {
            while (!stopping.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                write();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        write();
        behind.detachAndStopAllAppenders();
    }

    private void write() {
        boolean written = false;
        for (ILoggingEvent next = waiting.poll(); next != null; next = waiting.poll()) {
            count.decrementAndGet();
            behind.appendLoopOnAppenders(next);
            written = true;
        }
        if (written) {
            behind.iteratorForAppenders().forEachRemaining(this::flush);
        }
    }

    private void flush(Appender<ILoggingEvent> appender) {
        if (appender instanceof OutputStreamAppender<ILoggingEvent> file
                && !file.isImmediateFlush()
                && file.getOutputStream() != null) {
            try {
                file.getOutputStream().flush();
            } catch (IOException e) {
                addWarn("log lines cannot be written: " + e);
            }
        }
    }

    /** Writes what waits, then stops what is behind; waits up to 2 s. */
    @Override
    public void stop() {
        if (!isStarted()) {
            return;
        }
        super.stop();
        stopping.countDown();
        if (writer != null) {
            try {
                writer.join(LONGEST_STOP_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void addAppender(Appender<ILoggingEvent> appender) {
        behind.addAppender(appender);
    }

    @Override
    public Iterator<Appender<ILoggingEvent>> iteratorForAppenders() {
        return behind.iteratorForAppenders();
    }

    @Override
    public Appender<ILoggingEvent> getAppender(String name) {
        return behind.getAppender(name);
    }

    @Override
    public boolean isAttached(Appender<ILoggingEvent> appender) {
        return behind.isAttached(appender);
    }

    @Override
    public void detachAndStopAllAppenders() {
        behind.detachAndStopAllAppenders();
    }

    @Override
    public boolean detachAppender(Appender<ILoggingEvent> appender) {
        return behind.detachAppender(appender);
    }

    @Override
    public boolean detachAppender(String name) {
        return behind.detachAppender(name);
    }
}
