package org.helpline.app;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.helpline.admin.ControlCommand;
import org.helpline.admin.ExitCode;
import org.helpline.admin.Output;
import org.helpline.ivr.parse.Words;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code notice [list|on NAME|off NAME]}: switches the notices of scripts, for the calls from now on. */
@Command(
        name = "notice",
        description = "Lists notices, or switches one on or off: scripts say it from the next call on.",
        mixinStandardHelpOptions = true)
final class NoticeCommand implements Callable<Integer> {

    private final StartOptions options;

    @Parameters(arity = "0..2", paramLabel = "WORDS", description = "list, on NAME or off NAME (default: list).")
    private List<String> words = new ArrayList<>();

    @Spec
    private @Nullable CommandSpec spec;

    NoticeCommand(StartOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        List<String> args = new ArrayList<>(List.of("notice"));
        args.addAll(words);
        Output out = Output.to(line.getOut(), line.getErr());
        return Asking.server(options, args, out);
    }

    /** The server's side; {@code known} are those that its scripts have now. */
    static ControlCommand of(Notices notices, Supplier<Set<String>> known) {
        return new ControlCommand("notice", (args, out) -> answer(notices, known.get(), args, out));
    }

    private static ExitCode answer(Notices notices, Set<String> known, List<String> args, Output out) {
        String word = args.isEmpty() ? "list" : args.getFirst();
        if (word.equals("list") && args.size() <= 1) {
            out.line(notices.all().isEmpty() ? "No notice is on." : "On: " + String.join(", ", notices.all()));
            out.line(known.isEmpty() ? "No script has any." : "The scripts have: " + String.join(", ", known));
            return ExitCode.FINE;
        }
        if (args.size() != 2
                || !(word.equals("on") || word.equals("off"))
                || !args.get(1).matches("[A-Za-z0-9_-]{1,60}")) {
            out.problem("Say notice list, notice on NAME or notice off NAME.");
            return ExitCode.USAGE;
        }
        return set(notices, args.get(1), word.equals("on"), known, out);
    }

    private static ExitCode set(Notices notices, String name, boolean on, Set<String> known, Output out) {
        if (!known.contains(name)
                && (on || !notices.test(name))) { // one that is on goes off, whether a script has it or not
            out.problem(
                    "No script has the notice " + name + ". " + Words.suggestion(name, known, "notice in any script"));
            return ExitCode.FAILED;
        }
        String word = on ? "on" : "off";
        try {
            notices.set(name, on);
            out.line("Notice " + name + " is " + word + " from the next call on.");
            return ExitCode.FINE;
        } catch (IOException e) {
            out.problem("It is " + word + ", but cannot be kept over a restart: " + e);
            return ExitCode.FAILED;
        }
    }
}
