package org.helpline.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.helpline.admin.ExitCode;
import org.helpline.ivr.check.CheckReport;
import org.helpline.ivr.check.Known;
import org.helpline.ivr.check.LoadResult;
import org.helpline.ivr.check.RecordingList;
import org.helpline.ivr.model.PhoneBook;
import org.helpline.ivr.model.Script;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code prompts list [DIR]}. */
@Command(
        name = "list",
        description =
                "Tells what is to be recorded for the scripts, what is there, missing, unused, clipped or too quiet.",
        mixinStandardHelpOptions = true)
final class PromptsListCommand implements Callable<Integer> {

    private final StartOptions options;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "A script's folder, or a folder of them (default: scripts.directory).")
    private @Nullable Path directory;

    @Spec
    private @Nullable CommandSpec spec;

    PromptsListCommand(StartOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        var settings = options.settings(line);
        Optional<Path> found = ScriptsFolder.of(directory, settings, line);
        if (found.isEmpty()) {
            return ExitCode.USAGE.code();
        }
        Path folder = found.get();
        try {
            // as if there were speech: what is not recorded yet must not keep the list from being told
            Known known = Scripts.known(settings, true);
            CheckReport report = CheckReport.of(folder, known);
            report.results().forEach(r -> tell(r, known.book(), line));
            line.getOut().flush();
            return (report.isClean() ? ExitCode.FINE : ExitCode.FAILED).code();
        } catch (IOException e) {
            line.getErr().println(folder + " cannot be read: " + e);
            return ExitCode.FAILED.code();
        }
    }

    private static void tell(LoadResult result, PhoneBook book, CommandLine line) {
        switch (result) {
            case LoadResult.Loaded l ->
                RecordingList.of(l.script(), book).forEach(list -> tell(l.script(), list, line.getOut()));
            case LoadResult.Refused r -> {
                r.problems().forEach(p -> line.getErr().println(p));
                line.getErr().println(r.name() + ": not listed until 'script check' finds it good.");
            }
        }
    }

    private static void tell(Script script, RecordingList list, PrintWriter out) {
        long there = list.takes().stream().filter(RecordingList.Take::recorded).count();
        out.println(script.name() + ", " + list.language() + ": " + list.takes().size() + " recordings, " + there
                + " there, " + (list.takes().size() - there) + " missing, "
                + list.unused().size() + " unused");
        for (RecordingList.Take take : list.takes()) {
            out.println((take.recorded() ? "  there    " : "  missing  ") + take.name() + ": " + take.text()
                    + (take.note().isEmpty() ? "" : "  (" + take.note() + ")"));
        }
        list.unused().forEach(name -> out.println("  unused   " + name));
        Path folder = script.folder().resolve("prompts").resolve(list.language());
        RecordingFaults.of(folder).values().forEach(fault -> out.println("  " + fault));
        out.println();
    }
}
