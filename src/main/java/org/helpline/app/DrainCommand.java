package org.helpline.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.helpline.admin.ControlCommand;
import org.helpline.admin.ExitCode;
import org.helpline.admin.Output;
import org.helpline.core.DurationText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code drain [--deadline TIME | --cancel]}: stops the server once its calls have ended. */
@Command(
        name = "drain",
        description =
                "Stops the running server once its calls have ended: new ones are answered 503, and it says what it waits for.",
        footer =
                "Ctrl-C leaves the server draining; drain --cancel takes calls again. Exit code 1: calls had to be ended, or it was cancelled.",
        mixinStandardHelpOptions = true)
final class DrainCommand implements Callable<Integer> {

    private static final String USUAL = "10m";
    private static final Duration LONGEST = Duration.ofDays(7);

    private final StartOptions options;

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            description = "Calls that are still up then are ended, such as 30s, 10m or 2h (default: 10m).")
    private String deadline = USUAL;

    @Option(names = "--cancel", description = "Takes calls again.")
    private boolean cancel;

    @Spec
    private @Nullable CommandSpec spec;

    DrainCommand(StartOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        List<String> args = new ArrayList<>(List.of("drain", cancel ? "cancel" : deadline));
        return Asking.server(options, args, Output.to(line.getOut(), line.getErr()));
    }

    /** The server's side. */
    static ControlCommand of(Drain drain) {
        return new ControlCommand("drain", (args, out) -> answer(drain, args, out));
    }

    private static ExitCode answer(Drain drain, List<String> args, Output out) {
        if (args.equals(List.of("cancel"))) {
            if (drain.cancel()) {
                out.line("New calls are taken again.");
                return ExitCode.FINE;
            }
            out.problem("The server is not draining.");
            return ExitCode.FAILED;
        }
        Optional<Duration> deadline = args.size() == 1 ? time(args.getFirst()) : Optional.empty();
        if (deadline.isEmpty()) {
            out.problem("--deadline is a time from 0 to 7d, such as 30s, 10m or 2h.");
            return ExitCode.USAGE;
        }
        drain.begin(deadline.get());
        out.line("New calls are refused from now on; those that are up have " + Drain.words(deadline.get())
                + " to end.");
        return switch (drain.follow(out::line)) {
            case Drain.State.Over(int cut)
            when cut == 0 -> {
                out.line("No call is up. The server stops.");
                yield ExitCode.FINE;
            }
            case Drain.State.Over(int cut) -> {
                out.problem("The time is over: " + (cut == 1 ? "1 call is" : cut + " calls are")
                        + " ended. The server stops.");
                yield ExitCode.FAILED;
            }
            case Drain.State.Serving _, Drain.State.Draining _ -> {
                out.problem("Somebody has cancelled it: new calls are taken again.");
                yield ExitCode.FAILED;
            }
        };
    }

    private static Optional<Duration> time(String text) {
        return text.equals("0")
                ? Optional.of(Duration.ZERO)
                : DurationText.read(text).filter(d -> d.compareTo(LONGEST) <= 0);
    }
}
