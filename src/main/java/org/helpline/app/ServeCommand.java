package org.helpline.app;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.helpline.admin.ExitCode;
import org.helpline.config.SettingsReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bin/helpline} without a sub-command: the server. */
@Command(
        name = "bin/helpline",
        description = {
            "Helpline answers a support number: without a command it starts the server on the settings in conf/,",
            "and says what to call."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:what was asked for failed, or there is no such thing",
            "2:the command line, the settings or a script is wrong; nothing was started",
            "3:the launcher found no JDK 25 or could not build",
            "130, 143:the server was stopped in good order, by Ctrl-C or by SIGTERM"
        },
        footer =
                "%nThe first call in five minutes: README.md. Settings: conf/ and docs/admin.md. Scripts: docs/scripts.md.")
final class ServeCommand implements Callable<Integer> {

    /** The server runs on in its own threads. */
    static final int GOES_ON = -1;

    @Mixin
    private StartOptions options = new StartOptions();

    @Option(
            names = "--ready",
            paramLabel = "json",
            description = "Say that the server is ready as one line of JSON, for tests.")
    private @Nullable String ready;

    @Option(names = "--check", description = "Check settings and scripts, start nothing.")
    private boolean check;

    @Option(
            names = "--train",
            hidden = true,
            description = "Start on free ports with scratch data, then stop: trains the start-up cache.")
    private boolean train;

    @Spec
    private @Nullable CommandSpec spec;

    StartOptions options() {
        return options;
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        if (!isFamiliar(ready)) {
            throw new CommandLine.ParameterException(line, "--ready takes json, not " + ready + ".");
        }
        Logs.start(options.data(), options.confFile("logback.xml"), train || check);
        if (check) {
            return Check.run(options, line);
        }
        if (train) {
            return Training.run();
        }
        return switch (Assembly.start(SettingsReader.read(options.sources()))) {
            case Assembly.NotStarted n -> {
                n.problems().all().forEach(p -> line.getErr().println(p));
                line.getErr().println(summary(n.problems().all().size()));
                yield ExitCode.USAGE.code();
            }
            case Assembly.Running r -> {
                announce(r, line);
                yield GOES_ON;
            }
        };
    }

    private static boolean isFamiliar(@Nullable String ready) {
        return ready == null || ready.equals("json");
    }

    private void announce(Assembly.Running running, CommandLine line) {
        Server server = running.server();
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(() -> Shutdown.stopForGood(server)));
        long startedMillis = ManagementFactory.getRuntimeMXBean().getStartTime();
        StartReport report = StartReport.of(running, Duration.ofMillis(System.currentTimeMillis() - startedMillis));
        line.getOut().println("json".equals(ready) ? report.json() : report.lines());
        line.getOut().flush();
    }

    static String summary(int problems) {
        return "Nothing was started: "
                + (problems == 1 ? "mend this one problem" : "mend these " + problems + " problems")
                + " and start again.";
    }
}
