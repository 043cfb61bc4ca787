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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code customers import}: takes in the changed customers' file without a restart. */
@Command(
        name = "customers",
        description = "Takes in the customers' file (store.customers) again, if it has changed; calls go on meanwhile.",
        mixinStandardHelpOptions = true)
final class CustomersCommand implements Callable<Integer> {

    private final StartOptions options;

    @Parameters(
            arity = "1",
            paramLabel = "import",
            description = "import: reads the file; a mistake in it leaves all as it was.")
    private String action = "";

    @Spec
    private @Nullable CommandSpec spec;

    CustomersCommand(StartOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        return Asking.server(options, List.of("customers", action), Output.to(line.getOut(), line.getErr()));
    }

    /** The server's side. */
    static ControlCommand of(CustomerImports imports) {
        return new ControlCommand("customers", (args, out) -> {
            if (!args.equals(List.of("import"))) {
                out.problem("customers knows one word: import.");
                return ExitCode.USAGE;
            }
            return imports.run(out);
        });
    }
}
