package org.helpline.app;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.helpline.admin.ExitCode;
import org.helpline.core.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code hours}: calendars of opening hours. */
@Command(
        name = "hours",
        description = "Shows what the calendars of hours.ini mean.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class HoursCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    private HoursCommand() {}

    /** The command with its own commands. */
    static CommandLine line(StartOptions options, Clock clock) {
        return new CommandLine(new HoursCommand()).addSubcommand(new HoursShowCommand(options, clock));
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        line.usage(line.getErr());
        return ExitCode.USAGE.code();
    }
}
