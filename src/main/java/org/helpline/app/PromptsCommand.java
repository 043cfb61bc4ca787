package org.helpline.app;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code prompts list} and {@code prompts hear}. */
@Command(
        name = "prompts",
        description = "What is to be recorded for the scripts, and how a prompt sounds to a caller.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "[COMMAND]")
final class PromptsCommand implements Callable<Integer> {

    private final PromptsListCommand list;

    private PromptsCommand(PromptsListCommand list) {
        this.list = list;
    }

    /** The command with its own commands. */
    static CommandLine line(StartOptions options) {
        PromptsListCommand list = new PromptsListCommand(options);
        return new CommandLine(new PromptsCommand(list))
                .addSubcommand(list)
                .addSubcommand(new PromptsHearCommand(options));
    }

    @Override
    public Integer call() {
        return list.call();
    }
}
