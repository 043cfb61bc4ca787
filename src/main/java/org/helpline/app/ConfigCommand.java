package org.helpline.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.helpline.admin.ControlClient;
import org.helpline.admin.ControlCommand;
import org.helpline.admin.ExitCode;
import org.helpline.admin.Output;
import org.helpline.config.InForce;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code config show}: every setting, where it came from, secrets masked. A running server is asked what is in force there, unless the
 * command line overlays something, which is a question about the files.
 */
@Command(name = ConfigCommand.NAME, description = "Shows the settings in force.", mixinStandardHelpOptions = true)
final class ConfigCommand implements Callable<Integer> {

    static final String NAME = "config";

    private final StartOptions options;

    @Parameters(
            paramLabel = "show",
            description = "show: every setting, its value, and where it came from.",
            defaultValue = "show")
    private String action = "show";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PREFIX",
            description = "Only keys that begin so, for example sip.")
    private String prefix = "";

    @Spec
    private @Nullable CommandSpec spec;

    ConfigCommand(StartOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        if (!action.equals("show")) {
            line.getErr().println("config knows one word: show.");
            return ExitCode.USAGE.code();
        }
        Output out = Output.to(line.getOut(), line.getErr());
        ControlClient server = ControlClient.at(options.data());
        boolean runs = server.isAnswered();
        if (runs && !options.overlays()) {
            return server.ask(List.of(NAME, action, prefix), out)
                    .orElse(ExitCode.FAILED)
                    .code();
        }
        List<InForce> all = options.read(line).inForce();
        out.line("# From files" + (options.overlays() ? " and this command line" : "") + "; "
                + (runs ? "the server that runs" : "no server runs") + " on " + options.data()
                + (runs ? " may have others: ask without --profile and --set." : "."));
        show(all, prefix, out);
        return ExitCode.FINE.code();
    }

    /** The server's side; {@code inForce} is what it started with, and what was reloaded since. */
    static ControlCommand of(Path data, Supplier<List<InForce>> inForce) {
        return new ControlCommand(NAME, (args, out) -> {
            out.line("# In force in the running server on " + data
                    + "; what has changed in files since waits for a reload or a restart.");
            show(inForce.get(), args.size() > 1 ? args.get(1) : "", out);
            return ExitCode.FINE;
        });
    }

    private static void show(List<InForce> all, String prefix, Output out) {
        InForce.table(all.stream().filter(s -> s.key().startsWith(prefix)).toList())
                .lines()
                .forEach(out::line);
    }
}
