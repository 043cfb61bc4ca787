package org.helpline.app;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.helpline.admin.ControlCommand;
import org.helpline.admin.ExitCode;
import org.helpline.admin.Output;
import org.helpline.desk.Pins;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pin [NAME|remove NAME]}: the PINs with which people of the house switch notices and record prompts by phone. */
@Command(
        name = "pin",
        description = "Lists the PINs of scripts' pin steps; makes a new one, shown this once; removes one.",
        mixinStandardHelpOptions = true)
final class PinCommand implements Callable<Integer> {

    private final StartOptions options;

    @Parameters(arity = "0..2", paramLabel = "WORDS", description = "NAME or remove NAME (default: list).")
    private List<String> words = new ArrayList<>();

    @Spec
    private @Nullable CommandSpec spec;

    PinCommand(StartOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        List<String> args = new ArrayList<>(List.of("pin"));
        args.addAll(words);
        return Asking.server(options, args, Output.to(line.getOut(), line.getErr()));
    }

    /** The server's side; {@code one} is the thread that the PINs belong to. */
    static ControlCommand of(Pins pins, Executor one) {
        return new ControlCommand(
                "pin",
                (args, out) -> CompletableFuture.supplyAsync(() -> answer(pins, args, out), one)
                        .join());
    }

    private static ExitCode answer(Pins pins, List<String> args, Output out) {
        if (args.isEmpty()) {
            out.line(
                    pins.names().isEmpty()
                            ? "There is no PIN."
                            : "There are: " + String.join(", ", new TreeSet<>(pins.names())));
            return ExitCode.FINE;
        }
        boolean remove = args.getFirst().equals("remove") && args.size() == 2;
        String name = args.getLast();
        if ((args.size() != 1 && !remove) || !name.matches("[a-z][a-z0-9_]{0,31}")) {
            out.problem("Say pin, pin NAME or pin remove NAME; a name has lower-case letters, digits and _.");
            return ExitCode.USAGE;
        }
        try {
            if (!remove) {
                out.line("The new PIN " + name + " is " + pins.make(name));
                return ExitCode.FINE;
            }
            if (pins.remove(name)) {
                out.line("The PIN " + name + " is no more.");
                return ExitCode.FINE;
            }
            out.problem("There is no PIN " + name + ".");
        } catch (IOException e) {
            out.problem("The PINs cannot be written: " + e);
        }
        return ExitCode.FAILED;
    }
}
