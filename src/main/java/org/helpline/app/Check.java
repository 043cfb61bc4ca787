package org.helpline.app;

import java.io.IOException;
import java.util.concurrent.Executors;
import org.helpline.admin.ExitCode;
import org.helpline.config.Settings;
import org.helpline.core.Problem;
import org.helpline.ivr.check.CheckReport;
import org.helpline.ivr.check.Known;
import org.helpline.speech.Speaker;
import picocli.CommandLine;

/** {@code --check}: settings and scripts, all problems at once, nothing started. */
final class Check {

    private Check() {}

    static int run(StartOptions options, CommandLine line) {
        Settings settings = options.settings(line);
        try {
            Known known = known(settings);
            var unknown = Scripts.unknownScripts(settings, known);
            unknown.forEach(p -> line.getErr().println(p));
            CheckReport report = CheckReport.of(settings.scripts().directory(), known);
            line.getOut().print(report.text());
            boolean good = unknown.isEmpty() && report.isClean();
            line.getOut().println(good ? "The settings are good, and so is every script." : "Nothing can start like this.");
            line.getOut().flush();
            return (good ? ExitCode.FINE : ExitCode.USAGE).code();
        } catch (IOException e) {
            line.getErr().println(Problem.of(
                    settings.scripts().directory().toString(),
                    "The scripts' folder cannot be read: " + e + ".",
                    "Set scripts.directory to a folder that the server's user may read."));
            return ExitCode.USAGE.code();
        }
    }

    /** What scripts may name here. */
    static Known known(Settings settings) throws IOException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return Scripts.known(settings, new Speaker(settings.speech(), threads, 1).available());
        }
    }
}
