package org.helpline.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.helpline.config.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The folder that a command about scripts looks at. */
final class ScriptsFolder {

    private ScriptsFolder() {}

    /** The one that was named, else that of the settings; empty after it was told that it is no folder. */
    static Optional<Path> of(@Nullable Path named, Settings settings, CommandLine line) {
        Path folder = named == null ? StartOptions.asTyped(settings.scripts().directory()) : named;
        if (Files.isDirectory(folder)) {
            return Optional.of(folder);
        }
        line.getErr().println(folder + " is no folder: name a script's folder, or a folder of scripts.");
        return Optional.empty();
    }
}
