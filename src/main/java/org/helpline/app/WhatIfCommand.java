package org.helpline.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.helpline.acd.PastShift;
import org.helpline.acd.Play;
import org.helpline.admin.ExitCode;
import org.helpline.admin.Output;
import org.helpline.config.AcdSettings;
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

/** {@code what-if}: a day of the past with other agents or rules. */
@Command(
        name = "what-if",
        description =
                "Plays the calls of a day again, through the same routing, with other agents or other settings: service"
                        + " level, waits, abandonment and occupancy before and after. Changes nothing; the server may run.",
        footer = "Settings are those of that day, or, if --conf or --set is given, what these say.",
        mixinStandardHelpOptions = true)
final class WhatIfCommand implements Callable<Integer> {

    private static final int HALVES = 48;

    private final StartOptions options;

    @Option(
            names = "--day",
            paramLabel = "DAY",
            defaultValue = "yesterday",
            description = "2026-11-22, today or yesterday (default: ${DEFAULT-VALUE}).")
    private String day = "";

    @Option(
            names = "--agents",
            arity = "2",
            paramLabel = "WORDS",
            description = "So many more or fewer in a queue for a time: +2@support 09:00-13:00. May be given often.")
    private List<String> agents = new ArrayList<>();

    @Option(
            names = "--plays",
            paramLabel = "N",
            defaultValue = "20",
            description = "How often the day is played (default: ${DEFAULT-VALUE}).")
    private int plays;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "What is drawn by lot; the same seed gives the same table (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--svg", paramLabel = "FILE", description = "The waits over the day, as a drawing in a new file.")
    private @Nullable Path svg;

    @Spec
    private @Nullable CommandSpec spec;

    WhatIfCommand(StartOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        CommandLine line = Objects.requireNonNull(spec).commandLine();
        Output out = Output.to(line.getOut(), line.getErr());
        PastDay asked = PastDay.read(day, Clock.system().now(), ZoneId.systemDefault())
                .orElseThrow(() -> wrong(line, "--day takes 2026-11-22, today or yesterday, not " + day));
        List<MoreAgents> more = more(line);
        if (plays < 1 || plays > 1000) {
            throw wrong(line, "--plays takes 1 to 1000, not " + plays);
        }
        Settings settings = options.read(line).settings();
        Problems problems = new Problems();
        try (RoutingPast log =
                RoutingPast.openToRead(settings.store(), problems).orElse(null)) {
            if (log == null) {
                problems.all().forEach(p -> out.problem(p.toString()));
                return ExitCode.FAILED.code();
            }
            PastShift past = new PastShift(asked.from(), asked.to());
            if (log.lines(asked.from(), asked.to(), past::take) instanceof Reading.NotRead<Integer>(String why)) {
                out.problem("The log cannot be read: " + why + ".");
                return ExitCode.FAILED.code();
            }
            return answer(past, asked, settings, more, out).code();
        }
    }

    private List<MoreAgents> more(CommandLine line) {
        List<MoreAgents> more = new ArrayList<>();
        for (int i = 0; i + 1 < agents.size(); i += 2) {
            String who = agents.get(i);
            String when = agents.get(i + 1);
            more.add(MoreAgents.read(who, when)
                    .orElseThrow(() -> wrong(
                            line, "--agents takes words such as +2@support 09:00-13:00, not " + who + " " + when)));
        }
        return more;
    }

    private static CommandLine.ParameterException wrong(CommandLine line, String what) {
        return new CommandLine.ParameterException(line, what);
    }

    private ExitCode answer(PastShift past, PastDay asked, Settings settings, List<MoreAgents> more, Output out) {
        if (past.isEmpty()) {
            out.problem("No call came to a queue on " + asked.words()
                    + ", or what moved the queues was not written down (store.routing-keep).");
            return ExitCode.FAILED;
        }
        AcdSettings changed = options.namesSettings() ? settings.acd() : past.settings();
        List<Play.Deed> deeds = past.deeds();
        for (int i = 0; i < more.size(); i++) {
            MoreAgents change = more.get(i);
            if (changed.queues().stream().noneMatch(q -> q.name().equals(change.queue()))) {
                out.problem("There is no queue " + change.queue() + "; there are "
                        + String.join(
                                ", ",
                                changed.queues().stream()
                                        .map(q -> q.name().value())
                                        .sorted()
                                        .toList())
                        + ".");
                return ExitCode.USAGE;
            }
            deeds = change.in(deeds, past, asked, i);
            changed = change.in(changed, i);
        }
        WhatIf whatIf = new WhatIf(past, changed, deeds, plays, seed);
        out.line(asked.words() + ", played " + plays + (plays == 1 ? " time" : " times") + " with seed " + seed);
        out.line("");
        whatIf.table().forEach(out::line);
        return svg == null ? ExitCode.FINE : draw(whatIf, asked, svg, out);
    }

    private static ExitCode draw(WhatIf whatIf, PastDay asked, Path file, Output out) {
        try {
            Files.writeString(file, WaitPicture.svg("Mean wait, " + asked.words(), whatIf.waits(asked.from(), HALVES)));
            out.line("The waits over the day: " + file);
            return ExitCode.FINE;
        } catch (IOException e) {
            out.problem("The drawing cannot be written to " + file + ": " + e.getMessage() + ".");
            return ExitCode.FAILED;
        }
    }
}
