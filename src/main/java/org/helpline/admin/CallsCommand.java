package org.helpline.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.helpline.core.CallFact;
import org.helpline.core.Clock;
import org.helpline.journal.CallQuery;
import org.helpline.journal.CallRecords;
import org.helpline.journal.Found;
import org.helpline.journal.Reading;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code calls}: lists the calls. */
@Command(
        name = "calls",
        description = "Lists the latest calls, one a line; `calls show` tells one.",
        mixinStandardHelpOptions = true)
final class CallsCommand implements Callable<Integer> {

    private static final String LIVE = "live";

    private final Reach reach;
    private final Clock clock;
    private final ZoneId zone;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--last",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many (default: ${DEFAULT-VALUE}).")
    private int last;

    @Option(
            names = "--outcome",
            paramLabel = "OUTCOME",
            description =
                    "Only these: served, self-served, turned-away, abandoned, callback, not-reached, refused, failed,"
                            + " cut, live.")
    private @Nullable String outcome;

    @Option(names = "--queue", paramLabel = "QUEUE", description = "Only those that waited in this queue last.")
    private @Nullable String queue;

    @Option(names = "--agent", paramLabel = "AGENT", description = "Only those that this agent had last.")
    private @Nullable String agent;

    @Option(
            names = "--since",
            paramLabel = "WHEN",
            description =
                    "Only those that arrived since: a day (2026-11-22), an instant, or a span back from now (90m, 24h,"
                            + " 7d).")
    private @Nullable String since;

    @Option(names = "--json", description = "As a JSON array.")
    private boolean json;

    private CallsCommand(Reach reach, Clock clock, ZoneId zone) {
        this.reach = reach;
        this.clock = clock;
        this.zone = zone;
    }

    /** The command with its sub-command {@code show}. */
    static CommandLine create(Reach reach, Clock clock, ZoneId zone) {
        return new CommandLine(new CallsCommand(reach, clock, zone)).addSubcommand(new Show(reach, zone));
    }

    @Override
    public Integer call() {
        CallQuery query = new CallQuery(
                last,
                Optional.ofNullable(outcome),
                Optional.ofNullable(queue),
                Optional.ofNullable(agent),
                Optional.ofNullable(since).map(this::instant));
        if (last < 1) {
            throw wrong("--last takes 1 or more, not " + last);
        }
        if (outcome != null && !outcome.equals(LIVE) && !CallFact.Ended.OUTCOMES.contains(outcome)) {
            throw wrong("--outcome is one of " + String.join(", ", CallFact.Ended.OUTCOMES) + ", " + LIVE + ", not "
                    + outcome);
        }
        return reach.run(args(), (records, out) -> list(records, query, out)).code();
    }

    private ExitCode list(CallRecords records, CallQuery query, Output out) {
        return read(records.list(query), out, calls -> {
            if (calls.isEmpty() && !json) {
                out.problem("No calls"
                        + (outcome == null && queue == null && agent == null && since == null
                                ? " yet."
                                : " of that kind."));
            } else {
                CallsReport report = new CallsReport(zone);
                (json ? report.json(calls) : report.table(calls)).forEach(out::line);
            }
            return ExitCode.FINE;
        });
    }

    private List<String> args() {
        List<String> args = new ArrayList<>(List.of("calls", "--last", String.valueOf(last)));
        add(args, "--outcome", outcome);
        add(args, "--queue", queue);
        add(args, "--agent", agent);
        add(args, "--since", since);
        if (json) {
            args.add("--json");
        }
        return args;
    }

    private static void add(List<String> args, String name, @Nullable String value) {
        if (value != null) {
            args.add(name + "=" + value);
        }
    }

    private Instant instant(String text) {
        try {
            if (text.matches("\\d{1,6}[smhd]")) {
                String span = text.toUpperCase(Locale.ROOT);
                return clock.now().minus(Duration.parse(span.endsWith("D") ? "P" + span : "PT" + span));
            }
            return text.length() <= 10
                    ? LocalDate.parse(text).atStartOfDay(zone).toInstant()
                    : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw wrong("--since takes 2026-11-22, 2026-11-22T09:00:00Z, 90m, 24h or 7d, not " + text);
        }
    }

    private CommandLine.ParameterException wrong(String what) {
        return new CommandLine.ParameterException(
                java.util.Objects.requireNonNull(spec).commandLine(), what);
    }

    static <T> ExitCode read(CompletionStage<Reading<T>> stage, Output out, Function<T, ExitCode> then) {
        return switch (stage.toCompletableFuture().join()) {
            case Reading.Read<T>(T value) -> then.apply(value);
            case Reading.NotRead<T>(String why) -> {
                out.problem("The calls cannot be read: " + why + ".");
                yield ExitCode.FAILED;
            }
        };
    }

    /** {@code calls show}: tells one call. */
    @Command(
            name = "show",
            description = "Tells the whole story of one call, step by step.",
            mixinStandardHelpOptions = true)
    static final class Show extends OneCallCommand {

        private Show(Reach reach, ZoneId zone) {
            super(reach, zone, "calls", "show");
        }

        @Override
        Function<Found.One, List<String>> telling(CallsReport report, boolean asJson) {
            return asJson ? report::json : report::story;
        }
    }
}
