package org.helpline.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.helpline.admin.ExitCode;
import org.helpline.config.Settings;
import org.helpline.config.SettingsReader;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.ivr.check.CheckReport;
import org.helpline.ivr.check.Known;
import org.helpline.ivr.check.LoadResult;
import org.helpline.ivr.check.ScriptLibrary;
import org.helpline.speech.Speaker;
import picocli.CommandLine;

/** {@code --check}: settings and scripts, all problems at once, nothing started and nothing written. */
final class Check {

    private Check() {}

    static int run(StartOptions options, CommandLine line) {
        Problems problems = new Problems();
        SettingsReader.Read read = switch (SettingsReader.read(options.sources())) {
            case SettingsReader.Read r -> r;
            case SettingsReader.Refused r -> {
                problems.addAll(r.problems().all());
                yield r.readable();
            }
        };
        Settings settings = read.settings();
        boolean speech = speaks(settings);
        ScriptLibrary library =
                new ScriptLibrary(settings.scripts().directory(), () -> Scripts.hearing(settings, speech));
        Scripts.read(library, settings, new Origins(read.inForce()), problems);
        Optional<CheckReport> report = report(settings, speech);
        problems.all().stream()
                .filter(p -> report.stream().noneMatch(r -> holds(r, p)))
                .forEach(p -> line.getErr().println(p + System.lineSeparator()));
        line.getErr().flush();
        line.getOut().print(report.map(CheckReport::text).orElse(""));
        line.getOut()
                .println(
                        problems.isEmpty()
                                ? "The server can start with these settings and scripts."
                                : "Nothing can start like this.");
        line.getOut().flush();
        return (problems.isEmpty() ? ExitCode.FINE : ExitCode.USAGE).code();
    }

    /** Empty where the scripts cannot be read, which is among the problems then. */
    private static Optional<CheckReport> report(Settings settings, boolean speech) {
        try {
            return Optional.of(CheckReport.of(settings.scripts().directory(), Scripts.hearing(settings, speech)));
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static boolean holds(CheckReport report, Problem problem) {
        return report.results().stream()
                .anyMatch(r -> r instanceof LoadResult.Refused refused
                        && refused.problems().contains(problem));
    }

    /** What scripts may name here. */
    static Known known(Settings settings) {
        return Scripts.hearing(settings, speaks(settings));
    }

    private static boolean speaks(Settings settings) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return new Speaker(settings.speech(), threads, 1).available();
        }
    }
}
