package org.helpline.admin;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Commands that only the running server can answer. */
final class AskCommands {

    private AskCommands() {}

    private static int ask(AdminCommands admin, CommandLine root, List<String> args) {
        Output out = AdminCommands.output(root);
        return admin.ask(args, out)
                .orElseGet(() -> {
                    out.problem("Helpline does not run on " + admin.where().data()
                            + ": nobody answers at its control socket. Start it, or name its directory with"
                            + " --data DIR.");
                    return ExitCode.FAILED;
                })
                .code();
    }

    /** {@code status}. */
    @Command(name = "status", description = "Says how the running server is.", mixinStandardHelpOptions = true)
    static final class Status implements Callable<Integer> {

        private final AdminCommands admin;
        private final CommandLine root;

        Status(AdminCommands admin, CommandLine root) {
            this.admin = admin;
            this.root = root;
        }

        @Override
        public Integer call() {
            return ask(admin, root, List.of("status"));
        }
    }

    /** {@code forget NUMBER}. */
    @Command(
            name = "forget",
            description =
                    "Destroys the keys of a caller's texts: number, name, inputs and notes can never be read again. Ends their"
                            + " call-backs, deletes their messages and what scripts have kept of them.",
            footer =
                    "What happened and when stays, scores too, without the caller. Backups made before still hold the keys.",
            mixinStandardHelpOptions = true)
    static final class Forget implements Callable<Integer> {

        private final AdminCommands admin;
        private final CommandLine root;

        @Parameters(paramLabel = "NUMBER", description = "The caller's number or SIP user, in any form.")
        private String number = "";

        Forget(AdminCommands admin, CommandLine root) {
            this.admin = admin;
            this.root = root;
        }

        @Override
        public Integer call() {
            return ask(admin, root, List.of("forget", number));
        }
    }
}
