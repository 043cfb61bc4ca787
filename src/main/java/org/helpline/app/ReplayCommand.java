package org.helpline.app;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.helpline.acd.Replay;
import org.helpline.admin.ExitCode;
import org.helpline.admin.Output;
import org.helpline.config.Settings;
import org.helpline.core.Clock;
import org.helpline.core.Problems;
import org.helpline.journal.Reading;
import org.helpline.journal.RoutingPast;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code replay}: whether the ACD decides today what it decided then. */
@Command(
        name = "replay",
        description =
                "Takes all that the queues and agents of a day did once more, and says whether each decision is the"
                        + " same, byte for byte. Changes nothing; the server may run.",
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {

    private final StartOptions options;

    @Option(
            names = "--day",
            paramLabel = "DAY",
            defaultValue = "today",
            description = "2026-11-22, today or yesterday (default: ${DEFAULT-VALUE}).")
    private String day = "";

    @Spec
    private @Nullable CommandSpec spec;

    ReplayCommand(StartOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        Output out = Output.to(line.getOut(), line.getErr());
        ZoneId zone = ZoneId.systemDefault();
        PastDay asked = PastDay.read(day, Clock.system().now(), zone)
                .orElseThrow(() -> new CommandLine.ParameterException(
                        line, "--day takes 2026-11-22, today or yesterday, not " + day));
        Settings settings = options.read(line).settings();
        Problems problems = new Problems();
        try (RoutingPast past =
                RoutingPast.openToRead(settings.store(), problems).orElse(null)) {
            if (past == null) {
                problems.all().forEach(p -> out.problem(p.toString()));
                return ExitCode.FAILED.code();
            }
            return replay(past, asked, out).code();
        }
    }

    private static ExitCode replay(RoutingPast past, PastDay day, Output out) {
        Replay replay = new Replay();
        Instant until = day.to();
        try {
            if (past.lines(day.from(), until, replay::take) instanceof Reading.NotRead<Integer>(String why)) {
                out.problem("The log cannot be read: " + why + ".");
                return ExitCode.FAILED;
            }
        } catch (IllegalArgumentException e) {
            out.problem("Another version of Helpline wrote this log, and this one does not understand it: "
                    + e.getMessage() + ".");
            return ExitCode.FAILED;
        }
        return told(replay, day, out);
    }

    private static ExitCode told(Replay replay, PastDay day, Output out) {
        if (replay.inputs() == 0 && replay.passed() == 0) {
            out.problem("Nothing was written down on " + day.words()
                    + ": no server ran, store.routing-keep is 0, or it is longer ago than that.");
            return ExitCode.FAILED;
        }
        if (replay.passed() > 0 && replay.difference().isEmpty()) {
            out.problem(
                    replay.passed()
                            + " inputs cannot be replayed: what was before them is missing (a server that was killed, or that began longer ago than store.routing-keep).");
        }
        if (replay.difference().isPresent()) {
            Replay.Difference d = replay.difference().get();
            out.problem("At input " + d.number() + ", " + d.at() + ", another decision is made than then:");
            out.problem("  on " + d.input());
            out.problem("  now " + (d.decisions().isEmpty() ? "nothing" : String.join("\n      ", d.decisions())));
            out.problem("The version or the settings' meaning has changed since, or memory is broken.");
            return ExitCode.FAILED;
        }
        out.line("Replayed " + day.words() + ": " + replay.inputs()
                + (replay.inputs() == 1 ? " input since " : " inputs since ") + since(replay) + ", and all "
                + replay.told() + " decisions and tidings are the same, byte for byte.");
        return replay.passed() > 0 ? ExitCode.FAILED : ExitCode.FINE;
    }

    private static String since(Replay replay) {
        String starts = replay.began() == 1 ? "the start of the server" : replay.began() + " starts of the server";
        String checkpoints = replay.resumed() == 1 ? "a checkpoint" : replay.resumed() + " checkpoints";
        return replay.resumed() == 0 ? starts : replay.began() == 0 ? checkpoints : checkpoints + " and " + starts;
    }
}
