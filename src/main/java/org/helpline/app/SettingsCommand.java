package org.helpline.app;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import org.helpline.admin.ControlCommand;
import org.helpline.admin.ExitCode;
import org.helpline.admin.Output;
import org.helpline.interaction.SettingsBoard;
import org.helpline.interaction.SettingsBoard.Conflict;
import org.helpline.interaction.SettingsBoard.Done;
import org.helpline.interaction.SettingsBoard.Fault;
import org.helpline.interaction.SettingsBoard.Fine;
import org.helpline.interaction.SettingsBoard.Outcome;
import org.helpline.interaction.SettingsBoard.Past;
import org.helpline.interaction.SettingsBoard.Refused;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code settings [history|undo N]}: what was changed at the desk, and taking one change back. */
@Command(
        name = "settings",
        description = "Lists the changes of settings that were made at the desk; undoes one.",
        mixinStandardHelpOptions = true)
final class SettingsCommand implements Callable<Integer> {

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final int MOST = 50;

    private final StartOptions options;

    @Parameters(arity = "0..2", paramLabel = "WORDS", description = "history or undo N (default: history).")
    private List<String> words = new ArrayList<>();

    @Spec
    private @Nullable CommandSpec spec;

    SettingsCommand(StartOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        List<String> args = new ArrayList<>(List.of("settings"));
        args.addAll(words.isEmpty() ? List.of("history") : words);
        return Asking.server(options, args, Output.to(line.getOut(), line.getErr()));
    }

    /** The server's side. */
    static ControlCommand of(SettingsBoard board, ZoneId zone) {
        return new ControlCommand("settings", (args, out) -> {
            if (args.equals(List.of("history"))) {
                List<Past> all = board.history(MOST).reversed();
                all.forEach(past -> past(past, zone, out));
                if (all.isEmpty()) {
                    out.line("Nothing was changed in the desk yet.");
                }
                return ExitCode.FINE;
            }
            if (args.size() == 2
                    && args.getFirst().equals("undo")
                    && args.get(1).matches("[1-9][0-9]{0,8}")) {
                return told(board.undo("command line", Long.parseLong(args.get(1))), out);
            }
            out.problem("Say settings history or settings undo N.");
            return ExitCode.USAGE;
        });
    }

    private static void past(Past past, ZoneId zone, Output out) {
        out.line(past.number() + "  " + SECOND.format(past.at().atZone(zone)) + "  " + past.by() + "  " + past.file()
                + " [" + past.section() + "]"
                + (past.undoes() == 0 ? "" : "  undoes " + past.undoes())
                + (past.undoneBy() == 0 ? "" : "  undone by " + past.undoneBy()));
        Set<String> before = new HashSet<>(past.before().lines().toList());
        Set<String> after = new HashSet<>(past.after().lines().toList());
        past.before().lines().filter(l -> !after.contains(l)).forEach(l -> out.line("    - " + l));
        past.after().lines().filter(l -> !before.contains(l)).forEach(l -> out.line("    + " + l));
    }

    private static ExitCode told(Outcome outcome, Output out) {
        switch (outcome) {
            case Done done -> {
                done.lines().forEach(out::line);
                done.made()
                        .forEach(m -> out.line(m.name() + " logs in anew: bin/helpline password " + m.name()
                                + " makes a desk password"));
                return ExitCode.FINE;
            }
            case Refused(List<Fault> faults) ->
                faults.forEach(f -> out.problem((f.key().isEmpty() ? "" : f.key() + ": ")
                        + f.what()
                        + (f.fix().isEmpty() ? "" : " " + f.fix())));
            case Conflict conflict -> {
                out.problem(conflict.why());
                out.problem("As the change left it:\n" + conflict.then() + "As it is:\n" + conflict.now());
            }
            case Fine _ -> throw new IllegalStateException("an undo is done or refused");
        }
        return ExitCode.FAILED;
    }
}
