package org.helpline.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.helpline.admin.ExitCode;
import org.helpline.ivr.draw.Changes;
import org.helpline.ivr.model.Script;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code script diff OLD NEW [--svg FILE]}. */
@Command(
        name = "diff",
        description = "Tells in words what differs between two versions of a script.",
        mixinStandardHelpOptions = true)
final class ScriptDiffCommand implements Callable<Integer> {

    private final StartOptions options;

    @Parameters(index = "0", paramLabel = "OLD", description = "A script of scripts.directory, or a script's folder.")
    private String old = "";

    @Parameters(index = "1", paramLabel = "NEW", description = "The same; what it has is 'now'.")
    private String now = "";

    @Option(names = "--svg", paramLabel = "FILE", description = "Draws the difference as well.")
    private @Nullable Path file;

    @Spec
    private @Nullable CommandSpec spec;

    ScriptDiffCommand(StartOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        OneScript scripts = new OneScript(line, options.settings(line));
        Optional<Script> before = scripts.read(old);
        Optional<Script> after = scripts.read(now);
        if (before.isEmpty() || after.isEmpty()) {
            return ExitCode.FAILED.code();
        }
        Changes changes = new Changes(before.get(), after.get());
        tell(
                line,
                changes.sentences(),
                before.get().version().equals(after.get().version()));
        return (file == null ? ExitCode.FINE : ScriptDrawCommand.write(line, file, changes.svg())).code();
    }

    private static void tell(CommandLine line, List<String> sentences, boolean isSameVersion) {
        sentences.forEach(line.getOut()::println);
        if (sentences.isEmpty()) {
            line.getOut()
                    .println(
                            isSameVersion
                                    ? "Both are the same."
                                    : "Both do and say the same; only comments, notes or the sound of recordings differ.");
        }
        line.getOut().flush();
    }
}
