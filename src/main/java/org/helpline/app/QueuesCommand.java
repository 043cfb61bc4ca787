package org.helpline.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.helpline.admin.ControlCommand;
import org.helpline.admin.ExitCode;
import org.helpline.admin.Output;
import org.helpline.interaction.UrgentBoard;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code queues [urgent NAME on|off]}: which queues are urgent, and the switch. */
@Command(
        name = "queues",
        description =
                "Lists the queues and which are urgent; urgent NAME on or off: its callers go before those of all other"
                        + " queues, and who helps out in it is offered them at once, until it is off again.",
        mixinStandardHelpOptions = true)
final class QueuesCommand implements Callable<Integer> {

    private final StartOptions options;

    @Parameters(
            arity = "0..3",
            paramLabel = "WORDS",
            description = "urgent NAME on or urgent NAME off (default: lists all).")
    private List<String> words = new ArrayList<>();

    @Spec
    private @Nullable CommandSpec spec;

    QueuesCommand(StartOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        List<String> args = new ArrayList<>(List.of("queues"));
        args.addAll(words);
        return Asking.server(options, args, Output.to(line.getOut(), line.getErr()));
    }

    /** The server's side. */
    static ControlCommand of(UrgentBoard urgent) {
        return new ControlCommand("queues", (args, out) -> answer(urgent, args, out));
    }

    private static ExitCode answer(UrgentBoard urgent, List<String> args, Output out) {
        if (args.isEmpty()) {
            urgent.queues()
                    .forEach((name, story) ->
                            out.line(name + ": " + story.map(s -> "urgent " + s).orElse("as usual")));
            return ExitCode.FINE;
        }
        boolean on = args.getLast().equals("on");
        if (args.size() != 3
                || !args.getFirst().equals("urgent")
                || !(on || args.getLast().equals("off"))) {
            out.problem("Say queues, queues urgent NAME on or queues urgent NAME off.");
            return ExitCode.USAGE;
        }
        Optional<String> why = urgent.set(args.get(1), on, "the command line");
        if (why.isPresent()) {
            out.problem(why.get());
            return ExitCode.FAILED;
        }
        out.line("Queue " + args.get(1) + (on ? " is urgent: its callers go first." : " is as usual."));
        return ExitCode.FINE;
    }
}
