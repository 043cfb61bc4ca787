package org.helpline.app;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.helpline.admin.ControlCommand;
import org.helpline.admin.ExitCode;
import org.helpline.admin.Output;
import org.helpline.config.AcdSettings.AgentSettings;
import org.helpline.config.Settings;
import org.helpline.desk.Accounts;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code password NAME}: a new desk password for somebody who lost theirs, shown once. */
@Command(
        name = "password",
        description = "Makes a new desk password for an agent or supervisor, and shows it this once.",
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

    /** The server's side. */
    static ControlCommand of(Supplier<Settings> settings, Accounts accounts, SecureRandom random) {
        return new ControlCommand("password", (args, out) -> {
            String name = args.isEmpty() ? "" : args.getFirst();
            Optional<AgentSettings> person = settings.get().acd().agents().stream()
                    .filter(a -> a.id().value().equals(name) && !a.alwaysReady())
                    .findFirst();
            if (args.size() != 1 || person.isEmpty()) {
                out.problem("Nobody with a desk has that name in agents.ini. There are: "
                        + String.join(", ", accounts.names()) + ".");
                return ExitCode.FAILED;
            }
            return renew(person.get(), accounts, Accounts.generatePassword(random), out);
        });
    }

    private static ExitCode renew(AgentSettings person, Accounts accounts, String password, Output out) {
        try {
            accounts.create(person.id().value(), person.role(), password);
            out.line("The new desk password of " + person.id().value() + " is " + password);
            return ExitCode.FINE;
        } catch (IOException e) {
            out.problem("The new password cannot be written, the old one stays: " + e);
            return ExitCode.FAILED;
        }
    }
}
