package org.helpline.app;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.helpline.admin.ExitCode;
import org.helpline.ivr.guide.ReferencePage;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code script reference}: the page of every word. */
@Command(
        name = "reference",
        description = "Prints every word of the language with what it is for (docs/reference.md).",
        mixinStandardHelpOptions = true)
final class ScriptReferenceCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        var out = Objects.requireNonNull(spec).commandLine().getOut();
        out.print(ReferencePage.text());
        out.flush();
        return ExitCode.FINE.code();
    }
}
