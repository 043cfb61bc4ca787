package org.helpline.app;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.helpline.admin.ExitCode;
import org.helpline.ivr.guide.ScriptSchema;
import org.helpline.ivr.parse.Words;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code script schema [script|prompts|tests|playbook|playbook-tests]}. */
@Command(
        name = "schema",
        description = "Prints the JSON Schema of script.yaml, prompts.yaml, *.test.yaml or playbooks, for editors.",
        mixinStandardHelpOptions = true)
final class ScriptSchemaCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..1",
            paramLabel = "KIND",
            description = "script, prompts, tests, playbook or playbook-tests (default: script).",
            defaultValue = "script")
    private String kind = "script";

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        if (!ScriptSchema.kinds().contains(kind)) {
            line.getErr()
                    .println("There is no schema of '" + kind.replaceAll("\\p{Cntrl}", "?") + "'. "
                            + Words.suggestion(kind, ScriptSchema.kinds(), "schema"));
            return ExitCode.USAGE.code();
        }
        line.getOut().print(ScriptSchema.of(kind));
        line.getOut().flush();
        return ExitCode.FINE.code();
    }
}
