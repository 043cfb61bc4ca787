package org.helpline.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.helpline.admin.ControlCommand;
import org.helpline.admin.ExitCode;
import org.helpline.admin.Output;
import org.helpline.admin.TrunksReport;
import org.helpline.sip.trunk.LiveTrunks;
import org.helpline.sip.trunk.Targets;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code trunks [show NAME|try-number NUMBER]}: how the trunks stand, and what they would do with a number. */
@Command(
        name = "trunks",
        description =
                "Shows how the trunks stand: registered or not, which machines answer, calls now and today, and what is"
                        + " wrong; try-number says how a number is written on each, and whether it may be called.",
        mixinStandardHelpOptions = true)
final class TrunksCommand implements Callable<Integer> {

    private static final String USAGE =
            "Say trunks, trunks show NAME or trunks try-number NUMBER; --json for programs.";
    private static final String JSON = "--json";

    private final StartOptions options;

    @Parameters(
            arity = "0..2",
            paramLabel = "WORDS",
            description = "show NAME, or try-number NUMBER such as +4930123456 (default: all in a table).")
    private List<String> words = new ArrayList<>();

    @Option(names = JSON, description = "For programs: one JSON document.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    TrunksCommand(StartOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        List<String> args = new ArrayList<>(List.of("trunks"));
        args.addAll(words);
        if (json) {
            args.add(JSON);
        }
        return Asking.server(options, args, Output.to(line.getOut(), line.getErr()));
    }

    /** The server's side. */
    static ControlCommand of(LiveTrunks trunks, Supplier<Targets> targets) {
        return new ControlCommand("trunks", (args, out) -> {
            boolean json = args.contains(JSON);
            List<String> words = args.stream().filter(w -> !w.equals(JSON)).toList();
            TrunksReport report = TrunksReport.of(trunks, targets.get());
            return answer(report, words, json, out);
        });
    }

    private static ExitCode answer(TrunksReport report, List<String> words, boolean json, Output out) {
        if (words.isEmpty()) {
            (json ? List.of(report.json()) : report.table()).forEach(out::line);
            return ExitCode.FINE;
        }
        if (words.size() == 2 && words.getFirst().equals("try-number")) {
            (json ? List.of(report.tryJson(words.get(1))) : report.tryNumber(words.get(1))).forEach(out::line);
            return ExitCode.FINE;
        }
        if (words.size() == 2 && words.getFirst().equals("show")) {
            List<String> lines = report.show(words.get(1));
            lines.forEach(out::line);
            if (lines.isEmpty()) {
                out.problem("There is no trunk " + words.get(1) + "; trunks lists them.");
            }
            return lines.isEmpty() ? ExitCode.FAILED : ExitCode.FINE;
        }
        out.problem(USAGE);
        return ExitCode.USAGE;
    }
}
