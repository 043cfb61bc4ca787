package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.Configurator.ExecutionStatus;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.status.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogsBesideTest {

    /** A logger in one of these is made before anybody has said where logs go, and then all of them go to the console. */
    @ParameterizedTest
    @ValueSource(
            classes = {Main.class, StartWords.class, StartOptions.class, ServeCommand.class, Serving.class, Logs.class})
    void whatRunsBeforeTheLogsHasNoLoggerOfItsOwn(Class<?> early) {
        assertThat(early.getDeclaredFields()).noneMatch(f -> f.getType() == org.slf4j.Logger.class);
    }

    private static final String FILE = "logback.configurationFile";

    @TempDir
    private Path folder;

    private final @Nullable String before = System.getProperty(FILE);
    private final LoggerContext context = new LoggerContext();

    @Test
    void theSampleConfigurationHasNoFaultAndItsFileWouldRotate() throws JoranException {
        System.setProperty("helpline.data", folder.toString());
        try {
            JoranConfigurator sample = new JoranConfigurator();
            sample.setContext(context);
            sample.doConfigure(Path.of("conf/logback.xml").toFile());
            assertThat(context.getStatusManager().getCopyOfStatusList()).noneMatch(s -> s.getLevel() > Status.INFO);
            LogsBehind behind =
                    (LogsBehind) context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("BEHIND");
            RollingFileAppender<?> file = (RollingFileAppender<?>) behind.getAppender("FILE");
            assertThat(file.getRollingPolicy().isStarted()).isTrue();
            assertThat(file.getTriggeringPolicy().isStarted()).isTrue();
            assertThat(folder.resolve("log/helpline.log")).exists();
        } finally {
            context.stop();
            System.clearProperty("helpline.data");
        }
    }

    @BeforeEach
    void prepare() throws IOException {
        context.setMDCAdapter(new LogbackMDCAdapter());
        Path configuration = Files.writeString(folder.resolve("logback.xml"), """
                <configuration>
                  <appender name="FILE" class="ch.qos.logback.core.FileAppender">
                    <file>%s</file>
                    <encoder><pattern>%%level %%msg%%n</pattern></encoder>
                  </appender>
                  <root level="DEBUG"><appender-ref ref="FILE"/></root>
                </configuration>
                """.formatted(folder.resolve("out.log")));
        System.setProperty(FILE, configuration.toString());
    }

    @AfterEach
    void restore() {
        context.stop();
        if (before == null) {
            System.clearProperty(FILE);
        } else {
            System.setProperty(FILE, before);
        }
    }

    @Test
    void whatIsLoggedBeforeTheConfigurationIsReadIsNotLost() throws IOException {
        LogsBeside.ask();
        assertThat(new LogsBeside().configure(context)).isEqualTo(ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY);
        Logger logger = context.getLogger("early");
        logger.info("the very first");
        logger.debug("fine, now that it is read");
        context.stop();
        assertThat(folder.resolve("out.log")).content().isEqualTo("""
                INFO the very first
                DEBUG fine, now that it is read
                """);
        assertThat(context.getTurboFilterList()).isEmpty();
    }

    @Test
    void withoutBeingAskedItLeavesTheConfigurationToLogback() {
        assertThat(new LogsBeside().configure(context)).isEqualTo(ExecutionStatus.INVOKE_NEXT_IF_ANY);
        assertThat(context.getTurboFilterList()).isEmpty();
    }
}
