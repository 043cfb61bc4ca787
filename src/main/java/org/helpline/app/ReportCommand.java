package org.helpline.app;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helpline.admin.ControlCommand;
import org.helpline.admin.ExitCode;
import org.helpline.admin.Output;
import org.helpline.config.ReportSettings;
import org.helpline.core.Clock;
import org.helpline.core.SoundWords;
import org.helpline.journal.Reading;
import org.helpline.journal.measure.Ask;
import org.helpline.journal.measure.AskReader;
import org.helpline.journal.measure.Figures;
import org.helpline.journal.measure.Interval;
import org.helpline.journal.measure.Lost;
import org.helpline.journal.measure.Metric;
import org.helpline.journal.measure.PoorLeg;
import org.helpline.journal.measure.PoorSoundCsv;
import org.helpline.journal.measure.Report;
import org.helpline.journal.measure.ReportCsv;
import org.helpline.journal.measure.ReportXlsx;
import org.helpline.journal.measure.Value;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code report [queues|agents|numbers|skills|trunks|codecs|all|abandoned|sound|formulas]}: the numbers of the journal. */
@Command(
        name = "report",
        description =
                "Tells service level, waits, handling times and all other numbers; `report formulas` says how each is counted.",
        mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {

    private static final Map<String, String> GROUPS = Map.of(
            "queues", "queue", "agents", "agent", "numbers", "number", "skills", "skill", "all", "all", "trunks",
            "trunk", "codecs", "codec");
    private static final Set<String> LISTS = Set.of("abandoned", "sound");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private final StartOptions options;

    @Parameters(
            arity = "0..1",
            paramLabel = "WHAT",
            defaultValue = "queues",
            description =
                    "queues, agents, numbers, skills, trunks, codecs, all, abandoned (who hung up in a queue), sound (the phones that sounded"
                            + " worst, and why) or formulas (default: queues).")
    private String what = "";

    @Option(
            names = "--from",
            paramLabel = "DAY",
            description = "2026-11-22, 2026-11-22T09:00, today or yesterday (default: today).")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "DAY", description = "The last day, which belongs to it (default: today).")
    private @Nullable String to;

    @Option(
            names = "--by",
            paramLabel = "INTERVAL",
            description = "none, quarter, half, hour, day, week or month (default: none).")
    private @Nullable String by;

    @Option(
            names = "--only",
            paramLabel = "NAMES",
            description = "Only these queues, agents or numbers, between commas.")
    private @Nullable String only;

    @Option(
            names = "--metrics",
            paramLabel = "NAMES",
            description =
                    "These numbers, between commas; report formulas lists them. sound: those of how calls sounded.")
    private @Nullable String metrics;

    @Option(names = "--level", paramLabel = "FORMULA", description = "The service level as ast, ast2, wazo or genesys.")
    private @Nullable String level;

    @Option(names = "--within", paramLabel = "SECONDS", description = "In time is an answer within so many seconds.")
    private @Nullable String within;

    @Option(names = "--csv", paramLabel = "FILE", description = "Into a new file, as CSV.")
    private @Nullable Path csv;

    @Option(
            names = "--xlsx",
            paramLabel = "FILE",
            description = "Into a new file, as a workbook that says how each number is counted.")
    private @Nullable Path xlsx;

    @Spec
    private @Nullable CommandSpec spec;

    ReportCommand(StartOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        List<String> args = new ArrayList<>(List.of("report", what));
        add(args, "from", from);
        add(args, "to", to);
        add(args, "by", by);
        add(args, "only", only);
        add(args, "metrics", metrics);
        add(args, "level", level);
        add(args, "within", within);
        add(args, "csv", csv == null ? null : csv.toAbsolutePath().toString());
        add(args, "xlsx", xlsx == null ? null : xlsx.toAbsolutePath().toString());
        return Asking.server(options, args, Output.to(line.getOut(), line.getErr()));
    }

    private static void add(List<String> args, String name, @Nullable String value) {
        if (value != null) {
            args.add(name + "=" + value);
        }
    }

    /** The server's side. */
    static ControlCommand of(Figures figures, Supplier<ReportSettings> settings, Clock clock) {
        return new ControlCommand("report", (args, out) -> answer(figures, settings.get(), clock, args, out));
    }

    private static ExitCode answer(
            Figures figures, ReportSettings settings, Clock clock, List<String> args, Output out) {
        String what = args.isEmpty() ? "queues" : args.getFirst();
        Map<String, String> words = new HashMap<>();
        args.stream().skip(1).forEach(a -> {
            int equals = a.indexOf('=');
            words.put(a.substring(0, Math.max(0, equals)), a.substring(equals + 1));
        });
        if (what.equals("formulas")) {
            for (Metric m : Metric.values()) {
                out.line(m.id() + "  " + m.title() + " = " + m.formula(settings.terms()));
            }
            return ExitCode.FINE;
        }
        if (!GROUPS.containsKey(what) && !LISTS.contains(what)) {
            out.problem(
                    "Say report queues, agents, numbers, skills, trunks, codecs, all, abandoned, sound or formulas.");
            return ExitCode.USAGE;
        }
        if (LISTS.contains(what) && words.containsKey("xlsx")) {
            out.problem("A list is no workbook: leave --xlsx out.");
            return ExitCode.USAGE;
        }
        words.put("group", GROUPS.getOrDefault(what, "queue"));
        return switch (new AskReader(settings.terms(), settings.zone(), clock.now()).read(words)) {
            case AskReader.Read.Bad(String why) -> {
                out.problem(why);
                yield ExitCode.USAGE;
            }
            case AskReader.Read.Good(Ask ask) ->
                switch (what) {
                    case "abandoned" ->
                        told(figures.abandoned(ask.from(), ask.to(), false), out, lost -> lost(lost, ask, out));
                    case "sound" ->
                        told(figures.poorSound(ask.from(), ask.to()), out, legs -> poor(legs, ask, words, out));
                    default -> told(figures.ask(ask), out, report -> report(report, words, out));
                };
        };
    }

    private static <T> ExitCode told(CompletionStage<Reading<T>> stage, Output out, Function<T, ExitCode> then) {
        return switch (stage.toCompletableFuture().join()) {
            case Reading.Read<T>(T value) -> then.apply(value);
            case Reading.NotRead<T>(String why) -> {
                out.problem("The report cannot be read: " + why + ".");
                yield ExitCode.FAILED;
            }
        };
    }

    private static ExitCode report(Report report, Map<String, String> words, Output out) {
        if (!report.complete()) {
            out.problem("The numbers are being counted anew: some are missing yet.");
        }
        if (words.containsKey("csv")) {
            return file(
                    words.get("csv"),
                    out,
                    file -> file.write(ReportCsv.of(report).getBytes(StandardCharsets.UTF_8)));
        }
        if (words.containsKey("xlsx")) {
            return file(words.get("xlsx"), out, file -> ReportXlsx.write(report, file));
        }
        ReportTable.lines(report).forEach(out::line);
        return ExitCode.FINE;
    }

    @FunctionalInterface
    private interface Writing {
        void to(OutputStream file) throws IOException;
    }

    private static ExitCode file(String name, Output out, Writing writing) {
        try (OutputStream file = Files.newOutputStream(Path.of(name), StandardOpenOption.CREATE_NEW)) {
            writing.to(file);
            out.line("Written to " + name + ".");
            return ExitCode.FINE;
        } catch (FileAlreadyExistsException _) {
            out.problem("There is a file " + name + " already: give another name.");
        } catch (IOException e) {
            out.problem("The file " + name + " cannot be written: " + e + ".");
        }
        return ExitCode.FAILED;
    }

    private static ExitCode lost(List<Lost> all, Ask ask, Output out) {
        if (all.isEmpty()) {
            out.line("Nobody hung up in a queue.");
        }
        for (Lost l : all.reversed()) {
            String number = l.number().isEmpty() ? "withheld" : l.number().value();
            String since = l.served() ? "served since" : l.again() > 0 ? "called again, not served" : "not since";
            out.line((MINUTE.format(l.at().atZone(ask.zone())) + "  " + l.queue() + "  " + number + "  waited "
                            + l.waited().toSeconds() + " s  " + since + "  " + l.call())
                    .replaceAll("\\p{Cntrl}", " "));
        }
        return ExitCode.FINE;
    }

    private static ExitCode poor(List<PoorLeg> legs, Ask ask, Map<String, String> words, Output out) {
        if (words.containsKey("csv")) {
            return file(
                    words.get("csv"),
                    out,
                    file -> file.write(PoorSoundCsv.of(legs, ask.zone()).getBytes(StandardCharsets.UTF_8)));
        }
        if (legs.isEmpty()) {
            out.line("No phone sounded poorly.");
        }
        legs.forEach(leg -> out.line((MINUTE.format(leg.at().atZone(ask.zone())) + "  "
                        + SoundWords.of(leg.sound(), leg.leg()) + "  "
                        + Stream.of(leg.queue(), leg.trunk(), leg.codec(), leg.call())
                                .filter(w -> !w.isEmpty())
                                .collect(Collectors.joining("  ")))
                .replaceAll("\\p{Cntrl}", " ")));
        return ExitCode.FINE;
    }

    /** A report as a table on a terminal: a metric a line where one interval and group is asked for, else a column each. */
    static final class ReportTable {

        private ReportTable() {}

        static List<String> lines(Report report) {
            Ask ask = report.ask();
            List<List<String>> table = new ArrayList<>();
            List<String> titles = new ArrayList<>(
                    List.of(ask.by() == Interval.NONE ? "" : "from", ask.group().word()));
            ask.metrics().forEach(m -> titles.add(m.id()));
            table.add(titles);
            for (Report.Row row : report.rows()) {
                List<String> cells = new ArrayList<>(List.of(
                        ask.by() == Interval.NONE ? "" : MINUTE.format(row.at().atZone(ask.zone())),
                        row.group().isEmpty() ? "-" : row.group()));
                row.values().forEach((m, v) -> cells.add(cell(m, v)));
                table.add(cells);
            }
            return aligned(table);
        }

        static String cell(Metric m, Value v) {
            if (!v.isKnown()) {
                return v.pending() > 0 ? "not yet" : "-";
            }
            return switch (m.unit()) {
                case COUNT -> String.valueOf((long) v.value());
                case SHARE -> String.format(Locale.ROOT, "%.1f%%", v.value() * 100);
                case SECONDS -> String.format(Locale.ROOT, "%.1f", v.value());
                case NUMBER, MONEY -> String.format(Locale.ROOT, "%.2f", v.value());
            };
        }

        private static List<String> aligned(List<List<String>> table) {
            List<String> lines = new ArrayList<>();
            int columns = table.getFirst().size();
            int[] widths = new int[columns];
            table.forEach(row -> {
                for (int i = 0; i < columns; i++) {
                    widths[i] = Math.max(widths[i], row.get(i).length());
                }
            });
            for (List<String> row : table) {
                StringBuilder line = new StringBuilder();
                for (int i = 0; i < columns; i++) {
                    String pad = " ".repeat(widths[i] - row.get(i).length());
                    line.append(i < 2 ? row.get(i) + pad : pad + row.get(i)).append(widths[i] == 0 ? "" : "  ");
                }
                lines.add(line.toString().replaceAll("\\p{Cntrl}", " ").stripTrailing());
            }
            return lines;
        }
    }
}
