package org.helpline.app;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.helpline.config.Settings;
import org.helpline.core.Clock;
import org.helpline.ivr.check.CheckReport;
import org.helpline.ivr.check.ProofPages;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code script check [DIR]}. */
@Command(
        name = "check",
        description = "Tells every mistake in scripts and their tests: its place, what was expected, and the line.",
        mixinStandardHelpOptions = true)
final class ScriptCheckCommand implements Callable<Integer> {

    private final StartOptions options;

    @Mixin
    private final ScriptsFolder scripts = new ScriptsFolder();

    @Option(names = "--proof", description = "Also tells what was proved of every call, and how far each goal is.")
    private boolean proof;

    @Option(names = "--json", description = "Tells everything as JSON, for other programs.")
    private boolean json;

    @Option(
            names = "--render",
            description =
                    "Then speaks what is not recorded, so that no caller waits for it, and tells what cannot be spoken.")
    private boolean render;

    @Spec
    private @Nullable CommandSpec spec;

    ScriptCheckCommand(StartOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        Settings settings = options.settings(line);
        return scripts.look(settings, line, folder -> {
            CheckReport report = CheckReport.of(folder, Check.proving(settings));
            List<String> hours =
                    HoursPage.remarks(settings.scripts().hours(), Clock.system().now());
            if (json) {
                line.getOut().print(ProofPages.json(report, hours));
            } else {
                line.getOut().print(report.text());
                hours.forEach(line.getOut()::println);
                line.getOut().print(proof ? ProofPages.text(report) : "");
            }
            line.getOut().flush();
            boolean spoken = !render || SpokenAhead.speak(report, settings, line);
            return report.isClean() && spoken;
        });
    }
}
