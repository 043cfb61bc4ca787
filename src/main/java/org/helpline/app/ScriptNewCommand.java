package org.helpline.app;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.helpline.admin.ExitCode;
import org.helpline.config.Settings;
import org.helpline.ivr.check.CheckReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code script new NAME [--from TEMPLATE]}. */
@Command(name = "new", description = "Begins a script from a template.", mixinStandardHelpOptions = true)
final class ScriptNewCommand implements Callable<Integer> {

    private final StartOptions options;

    @Parameters(paramLabel = "NAME", description = "The new script's name: lower-case letters, digits, - and _.")
    private String name = "";

    @Option(
            names = "--from",
            paramLabel = "TEMPLATE",
            description = "hotline: a menu and a queue; hours: closed at night and on holidays;"
                    + " office: asks what it is about and for a customer number;"
                    + " orders: says how an order stands before the menu (default: hotline).",
            defaultValue = "hotline")
    private String template = "hotline";

    @Spec
    private @Nullable CommandSpec spec;

    ScriptNewCommand(StartOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        Settings settings = options.settings(line);
        if (!name.matches("[a-z0-9][a-z0-9_-]{0,63}")) {
            line.getErr()
                    .println("'" + name.replaceAll("\\p{Cntrl}", "?") + "' cannot name a script."
                            + " Take lower-case letters, digits, - and _, for example winter-hotline.");
            return ExitCode.USAGE.code();
        }
        Optional<String> refusal = ScriptTemplate.refusal(template, settings);
        if (refusal.isPresent()) {
            line.getErr().println(refusal.get());
            return ExitCode.USAGE.code();
        }
        Path folder = settings.scripts().directory().resolve(name);
        try {
            new ScriptTemplate(template, settings).write(folder);
            return told(line, folder, CheckReport.of(folder, Check.proving(settings)));
        } catch (FileAlreadyExistsException e) {
            line.getErr().println(folder + " is already there, and nothing in it was changed. Take another name.");
            return ExitCode.FAILED.code();
        } catch (IOException e) {
            line.getErr().println(folder + " cannot be written: " + e);
            return ExitCode.FAILED.code();
        }
    }

    private int told(CommandLine line, Path folder, CheckReport report) {
        line.getOut().println("Made " + folder.resolve("script.yaml") + " and prompts.yaml.");
        line.getOut().print(report.text());
        line.getOut().println("""
                Next:
                  write your texts into prompts.yaml and your keys into script.yaml (docs/scripts.md)
                  bin/helpline script check %1$s
                  bin/helpline script draw %2$s
                  give it a number: a line like 300 = %2$s in conf/numbers.properties, then bin/helpline reload""".formatted(folder, name));
        line.getOut().flush();
        return (report.isClean() ? ExitCode.FINE : ExitCode.FAILED).code();
    }
}
