package org.helpline.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Says where logs go, before the first logger is made. One thread, at the very start. */
final class Logs {

    private Logs() {}

    /**
     * Sets the configuration in force.
     *
     * @param file the operator's own; absent: the one inside the jar, which is the sample in conf/
     * @param quiet warnings on the console only: for commands that end at once
     */
    static void start(Path data, Optional<Path> file, boolean quiet) {
        System.setProperty("helpline.data", data.toString());
        if (System.getProperty("logback.configurationFile") == null) {
            String configuration = quiet || !mayHold(data)
                    ? "org/helpline/app/quiet.xml"
                    : file.filter(Files::isRegularFile).map(Path::toString).orElse("org/helpline/app/logback.xml");
            System.setProperty("logback.configurationFile", configuration);
        }
    }

    /** Whether log files can be made there; else the start itself tells of the folder, and Logback need not. */
    private static boolean mayHold(Path data) {
        try {
            Files.createDirectories(data);
            return Files.isWritable(data);
        } catch (IOException e) {
            return false;
        }
    }
}
