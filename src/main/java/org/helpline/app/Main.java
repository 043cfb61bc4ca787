package org.helpline.app;

import java.io.PrintWriter;
import java.time.ZoneId;
import org.helpline.admin.AdminCommands;
import org.helpline.admin.ExitCode;
import org.helpline.core.Clock;
import picocli.CommandLine;

/** The command line: {@code bin/helpline} starts the server, its sub-commands ask it or do without it. */
public final class Main {

    private static final String FAULT = "This is a fault of Helpline itself: ";

    private Main() {}

    /** Runs, and ends the process with an {@link ExitCode} unless a server goes on. */
    public static void main(String[] args) throws InterruptedException {
        int code = run(args);
        if (code == Serving.GOES_ON) {
            Thread.currentThread()
                    .join(); // every thread of the house is a daemon: this one keeps the process until a signal
        }
        System.exit(code);
    }

    private static int run(String[] args) {
        if (args.length == 1 && args[0].equals("--train")) { // said by the launcher alone
            return Training.run();
        }
        PrintWriter err = new PrintWriter(System.err, true, System.err.charset());
        try {
            return StartWords.read(args)
                    .map(words -> Serving.start(
                            words.options(),
                            words.json(),
                            new PrintWriter(System.out, true, System.out.charset()),
                            err))
                    .orElseGet(() -> commandLine(new ServeCommand()).execute(args));
        } catch (RuntimeException e) {
            err.println(FAULT + e);
            e.printStackTrace(err);
            return ExitCode.FAILED.code();
        }
    }

    /** The whole command line. */
    static CommandLine commandLine(ServeCommand serve) {
        CommandLine root = new CommandLine(serve);
        Clock clock = Clock.system();
        new AdminCommands(() -> serve.options().settings(root), Controls::backedUp, clock, ZoneId.systemDefault())
                .addTo(root);
        root.addSubcommand(new ConfigCommand(serve.options()));
        root.addSubcommand(ScriptCommand.line(serve.options(), clock));
        root.addSubcommand(KbCommand.line(serve.options(), clock));
        root.addSubcommand(PlaybookCommand.line(serve.options()));
        root.addSubcommand("prompts", PromptsCommand.line(serve.options()));
        root.addSubcommand(HoursCommand.line(serve.options(), clock));
        root.addSubcommand(new QueuesCommand(serve.options()));
        root.addSubcommand(new NoticeCommand(serve.options()));
        root.addSubcommand(new BansCommand(serve.options()));
        root.addSubcommand(new TrunksCommand(serve.options()));
        root.addSubcommand(new ReloadCommand(serve.options()));
        root.addSubcommand(new CallbacksCommand(serve.options()));
        root.addSubcommand(new VoicemailCommand(serve.options()));
        root.addSubcommand(new RecordingsCommand(serve.options()));
        root.addSubcommand(new PinCommand(serve.options()));
        root.addSubcommand(new TlsCommand(serve.options()));
        root.addSubcommand(new CustomersCommand(serve.options()));
        root.addSubcommand(new LookUpCommand(serve.options(), clock));
        root.addSubcommand(new DrainCommand(serve.options()));
        root.addSubcommand(new ReplayCommand(serve.options()));
        root.addSubcommand(new WhatIfCommand(serve.options()));
        root.addSubcommand(new ReportCommand(serve.options()));
        root.addSubcommand(new PasswordCommand(serve.options()));
        root.addSubcommand(new RetentionCommand(serve.options()));
        root.addSubcommand(new TokensCommand(serve.options()));
        root.addSubcommand(new AuditCommand(serve.options()));
        root.addSubcommand(new SettingsCommand(serve.options()));
        root.addSubcommand(new WebhooksCommand(serve.options()));
        root.addSubcommand(new DoctorCommand());
        root.addSubcommand(new DemoSoundCommand(serve.options()));
        root.addSubcommand(SipCommand.line(serve.options()));
        root.setParameterExceptionHandler((e, args) -> {
            PrintWriter err = e.getCommandLine().getErr();
            err.println(e.getMessage());
            if (!CommandLine.UnmatchedArgumentException.printSuggestions(e, err)) {
                err.println(e.getCommandLine().getCommandSpec().qualifiedName() + " --help lists what there is.");
            }
            return ExitCode.USAGE.code();
        });
        root.setExecutionExceptionHandler((e, line, parsed) -> {
            line.getErr().println(line.getColorScheme().errorText(FAULT + e));
            e.printStackTrace(line.getErr());
            return ExitCode.FAILED.code();
        });
        return root.setUsageHelpAutoWidth(true);
    }
}
