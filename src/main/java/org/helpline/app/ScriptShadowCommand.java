package org.helpline.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.helpline.admin.ExitCode;
import org.helpline.app.past.Shadow;
import org.helpline.app.past.TrafficCount;
import org.helpline.config.Settings;
import org.helpline.ivr.check.LoadResult;
import org.helpline.ivr.check.ScriptLoader;
import org.helpline.ivr.draw.ScriptPicture;
import org.helpline.ivr.model.Script;
import org.helpline.journal.PastCall;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code script shadow NAME [--calls N]}. */
@Command(
        name = "shadow",
        description =
                "Runs a script as it is saved by the keys of past calls, and tells which would have gone elsewhere.",
        mixinStandardHelpOptions = true,
        footer = "No caller hears of it. Ends with 0, whatever it tells.")
final class ScriptShadowCommand implements Callable<Integer> {

    private static final int SHOWN = 20;

    private final StartOptions options;

    @Parameters(paramLabel = "NAME", description = "A script of scripts.directory, or NAME@VERSION.")
    private String name = "";

    @Option(
            names = "--calls",
            paramLabel = "N",
            defaultValue = "1000",
            description = "The latest so many (default: ${DEFAULT-VALUE}).")
    private int last;

    @Option(
            names = "--since",
            paramLabel = "WHEN",
            description = "Only calls since a day or a span back from now (7d).")
    private @Nullable String since;

    @Option(names = "--all", description = "Lists every call that would have gone elsewhere, not only the first 20.")
    private boolean all;

    @Option(
            names = "--svg",
            paramLabel = "FILE",
            description = "Draws the script coloured by where these calls would go.")
    private @Nullable Path file;

    @Spec
    private @Nullable CommandSpec spec;

    ScriptShadowCommand(StartOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() throws IOException {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        if (last < 1) {
            throw new CommandLine.ParameterException(line, "--calls takes 1 or more, not " + last + ".");
        }
        Settings settings = options.settings(line);
        Optional<Script> now = new OneScript(line, settings).read(name);
        if (now.isEmpty()) {
            return ExitCode.FAILED.code();
        }
        Optional<Instant> from = Optional.ofNullable(since).map(s -> Since.read(s, line));
        List<PastCall> calls = PastCalls.of(options, settings.store(), now.get().name(), last, from, line).stream()
                .filter(c -> c.script().equals(now.get().name()))
                .toList();
        Workbench bench = Workbench.open(settings);
        Versions versions = new Versions(settings, bench, now.get().name());
        Shadow shadow = new Shadow(
                now.get(),
                versions::find,
                bench::vocabulary,
                bench.surroundings(List.of(now.get())),
                ZoneId.systemDefault());
        return tell(line, now.get(), calls, shadow).code();
    }

    /** The versions that are kept, each read once. */
    private static final class Versions {
        private final ScriptVersions kept;
        private final Workbench bench;
        private final String script;
        private final Map<String, Optional<Script>> read = new HashMap<>();

        Versions(Settings settings, Workbench bench, String script) {
            this.kept = ScriptVersions.in(settings.data(), settings.scripts().keptVersions());
            this.bench = bench;
            this.script = script;
        }

        Optional<Script> find(String version) {
            return read.computeIfAbsent(
                    version,
                    v -> kept.folder(script, v)
                            .flatMap(folder -> ScriptLoader.load(folder, bench.known()) instanceof LoadResult.Loaded l
                                    ? Optional.of(l.script())
                                    : Optional.empty()));
        }
    }

    private ExitCode tell(CommandLine line, Script now, List<PastCall> calls, Shadow shadow) {
        List<Shadow.Difference> differences = new ArrayList<>();
        List<PastCall> replayed = new ArrayList<>();
        for (PastCall call : calls) {
            shadow.replay(call).ifPresent(r -> {
                r.difference().ifPresent(differences::add);
                replayed.add(r.facts());
            });
        }
        var out = line.getOut();
        out.println(
                calls.isEmpty()
                        ? "There are no calls of " + now.name() + " that are over."
                        : "Of " + replayed.size() + (replayed.size() == 1 ? " call, " : " calls, ")
                                + (differences.isEmpty() ? "none" : differences.size())
                                + " would have gone elsewhere in version " + now.version() + ".");
        if (replayed.size() < calls.size()) {
            out.println((calls.size() - replayed.size()) + " more could not be run again.");
        }
        table(differences).forEach(out::println);
        out.flush();
        return file == null
                ? ExitCode.FINE
                : ScriptDrawCommand.write(
                        line, file, ScriptPicture.svg(now, TrafficCount.of(now, replayed, ZoneId.systemDefault())));
    }

    private List<String> table(List<Shadow.Difference> differences) {
        List<String> lines = new ArrayList<>();
        if (differences.isEmpty()) {
            return lines;
        }
        lines.add("");
        lines.add("  calls  after                     before                    now");
        Shadow.table(differences).values().forEach(group -> {
            Shadow.Difference first = group.getFirst();
            lines.add(String.format(
                    Locale.ROOT, "  %5d  %-24s  %-24s  %s", group.size(), first.last(), first.before(), first.now()));
        });
        lines.add("");
        differences.stream()
                .limit(all ? differences.size() : SHOWN)
                .forEach(d -> lines.add("  " + d.call() + "  at " + clock(d.after()) + " after " + d.last() + ": "
                        + d.before() + ", now " + d.now()));
        if (!all && differences.size() > SHOWN) {
            lines.add("  … and " + (differences.size() - SHOWN) + " more: --all lists them.");
        }
        return lines;
    }

    private static String clock(Duration time) {
        return String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
    }
}
