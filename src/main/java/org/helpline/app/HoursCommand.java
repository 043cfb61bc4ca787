package org.helpline.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.helpline.admin.ControlCommand;
import org.helpline.admin.ExitCode;
import org.helpline.admin.Output;
import org.helpline.core.Clock;
import org.helpline.interaction.HoursBoard;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hours}: calendars of opening hours. */
@Command(
        name = "hours",
        description =
                "Declares a calendar open, closed, holiday or emergency for now, or as-written again; alone it lists them.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class HoursCommand implements Callable<Integer> {

    private final StartOptions options;

    @Parameters(
            arity = "0..2",
            paramLabel = "NAME WORD",
            description = "A calendar, and open, closed, holiday, emergency or as-written (default: list all).")
    private List<String> words = new ArrayList<>();

    @Spec
    private @Nullable CommandSpec spec;

    private HoursCommand(StartOptions options) {
        this.options = options;
    }

    /** The command with its own commands. */
    static CommandLine line(StartOptions options, Clock clock) {
        return new CommandLine(new HoursCommand(options)).addSubcommand(new HoursShowCommand(options, clock));
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        List<String> args = new ArrayList<>(List.of("hours"));
        args.addAll(words);
        return Asking.server(options, args, Output.to(line.getOut(), line.getErr()));
    }

    /** The server's side. */
    static ControlCommand of(HoursBoard hours) {
        return new ControlCommand("hours", (args, out) -> answer(hours, args, out));
    }

    private static ExitCode answer(HoursBoard hours, List<String> args, Output out) {
        if (args.isEmpty()) {
            hours.calendars()
                    .forEach((name, shown) ->
                            out.line(name + ": " + shown.now() + (shown.declared() ? ", declared" : ", as written")));
            return ExitCode.FINE;
        }
        if (args.size() != 2) {
            out.problem("Say hours NAME WORD; the words are " + String.join(", ", HoursBoard.WORDS) + ".");
            return ExitCode.USAGE;
        }
        Optional<String> why = hours.set(args.getFirst(), args.getLast(), "the command line");
        String state = args.getLast().equals("as-written") ? " holds as written again" : " is " + args.getLast();
        out.line(why.orElse("The calendar " + args.getFirst() + state + " from the next question on."));
        return why.isEmpty() ? ExitCode.FINE : ExitCode.FAILED;
    }
}
