package org.helpline.app;

import java.util.List;
import org.helpline.admin.ControlClient;
import org.helpline.admin.ExitCode;
import org.helpline.admin.Output;

/** How commands that only a running server can carry out ask it. */
final class Asking {

    private Asking() {}

    /** Asks the server of this data folder, or says that none runs there. @return the exit code */
    static int server(StartOptions options, List<String> words, Output out) {
        return ControlClient.at(options.data())
                .ask(words, out)
                .orElseGet(() -> {
                    out.problem("No server runs on " + options.data()
                            + ": start it first, or name its folder with --data.");
                    return ExitCode.FAILED;
                })
                .code();
    }
}
