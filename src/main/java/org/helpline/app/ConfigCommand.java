package org.helpline.app;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.helpline.admin.ExitCode;
import org.helpline.config.InForce;
import org.helpline.config.SettingsReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code config show}: every setting in force, where it came from, secrets masked. */
@Command(name = "config", description = "Shows the settings in force.", mixinStandardHelpOptions = true)
final class ConfigCommand implements Callable<Integer> {

    private final StartOptions options;

    @Parameters(
            paramLabel = "show",
            description = "show: every setting, its value, and where it came from.",
            defaultValue = "show")
    private String action = "show";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PREFIX",
            description = "Only keys that begin so, for example sip.")
    private String prefix = "";

    @Spec
    private @Nullable CommandSpec spec;

    ConfigCommand(StartOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        if (!action.equals("show")) {
            line.getErr().println("config knows one word: show.");
            return ExitCode.USAGE.code();
        }
        SettingsReader.Read read = options.read(line);
        line.getOut()
                .print(InForce.table(read.inForce().stream()
                        .filter(s -> s.key().startsWith(prefix))
                        .toList()));
        line.getOut().flush();
        return ExitCode.FINE.code();
    }
}
