package org.helpline.app;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.helpline.admin.ControlCommand;
import org.helpline.admin.ExitCode;
import org.helpline.admin.Output;
import org.helpline.interaction.SettingsBoard.Conflict;
import org.helpline.interaction.SettingsBoard.Done;
import org.helpline.interaction.SettingsBoard.Fault;
import org.helpline.interaction.SettingsBoard.Fine;
import org.helpline.interaction.SettingsBoard.Outcome;
import org.helpline.interaction.SettingsBoard.Refused;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code password NAME}: a new desk password for somebody who lost theirs, shown once. */
@Command(
        name = "password",
        description = "Makes a new desk password for a person with a desk, and shows it this once.",
        mixinStandardHelpOptions = true)
final class PasswordCommand implements Callable<Integer> {

    private final StartOptions options;

    @Parameters(paramLabel = "NAME", description = "The login name, as in conf/agents.ini.")
    private String name = "";

    @Spec
    private @Nullable CommandSpec spec;

    PasswordCommand(StartOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        return Asking.server(options, List.of("password", name), Output.to(line.getOut(), line.getErr()));
    }

    /** The server's side; {@code passwords} makes a new one for a name. */
    static ControlCommand of(Function<String, Outcome> passwords) {
        return new ControlCommand("password", (args, out) -> {
            if (args.size() != 1) {
                out.problem("Say password NAME.");
                return ExitCode.USAGE;
            }
            return switch (passwords.apply(args.getFirst())) {
                case Done done -> {
                    done.made().forEach(m -> out.line("The new desk password of " + m.name() + " is " + m.password()));
                    yield ExitCode.FINE;
                }
                case Refused(List<Fault> faults) -> {
                    faults.forEach(f -> out.problem(f.what()));
                    yield ExitCode.FAILED;
                }
                case Fine _, Conflict _ -> throw new IllegalStateException("a password is made or refused");
            };
        });
    }
}
