package org.helpline.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Says where logs go, before the first logger is made. One thread, at the very start. */
final class Logs {

    private static final String FILE = "logback.configurationFile";
    private static final String QUIET = "org/helpline/app/quiet.xml";

    private Logs() {}

    /** Warnings on the console only: for commands that end at once. */
    static void quiet() {
        use(QUIET);
    }

    /**
     * Sets the configuration in force, which is then read beside the start: {@link LogsBeside}.
     *
     * @param file the operator's own; absent: the one inside the jar, which is the sample in conf/
     */
    static void beside(Path data, Optional<Path> file) {
        System.setProperty("helpline.data", data.toString());
        use(
                DataFolder.mayHold(data) // else the start itself tells of the folder, and Logback need not
                        ? file.filter(Files::isRegularFile).map(Path::toString).orElse("org/helpline/app/logback.xml")
                        : QUIET);
        LogsBeside.ask();
    }

    private static void use(String configuration) {
        if (System.getProperty(FILE) == null) {
            System.setProperty(FILE, configuration);
        }
    }
}
