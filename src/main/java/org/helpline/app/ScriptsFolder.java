package org.helpline.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.helpline.admin.ExitCode;
import org.helpline.config.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

/** The folder that a command about scripts looks at. */
final class ScriptsFolder {

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            description = "A script's folder, or a folder of them (default: scripts.directory).")
    private @Nullable Path directory;

    /** Looks at the scripts of a folder. */
    @FunctionalInterface
    interface Look {
        /** Tells of them; whether all is well. */
        boolean at(Path folder) throws IOException;
    }

    /** Looks at the folder that was named, else at that of the settings; the exit code of the command. */
    int look(Settings settings, CommandLine line, Look look) {
        Path folder =
                directory == null ? StartOptions.asTyped(settings.scripts().directory()) : directory;
        if (!Files.isDirectory(folder)) {
            line.getErr().println(folder + " is no folder: name a script's folder, or a folder of scripts.");
            return ExitCode.USAGE.code();
        }
        try {
            return (look.at(folder) ? ExitCode.FINE : ExitCode.FAILED).code();
        } catch (IOException e) {
            line.getErr().println(folder + " cannot be read: " + e);
            return ExitCode.FAILED.code();
        }
    }
}
