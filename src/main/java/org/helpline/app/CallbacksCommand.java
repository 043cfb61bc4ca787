package org.helpline.app;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.helpline.admin.ControlCommand;
import org.helpline.admin.ExitCode;
import org.helpline.admin.Output;
import org.helpline.core.Clock;
import org.helpline.core.InteractionId;
import org.helpline.interaction.Callbacks;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code callbacks [list|cancel ID|now ID]}: who was promised a call-back. */
@Command(
        name = "callbacks",
        description = "Lists the call-backs that are promised; cancels one, or makes it the next of its queue.",
        mixinStandardHelpOptions = true)
final class CallbacksCommand implements Callable<Integer> {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final StartOptions options;

    @Parameters(arity = "0..2", paramLabel = "WORDS", description = "list, cancel ID or now ID (default: list).")
    private List<String> words = new ArrayList<>();

    @Spec
    private @Nullable CommandSpec spec;

    CallbacksCommand(StartOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        List<String> args = new ArrayList<>(List.of("callbacks"));
        args.addAll(words);
        return Asking.server(options, args, Output.to(line.getOut(), line.getErr()));
    }

    /** The server's side. */
    static ControlCommand of(Supplier<Callbacks> callbacks, Clock clock) {
        return new ControlCommand("callbacks", (args, out) -> answer(callbacks.get(), clock, args, out));
    }

    private static ExitCode answer(Callbacks callbacks, Clock clock, List<String> args, Output out) {
        String word = args.isEmpty() ? "list" : args.getFirst();
        if (word.equals("list") && args.size() <= 1) {
            return list(callbacks.list().toCompletableFuture().join(), clock.now(), out);
        }
        if (args.size() != 2 || !args.get(1).matches("[0-9a-z-]{1,60}")) {
            out.problem("Say callbacks list, callbacks cancel ID or callbacks now ID.");
            return ExitCode.USAGE;
        }
        InteractionId id = new InteractionId(args.get(1));
        return switch (word) {
            case "cancel" ->
                done(
                        callbacks
                                .cancel(id, "the command line")
                                .toCompletableFuture()
                                .join(),
                        "Call-back " + id + " is cancelled.",
                        id,
                        out);
            case "now" ->
                done(
                        callbacks.now(id).toCompletableFuture().join(),
                        "Call-back " + id
                                + " is the next of its queue, as soon as an agent is free and the queue is open.",
                        id,
                        out);
            default -> {
                out.problem("Say callbacks list, callbacks cancel ID or callbacks now ID.");
                yield ExitCode.USAGE;
            }
        };
    }

    private static ExitCode done(boolean found, String words, InteractionId id, Output out) {
        if (!found) {
            out.problem("There is no call-back " + id + "; see callbacks list.");
            return ExitCode.FAILED;
        }
        out.line(words);
        return ExitCode.FINE;
    }

    private static ExitCode list(List<Callbacks.Line> lines, Instant now, Output out) {
        if (lines.isEmpty()) {
            out.line("No call-back is promised.");
        }
        lines.forEach(l -> out.line(words(l, now)));
        return ExitCode.FINE;
    }

    private static String words(Callbacks.Line line, Instant now) {
        String state = line.calling()
                ? "is being called"
                : line.notBefore()
                        .map(t -> "again in " + minutes(Duration.between(now, t)) + " at the earliest")
                        .orElse("waits");
        String tries = switch (line.attempts()) {
            case 0 -> "";
            case 1 -> ", called once in vain";
            default -> ", called " + line.attempts() + " times in vain";
        };
        return line.callback() + "  " + line.queue() + "  " + line.number().value() + "  asked "
                + MINUTE.format(line.asked().atZone(ZoneId.systemDefault())) + "  " + state + tries;
    }

    private static String minutes(Duration span) {
        return Math.max(1, span.plusSeconds(59).toMinutes()) + " min";
    }
}
