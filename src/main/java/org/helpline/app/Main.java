package org.helpline.app;

import java.io.PrintWriter;
import java.time.ZoneId;
import org.helpline.admin.AdminCommands;
import org.helpline.admin.ExitCode;
import org.helpline.core.Clock;
import picocli.CommandLine;

/** The command line: {@code bin/helpline} starts the server, its sub-commands ask it or do without it. */
public final class Main {

    private Main() {}

    /** Runs, and ends the process with an {@link ExitCode} unless a server goes on. */
    public static void main(String[] args) throws InterruptedException {
        int code = commandLine(new ServeCommand()).execute(args);
        if (code == ServeCommand.GOES_ON) {
            Thread.currentThread()
                    .join(); // every thread of the house is a daemon: this one keeps the process until a signal
        }
        System.exit(code);
    }

    /** The whole command line. */
    static CommandLine commandLine(ServeCommand serve) {
        CommandLine root = new CommandLine(serve);
        Clock clock = Clock.system();
        new AdminCommands(() -> serve.options().settings(root), Controls::backedUp, clock, ZoneId.systemDefault())
                .addTo(root);
        root.addSubcommand(new ConfigCommand(serve.options()));
        root.addSubcommand(ScriptCommand.withWords(serve.options()));
        root.addSubcommand(new NoticeCommand(serve.options()));
        root.addSubcommand(new CustomersCommand(serve.options()));
        root.addSubcommand(new PasswordCommand(serve.options()));
        root.setParameterExceptionHandler((e, args) -> {
            PrintWriter err = e.getCommandLine().getErr();
            err.println(e.getMessage());
            if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, err)) {
                err.println(e.getCommandLine().getCommandSpec().qualifiedName() + " --help lists what there is.");
            }
            return ExitCode.USAGE.code();
        });
        root.setExecutionExceptionHandler((e, line, parsed) -> {
            line.getErr().println(line.getColorScheme().errorText("This is a fault of Helpline itself: " + e));
            e.printStackTrace(line.getErr());
            return ExitCode.FAILED.code();
        });
        return root;
    }
}
