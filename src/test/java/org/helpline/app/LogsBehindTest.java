package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogsBehindTest {

    @TempDir
    private Path folder;

    private final LoggerContext context = new LoggerContext();

    @BeforeEach
    void prepare() {
        context.setMDCAdapter(new LogbackMDCAdapter());
    }

    private Logger logger(int queueSize, String encoder) throws JoranException {
        JoranConfigurator xml = new JoranConfigurator();
        xml.setContext(context);
        String configuration = """
                <configuration>
                  <appender name="FILE" class="ch.qos.logback.core.FileAppender">
                    <file>%s</file>
                    <immediateFlush>false</immediateFlush>
                    <encoder><pattern>%s</pattern></encoder>
                  </appender>
                  <appender name="BEHIND" class="org.helpline.app.LogsBehind">
                    <queueSize>%d</queueSize>
                    <appender-ref ref="FILE"/>
                  </appender>
                  <root level="INFO"><appender-ref ref="BEHIND"/></root>
                </configuration>
                """.formatted(folder.resolve("out.log"), encoder, queueSize);
        xml.doConfigure(new ByteArrayInputStream(configuration.getBytes(StandardCharsets.UTF_8)));
        return context.getLogger("test");
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(folder.resolve("out.log"));
    }

    @Test
    void everyLineIsWrittenInItsOrderWithTheThreadThatLoggedIt() throws Exception {
        Logger logger = logger(8_192, "%thread %msg%n");
        String me = Thread.currentThread().getName();
        for (int i = 0; i < 500; i++) {
            logger.info("line {}", i);
        }
        context.stop();
        assertThat(lines()).hasSize(500).startsWith(me + " line 0").endsWith(me + " line 499");
    }

    @Test
    void aLineIsInTheFileSoonAlthoughNothingFollows() throws Exception {
        Logger logger = logger(8_192, "%msg%n");
        logger.info("alone");
        while (lines().isEmpty()) { // bounded by the test's own time limit: it must come without a stop
            Thread.onSpinWait();
        }
        assertThat(lines()).containsExactly("alone");
        context.stop();
    }

    /** Holds up whoever writes the first line. */
    private static final class SlowDisk extends ListAppender<ILoggingEvent> {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch goesOn = new CountDownLatch(1);

        @Override
        protected void append(ILoggingEvent event) {
            super.append(event);
            begun.countDown();
            try {
                goesOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void whenTheDiskIsSlowInfoIsDroppedBeforeWarnings() throws Exception {
        SlowDisk disk = new SlowDisk();
        disk.setContext(context);
        disk.start();
        LogsBehind behind = new LogsBehind();
        behind.setContext(context);
        behind.setQueueSize(5);
        behind.addAppender(disk);
        behind.start();
        Logger logger = context.getLogger("test");
        logger.addAppender(behind);
        logger.info("first");
        disk.begun.await();
        for (int i = 0; i < 10; i++) {
            logger.info("info {}", i);
        }
        for (int i = 0; i < 10; i++) {
            logger.warn("warning {}", i);
        }
        disk.goesOn.countDown();
        context.stop();
        assertThat(disk.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("first", "info 0", "info 1", "info 2", "info 3", "warning 0");
    }
}
