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
import org.helpline.core.DeclaredUntil;
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
            arity = "0..4",
            paramLabel = "NAME WORD [until TIME]",
            description =
                    "A calendar, and open, closed, holiday, emergency or as-written; until 18:00, until end-of-day"
                            + " or for 2h (default: until it is taken back). Alone: lists all.")
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
                    .forEach((name, shown) -> out.line(name + ": " + shown.now()
                            + (shown.declared() ? ", declared " + shown.story() : ", as written")));
            return ExitCode.FINE;
        }
        Optional<DeclaredUntil> until = until(args.subList(Math.min(2, args.size()), args.size()));
        if (args.size() < 2 || until.isEmpty()) {
            out.problem("Say hours NAME WORD, or hours NAME WORD until 18:00, until end-of-day, for 2h; the words are "
                    + String.join(", ", HoursBoard.WORDS) + ".");
            return ExitCode.USAGE;
        }
        Optional<String> why = hours.set(args.getFirst(), args.get(1), until.get(), "the command line");
        String state = args.get(1).equals("as-written") ? " holds as written again" : " is " + args.get(1);
        out.line(why.orElse("The calendar " + args.getFirst() + state + " from the next question on"
                + ended(hours, args.getFirst()) + "."));
        return why.isEmpty() ? ExitCode.FINE : ExitCode.FAILED;
    }

    private static String ended(HoursBoard hours, String name) {
        String story = Optional.ofNullable(hours.calendars().get(name))
                .map(HoursBoard.Shown::story)
                .orElse("");
        int until = story.lastIndexOf(", until ");
        return until < 0 ? "" : story.substring(until);
    }

    /** {@code until 18:00}, {@code for 2h}; nothing: until it is taken back. */
    private static Optional<DeclaredUntil> until(List<String> words) {
        if (words.isEmpty()) {
            return Optional.of(new DeclaredUntil.TakenBack());
        }
        boolean says = words.size() == 2 && List.of("until", "for").contains(words.getFirst());
        return says
                ? DeclaredUntil.read(words.getLast())
                        .filter(u -> u instanceof DeclaredUntil.Length
                                == words.getFirst().equals("for"))
                : Optional.empty();
    }
}
