package org.helpline.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.helpline.admin.ExitCode;
import org.helpline.config.Settings;
import org.helpline.config.SettingsReader;
import org.helpline.core.Clock;
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
        Origins origins = new Origins(read.inForce());
        boolean speech = speaks(settings);
        ScriptLibrary library =
                new ScriptLibrary(settings.scripts().directory(), () -> Scripts.hearing(settings, speech));
        Scripts.read(library, settings, origins, problems);
        PlaybookUse.check(settings, origins, library.scripts().values(), problems);
        LookUpSecrets.areThere(settings, origins, problems);
        Beyond.ofTheMachine(settings, origins, problems);
        Problems missed = new Problems();
        Beyond.ofTheService(settings, origins, speech, missed);
        Optional<CheckReport> report = report(settings, speech);
        Stream.concat(problems.inOrder().stream(), missed.inOrder().stream())
                .filter(p -> report.stream().noneMatch(r -> holds(r, p)))
                .forEach(p -> line.getErr().println(p + System.lineSeparator()));
        line.getErr().flush();
        line.getOut().print(report.map(CheckReport::text).orElse(""));
        WorldView.of(settings).lines().forEach(line.getOut()::println);
        HoursPage.remarks(settings.scripts().hours(), Clock.system().now()).forEach(line.getOut()::println);
        line.getOut().println(verdict(problems, missed));
        line.getOut().flush();
        return (problems.isEmpty() && missed.isEmpty() ? ExitCode.FINE : ExitCode.USAGE).code();
    }

    private static String verdict(Problems problems, Problems missed) {
        if (!problems.isEmpty()) {
            return "Nothing can start like this.";
        }
        return missed.isEmpty()
                ? "The server can start with these settings and scripts."
                : "The server can start like this, but without what is told here as missing.";
    }

    /** Empty where the scripts cannot be read, which is among the problems then. */
    private static Optional<CheckReport> report(Settings settings, boolean speech) {
        try {
            return Optional.of(CheckReport.of(settings.scripts().directory(), Scripts.proving(settings, speech)));
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    private static boolean holds(CheckReport report, Problem problem) {
        return report.results().stream()
                .anyMatch(r -> r instanceof LoadResult.Refused refused
                        && refused.problems().contains(problem));
    }

    /** The same, for scripts whose calls are proved. */
    static Known proving(Settings settings) {
        return Scripts.proving(settings, speaks(settings));
    }

    /** What scripts may name here. */
    static Known known(Settings settings) {
        return Scripts.hearing(settings, speaks(settings));
    }

    private static boolean speaks(Settings settings) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return new Speaker(settings.speech(), threads, Clock.system()).available();
        }
    }
}
