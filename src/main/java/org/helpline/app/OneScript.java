package org.helpline.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.helpline.config.Settings;
import org.helpline.core.Problem;
import org.helpline.ivr.check.CheckReport;
import org.helpline.ivr.check.Known;
import org.helpline.ivr.check.LoadResult;
import org.helpline.ivr.check.ScriptLoader;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.parse.Words;
import picocli.CommandLine;

/** A script that a command line names: by its name in {@code scripts.directory}, or by its folder. */
final class OneScript {

    private final CommandLine line;
    private final Settings settings;
    private final Known known;

    OneScript(CommandLine line, Settings settings) {
        this.line = line;
        this.settings = settings;
        this.known = Check.known(settings);
    }

    /** Reads and checks it; empty after its problems, or that there is none, were told. Blocks. */
    Optional<Script> read(String name) {
        int at = name.lastIndexOf('@');
        if (at > 0 && at < name.length() - 1) {
            return version(name.substring(0, at), name.substring(at + 1));
        }
        Path folder = Path.of(name);
        if (!Files.isRegularFile(folder.resolve("script.yaml"))) {
            folder = settings.scripts().directory().resolve(name);
        }
        if (!Files.isRegularFile(folder.resolve("script.yaml"))) {
            String what =
                    "There is no script '" + name + "' in " + settings.scripts().directory() + ". ";
            line.getErr().println(what + Words.suggestion(name, known.scripts(), "script there"));
            return Optional.empty();
        }
        return loaded(folder);
    }

    /** {@code NAME@VERSION}: one that has answered calls. */
    private Optional<Script> version(String name, String prefix) {
        ScriptVersions versions =
                ScriptVersions.in(settings.data(), settings.scripts().keptVersions());
        try {
            Optional<Path> folder = versions.version(name, prefix).flatMap(v -> versions.folder(name, v));
            if (folder.isPresent()) {
                return loaded(folder.get());
            }
            line.getErr()
                    .println("No one version of '" + name + "' that is kept begins with " + prefix
                            + ". See: bin/helpline script versions " + name);
        } catch (IOException e) {
            line.getErr().println("The versions cannot be read: " + e);
        }
        return Optional.empty();
    }

    private Optional<Script> loaded(Path folder) {
        return switch (ScriptLoader.load(folder, known.withScripts(beside(folder)))) {
            case LoadResult.Loaded l -> Optional.of(l.script());
            case LoadResult.Refused r -> {
                for (Problem problem : r.problems()) {
                    line.getErr().println(problem + System.lineSeparator());
                }
                yield Optional.empty();
            }
        };
    }

    /** A script in another folder may lead to others there. */
    private Set<String> beside(Path folder) {
        Set<String> names = new TreeSet<>(known.scripts());
        try {
            names.addAll(CheckReport.namesBeside(folder));
        } catch (IOException e) {
            line.getErr().println("The folder around " + folder + " cannot be listed: " + e);
        }
        return names;
    }
}
