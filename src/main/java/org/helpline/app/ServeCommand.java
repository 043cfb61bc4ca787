package org.helpline.app;

import java.util.Objects;
import java.util.concurrent.Callable;
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

    @Mixin
    private StartOptions options = new StartOptions();

    @Option(
            names = "--ready",
            paramLabel = "json",
            description = "Say that the server is ready as one line of JSON, for tests.")
    private @Nullable String ready;

    @Option(names = "--check", description = "Check settings and scripts, start nothing.")
    private boolean check;

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
        if (check) {
            Logs.quiet();
            return Check.run(options, line);
        }
        return Serving.start(options, ready != null, line.getOut(), line.getErr());
    }

    private static boolean isFamiliar(@Nullable String ready) {
        return ready == null || ready.equals("json");
    }
}
