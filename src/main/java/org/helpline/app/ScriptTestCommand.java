package org.helpline.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.helpline.admin.ExitCode;
import org.helpline.app.stage.Rehearsal;
import org.helpline.app.stage.StageReport;
import org.helpline.config.Settings;
import org.helpline.core.Clock;
import org.helpline.core.Problems;
import org.helpline.ivr.check.CheckReport;
import org.helpline.ivr.check.LoadResult;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.parse.Words;
import org.helpline.ivr.trial.JunitXml;
import org.helpline.ivr.trial.Trial;
import org.helpline.ivr.trial.TrialReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code script test [NAME...]}: runs the tests beside scripts in virtual time. */
@Command(
        name = "test",
        description =
                "Runs the tests beside scripts (*.test.yaml), in virtual time, and tells what no test runs through.",
        mixinStandardHelpOptions = true,
        footer =
                "Ends with 1 when a test fails, or a script or test file has a mistake; with 2 when there is no such script.")
final class ScriptTestCommand implements Callable<Integer> {

    private final StartOptions options;
    private final Clock clock;

    @Parameters(
            arity = "0..*",
            paramLabel = "NAME",
            description = "A script's name or folder, or one test file (default: all scripts).")
    private List<String> names = new ArrayList<>();

    @Option(names = "--junit", paramLabel = "FILE", description = "Also writes the verdicts as JUnit XML.")
    private @Nullable Path junit;

    @Option(
            names = "--sip",
            description = "Makes each call over SIP and RTP as well, to a server on loopback, and compares the two.")
    private boolean sip;

    @Option(
            names = "--calls",
            paramLabel = "N",
            description = "With --sip: calls at once (default: as many as the machine has processors).")
    private int calls = Runtime.getRuntime().availableProcessors();

    @Option(names = "--watch", description = "Runs again whenever a script, its prompts or its tests change.")
    private boolean watch;

    @Spec
    private @Nullable CommandSpec spec;

    ScriptTestCommand(StartOptions options, Clock clock) {
        this.options = options;
        this.clock = clock;
    }

    @Override
    public Integer call() throws InterruptedException {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        if (sip) {
            Logs.quiet();
        }
        if (calls < 1) {
            throw new CommandLine.ParameterException(line, "--calls takes 1 or more, not " + calls + ".");
        }
        Settings settings = options.settings(line);
        if (!watch) {
            return run(settings, line).code();
        }
        new FileWatch(settings.scripts().directory(), names).each(() -> {
            run(settings, line);
            line.getOut().println("Waiting for a change; Ctrl-C ends.");
            line.getOut().flush();
        });
        return ExitCode.FINE.code();
    }

    private ExitCode run(Settings settings, CommandLine line) {
        try {
            Workbench bench = Workbench.open(settings);
            List<LoadResult> chosen = new ArrayList<>();
            for (String name : names) {
                if (bench.chosen(List.of(name)).getFirst().isEmpty()) {
                    line.getErr()
                            .println("There is no script '" + name + "'. "
                                    + Words.suggestion(name, bench.names(), "script"));
                    line.getErr().flush();
                    return ExitCode.USAGE;
                }
            }
            bench.chosen(names).stream().flatMap(Optional::stream).forEach(r -> {
                if (chosen.stream().noneMatch(c -> c.name().equals(r.name()))) {
                    chosen.add(r);
                }
            });
            return run(bench, chosen, line.getOut(), line.getErr());
        } catch (IOException e) {
            line.getErr().println("This cannot be read or written: " + e);
            line.getErr().flush();
            return ExitCode.FAILED;
        }
    }

    private ExitCode run(Workbench bench, List<LoadResult> chosen, PrintWriter out, PrintWriter err)
            throws IOException {
        List<LoadResult> broken =
                chosen.stream().filter(LoadResult.Refused.class::isInstance).toList();
        if (!broken.isEmpty()) {
            out.print(new CheckReport(broken).text());
        }
        List<Script> fit = chosen.stream()
                .flatMap(r -> r instanceof LoadResult.Loaded l
                        ? Optional.of(l.script()).stream()
                        : Optional.<Script>empty().stream())
                .toList();
        long began = clock.nanos();
        TrialReport report = bench.suite(fit).run(fit, file -> Workbench.wants(names, file));
        long millis = (clock.nanos() - began) / 1_000_000;
        out.print(report.text());
        out.println(String.format(Locale.ROOT, "It took %.2f s.", millis / 1000.0));
        out.flush();
        if (junit != null) {
            Files.writeString(junit, JunitXml.of(report));
        }
        boolean same = !sip || overSip(bench, fit, out, err);
        return report.isClean() && broken.isEmpty() && same ? ExitCode.FINE : ExitCode.FAILED;
    }

    private boolean overSip(Workbench bench, List<Script> scripts, PrintWriter out, PrintWriter err)
            throws IOException {
        List<Rehearsal.Piece> pieces = new ArrayList<>();
        for (Script script : scripts) {
            for (Trial trial :
                    bench.suite(scripts).trials(script, file -> Workbench.wants(names, file), new Problems())) {
                pieces.add(new Rehearsal.Piece(script, trial));
            }
        }
        out.println();
        out.println("Over SIP, with the true length of what is said and a caller who needs a moment:");
        out.flush();
        AtomicInteger ended = new AtomicInteger();
        StageReport report =
                Rehearsals.run(options, bench.settings(), bench.surroundings(scripts), pieces, calls, call -> {
                    String way = call.isSame() ? "" : call.again() ? " (not the same)" : " (not the same yet)";
                    err.println(ended.incrementAndGet() + " of " + pieces.size() + ": "
                            + call.trial().name() + way);
                    err.flush();
                });
        out.print(report.text());
        out.flush();
        return report.isClean();
    }
}
