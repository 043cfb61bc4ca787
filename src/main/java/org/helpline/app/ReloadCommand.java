package org.helpline.app;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.helpline.admin.ControlCommand;
import org.helpline.admin.ExitCode;
import org.helpline.admin.Output;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code reload}: takes up changed settings without a restart. */
@Command(
        name = "reload",
        description =
                "Takes up what changed in conf/ without a restart, as far as that can be; calls that are up go on.",
        mixinStandardHelpOptions = true)
final class ReloadCommand implements Callable<Integer> {

    private final StartOptions options;

    @Spec
    private @Nullable CommandSpec spec;

    ReloadCommand(StartOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        return Asking.server(options, List.of("reload"), Output.to(line.getOut(), line.getErr()));
    }

    /** The server's side. */
    static ControlCommand of(Reload reload) {
        return new ControlCommand("reload", (_, out) -> switch (reload.now()) {
            case Reload.Refused refused -> {
                refused.problems().inOrder().forEach(p -> out.problem(p.toString()));
                out.problem("Nothing was changed: mend this and reload again.");
                yield ExitCode.USAGE;
            }
            case Reload.Taken taken -> {
                taken.lines().forEach(out::line);
                yield ExitCode.FINE;
            }
        });
    }
}
