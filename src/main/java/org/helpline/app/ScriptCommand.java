package org.helpline.app;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.helpline.admin.ExitCode;
import org.helpline.core.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code script check}, {@code script test}, {@code script draw} …: the designer's commands. None of them needs a server. */
@Command(
        name = "script",
        description = "Checks, tests, tries, draws and compares scripts; begins new ones.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class ScriptCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    private ScriptCommand() {}

    /** The command with its own commands. */
    static CommandLine line(StartOptions options, Clock clock) {
        return new CommandLine(new ScriptCommand())
                .addSubcommand(new ScriptCheckCommand(options))
                .addSubcommand(new ScriptTestCommand(options, clock))
                .addSubcommand(new ScriptVersionsCommand(options))
                .addSubcommand(new ScriptPublishCommands.Publish(options))
                .addSubcommand(new ScriptPublishCommands.Rollback(options))
                .addSubcommand(new ScriptShadowCommand(options))
                .addSubcommand(new ScriptRecordCommand(options))
                .addSubcommand(new ScriptTryCommand(options, clock))
                .addSubcommand(new ScriptDrawCommand(options))
                .addSubcommand(new ScriptDiffCommand(options))
                .addSubcommand(new ScriptNewCommand(options))
                .addSubcommand(new ScriptFmtCommand(options))
                .addSubcommand(new ScriptSchemaCommand())
                .addSubcommand(new ScriptReferenceCommand());
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        line.usage(line.getErr());
        return ExitCode.USAGE.code();
    }
}
