package org.helpline.app;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.helpline.admin.ControlCommand;
import org.helpline.admin.ExitCode;
import org.helpline.admin.Output;
import org.helpline.app.RetentionChore.Kind;
import org.helpline.config.Settings;
import org.helpline.journal.Reading;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code retention [now]}: how long what is kept, and since when there is any. */
@Command(
        name = "retention",
        description = "Shows how long the past is kept; with now, takes out at once what is older.",
        mixinStandardHelpOptions = true)
final class RetentionCommand implements Callable<Integer> {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd");
    private static final String ROW = "%-10s %-13s %-13s %s";

    private final StartOptions options;

    @Parameters(arity = "0..1", paramLabel = "WORD", description = "now: do not wait for the next hour.")
    private String word = "";

    @Spec
    private @Nullable CommandSpec spec;

    RetentionCommand(StartOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        return Asking.server(
                options,
                word.isEmpty() ? List.of("retention") : List.of("retention", word),
                Output.to(line.getOut(), line.getErr()));
    }

    /** The server's side. */
    static ControlCommand of(RetentionChore chore, Settings settings) {
        return new ControlCommand("retention", (args, out) -> {
            if (args.isEmpty()) {
                return show(chore, settings, out);
            }
            if (args.equals(List.of("now"))) {
                return now(chore, out);
            }
            out.problem("Say retention or retention now.");
            return ExitCode.USAGE;
        });
    }

    private static ExitCode now(RetentionChore chore, Output out) {
        chore.call().forEach((kind, gone) -> out.line(kind.word() + ": " + gone + " taken out"));
        return ExitCode.FINE;
    }

    private static ExitCode show(RetentionChore chore, Settings settings, Output out) {
        return switch (chore.expiry().oldest().toCompletableFuture().join()) {
            case Reading.NotRead<Map<String, Instant>>(String why) -> {
                out.problem(why);
                yield ExitCode.FAILED;
            }
            case Reading.Read<Map<String, Instant>>(Map<String, Instant> oldest) -> {
                out.line(ROW.formatted("KIND", "KEPT", "OLDEST", "SETTING"));
                for (Kind kind : Kind.values()) {
                    out.line(ROW.formatted(
                            kind.word(),
                            kind == Kind.ROUTING && kind.keep(chore.terms()).isZero()
                                    ? "none is"
                                    : words(kind.keep(chore.terms())),
                            Optional.ofNullable(oldest.get(kind.word()))
                                    .map(at -> DAY.format(at.atZone(ZoneId.systemDefault())))
                                    .orElse("none"),
                            "store." + kind.word() + "-keep"));
                }
                others(settings, out);
                yield ExitCode.FINE;
            }
        };
    }

    private static void others(Settings settings, Output out) {
        Duration events = settings.store().events().keep();
        out.line(ROW.formatted("events", events.isZero() ? "none are" : words(events), "", "store.events-keep"));
        out.line(ROW.formatted("traces", words(settings.trace().keep()), "", "sip.trace-keep"));
        out.line(ROW.formatted("recordings", words(settings.recordings().keep()), "", "recordings.keep"));
        settings.acd()
                .queues()
                .forEach(q -> q.recording()
                        .keep()
                        .ifPresent(keep -> out.line(ROW.formatted(
                                "recordings",
                                words(keep),
                                "",
                                "queues." + q.name().value() + ".record-keep"))));
        settings.voicemail()
                .boxes()
                .forEach(box -> out.line(ROW.formatted(
                        "messages",
                        words(box.keep()),
                        "",
                        "voicemail." + box.queue().value() + ".keep")));
    }

    private static String words(Duration keep) {
        if (keep.isZero()) {
            return "for ever";
        }
        return keep.toDays() > 0 ? keep.toDays() + " days" : keep.toHours() + " hours";
    }
}
