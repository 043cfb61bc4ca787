package org.helpline.app;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.helpline.acd.Acd.CallbackWindow;
import org.helpline.admin.ControlCommand;
import org.helpline.admin.ExitCode;
import org.helpline.admin.Output;
import org.helpline.core.Clock;
import org.helpline.core.InteractionId;
import org.helpline.core.Personal;
import org.helpline.core.QueueName;
import org.helpline.interaction.Callbacks;
import org.helpline.interaction.Callbacks.Booking;
import org.helpline.interaction.Callbacks.Wanted;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code callbacks [list|past|add QUEUE NUMBER|show ID|cancel ID|now ID]}: who was promised a call-back. */
@Command(
        name = "callbacks",
        description =
                "Lists the call-backs that are promised, or those that are over; adds, shows or cancels one, or makes it the next of its queue.",
        mixinStandardHelpOptions = true)
final class CallbacksCommand implements Callable<Integer> {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private static final int PAST = 200;

    private final StartOptions options;

    @Parameters(
            arity = "0..5",
            paramLabel = "WORDS",
            description = "list, past, show ID, cancel ID, now ID, or add QUEUE NUMBER [FROM UNTIL] with times such as"
                    + " 2026-11-24T10:00 (default: list).")
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
        if (word.equals("past") && args.size() == 1) {
            callbacks.past(PAST).toCompletableFuture().join().forEach(e -> past(e, out));
            return ExitCode.FINE;
        }
        if (word.equals("add") && (args.size() == 3 || args.size() == 5)) {
            return add(callbacks, args, out);
        }
        if (args.size() != 2 || !args.get(1).matches("[0-9a-z-]{1,60}")) {
            out.problem("Say callbacks list, past, show ID, cancel ID, now ID or add QUEUE NUMBER [FROM UNTIL].");
            return ExitCode.USAGE;
        }
        InteractionId id = new InteractionId(args.get(1));
        return switch (word) {
            case "show" -> show(callbacks, id, clock.now(), out);
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
                out.problem("Say callbacks list, past, show ID, cancel ID, now ID or add QUEUE NUMBER [FROM UNTIL].");
                yield ExitCode.USAGE;
            }
        };
    }

    private static ExitCode add(Callbacks callbacks, List<String> args, Output out) {
        Optional<CallbackWindow> window = Optional.empty();
        if (args.size() == 5) {
            window = window(args.get(3), args.get(4));
            if (window.isEmpty()) {
                out.problem("Say from when until when, such as 2026-11-24T10:00 2026-11-24T12:00.");
                return ExitCode.USAGE;
            }
        }
        Booking booking = callbacks
                .book(new Wanted(
                        new QueueName(args.get(1)),
                        new Personal(args.get(2)),
                        Personal.NONE,
                        Personal.NONE,
                        window,
                        "command line",
                        ""))
                .toCompletableFuture()
                .join();
        return switch (booking) {
            case Booking.Taken(InteractionId id, int position) -> {
                out.line("Promised: " + id + (position == 0 ? "." : ", at position " + position + "."));
                yield ExitCode.FINE;
            }
            case Booking.There(InteractionId id) -> {
                out.line("One was promised to this number before: " + id + ".");
                yield ExitCode.FINE;
            }
            case Booking.Refused(String why) -> {
                out.problem("There is no call-back: " + why + ".");
                yield ExitCode.FAILED;
            }
        };
    }

    private static Optional<CallbackWindow> window(String from, String until) {
        try {
            ZoneId zone = ZoneId.systemDefault();
            Instant begins = LocalDateTime.parse(from).atZone(zone).toInstant();
            Instant ends = LocalDateTime.parse(until).atZone(zone).toInstant();
            return ends.isAfter(begins) ? Optional.of(new CallbackWindow(begins, ends)) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static ExitCode show(Callbacks callbacks, InteractionId id, Instant now, Output out) {
        Optional<Callbacks.Line> open = callbacks.list().toCompletableFuture().join().stream()
                .filter(l -> l.callback().equals(id))
                .findFirst();
        if (open.isPresent()) {
            Callbacks.Line line = open.get();
            out.line(words(line, now));
            about(line.source(), line.name(), line.note(), out);
            line.window()
                    .ifPresent(
                            w -> out.line("  to be called from " + minute(w.from()) + " until " + minute(w.until())));
            tries(line.tries(), out);
            return ExitCode.FINE;
        }
        Optional<Callbacks.Ended> over = callbacks.past(PAST).toCompletableFuture().join().stream()
                .filter(e -> e.callback().equals(id))
                .findFirst();
        over.ifPresent(e -> {
            past(e, out);
            about(e.source(), e.name(), e.note(), out);
            tries(e.tries(), out);
        });
        return over.isPresent() ? ExitCode.FINE : done(false, "", id, out);
    }

    private static void about(String source, Personal name, Personal note, Output out) {
        out.line("  asked for by " + source);
        if (!name.isEmpty()) {
            out.line("  name: " + name.value());
        }
        if (!note.isEmpty()) {
            out.line("  note: " + note.value());
        }
    }

    private static void tries(List<Callbacks.Try> tries, Output out) {
        tries.forEach(t -> out.line("  " + minute(t.at()) + "  " + t.agent() + ": " + t.outcome()));
    }

    private static void past(Callbacks.Ended e, Output out) {
        out.line(e.callback() + "  " + e.queue() + "  " + e.number().value() + "  asked " + minute(e.asked())
                + "  ended " + minute(e.ended()) + "  " + (e.agent().isEmpty() ? "" : "by " + e.agent() + ": ")
                + e.outcome());
    }

    private static String minute(Instant at) {
        return MINUTE.format(at.atZone(ZoneId.systemDefault()));
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
        String state = line.state().word()
                + line.agent().map(a -> " (" + a + ")").orElse("")
                + line.notBefore()
                        .map(t -> ", again in " + minutes(Duration.between(now, t)) + " at the earliest")
                        .orElse("");
        String tries = switch (line.attempts()) {
            case 0 -> "";
            case 1 -> ", called once in vain";
            default -> ", called " + line.attempts() + " times in vain";
        };
        return line.callback() + "  " + line.queue() + "  " + line.number().value() + "  asked " + minute(line.asked())
                + "  " + state + tries;
    }

    private static String minutes(Duration span) {
        return Math.max(1, span.plusSeconds(59).toMinutes()) + " min";
    }
}
