package org.helpline.app;

import java.io.IOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.helpline.admin.ExitCode;
import org.helpline.config.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code script versions NAME}. */
@Command(
        name = "versions",
        description = "Lists the versions of a script that have answered calls, the one in force last.",
        mixinStandardHelpOptions = true,
        footer = "Other commands take one as NAME@VERSION; the beginning of a version will do.")
final class ScriptVersionsCommand implements Callable<Integer> {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final StartOptions options;

    @Parameters(paramLabel = "NAME", description = "A script of scripts.directory.")
    private String name = "";

    @Spec
    private @Nullable CommandSpec spec;

    ScriptVersionsCommand(StartOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        Settings settings = options.settings(line);
        ScriptVersions versions =
                ScriptVersions.in(settings.data(), settings.scripts().keptVersions());
        try {
            List<ScriptVersions.Entry> history = versions.history(name);
            if (history.isEmpty()) {
                line.getErr()
                        .println("No version of '" + name + "' has answered calls of a server in " + settings.data()
                                + " yet.");
                line.getErr().flush();
                return ExitCode.FAILED.code();
            }
            for (int i = 0; i < history.size(); i++) {
                ScriptVersions.Entry e = history.get(i);
                boolean kept = versions.folder(name, e.version()).isPresent();
                line.getOut()
                        .println(e.version() + "  " + TIME.format(e.at().atZone(ZoneId.systemDefault())) + "  "
                                + told(e) + (kept ? "" : ", no longer kept")
                                + (i == history.size() - 1 ? "  ← in force" : ""));
            }
            line.getOut().flush();
            return ExitCode.FINE.code();
        } catch (IOException e) {
            line.getErr().println("The versions cannot be read: " + e);
            line.getErr().flush();
            return ExitCode.FAILED.code();
        }
    }

    private static String told(ScriptVersions.Entry e) {
        return switch (e.how()) {
            case SAVED -> "saved";
            case PUBLISHED -> "published by " + e.by();
            case ROLLED_BACK -> "gone back to by " + e.by();
        };
    }
}
