package org.helpline.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.helpline.config.Settings;
import org.helpline.ivr.check.CheckReport;
import org.helpline.ivr.check.Known;
import org.helpline.ivr.check.LoadResult;
import org.helpline.ivr.check.RecordingList;
import org.helpline.ivr.model.PhoneBook;
import org.helpline.ivr.model.Script;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code prompts list [DIR]}. */
@Command(
        name = "list",
        description =
                "Tells what is to be recorded for the scripts, what is there, missing, unused, clipped or too quiet.",
        mixinStandardHelpOptions = true)
final class PromptsListCommand implements Callable<Integer> {

    private final StartOptions options;

    @Mixin
    private final ScriptsFolder scripts = new ScriptsFolder();

    @Spec
    private @Nullable CommandSpec spec;

    PromptsListCommand(StartOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        Settings settings = options.settings(line);
        return scripts.look(settings, line, folder -> {
            // as if there were speech: what is not recorded yet must not keep the list from being told
            Known known = Scripts.known(settings, true);
            CheckReport report = CheckReport.of(folder, known);
            report.results().forEach(r -> tell(r, known.book(), line));
            line.getOut().flush();
            return report.isClean();
        });
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
