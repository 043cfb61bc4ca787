package org.helpline.ivr.prove;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.ivr.model.Place;
import org.helpline.ivr.model.Promises;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.trial.Coverage;

/** Explores every call to a script and judges what it has seen. One thread; one script each. */
public final class Prover {

    private final Script script;
    private final Family family;
    private final Promises promises;
    private final Given given;
    private final int humanWithin;
    private final Journeys journeys;
    private final List<Doubt> doubts = new ArrayList<>();

    /** Explores {@code script}; takes some milliseconds for each hundred situations. */
    public Prover(Script script, Promises promises, Given given) {
        this(script, promises, given, Explorer.MOST);
    }

    Prover(Script script, Promises promises, Given given, int mostSituations) {
        this.script = script;
        this.promises = promises;
        this.humanWithin = promises.humanWithin().orElse(given.humanWithin());
        this.given = given;
        this.family = new Family(script, given.scripts());
        Cells cells = new Cells(family, given.lookUps(), given.book());
        this.journeys = new Explorer(family, cells, given, mostSituations).explore();
        doubts.addAll(cells.doubts());
        doubts.addAll(family.rounds());
        journeys.unexplored()
                .ifPresent(n -> doubts.add(new Doubt(
                        family.other(n.state.script()),
                        n.situation.step().map(ScriptStep::at).orElse(new Place(Script.START, 1, 1)),
                        "there are more than " + mostSituations + " situations")));
    }

    /** What holds of every call, and what does not. */
    public Proof prove() {
        List<Finding> findings = new ArrayList<>();
        for (Rounds.Round round : new Rounds(family, journeys).find()) {
            findings.add(round(round));
        }
        int farthest = script.human().isEmpty() ? -1 : human(findings);
        for (Unset.Use use : new Unset(family, journeys).find()) {
            findings.add(unset(use));
        }
        findings.addAll(HiddenKeys.find(script));
        for (Finding found : Secrets.find(family)) {
            Script there = found.script().flatMap(family::find).orElse(script);
            findings.add(found.shownBy(callTo(there, found.at().line(), found.at().column())));
        }
        Coverage seen = Unreached.seen(family, journeys);
        if (doubts.isEmpty()) {
            findings.addAll(Unreached.find(script, seen));
        }
        Goals goals = Goals.of(journeys);
        budget(goals, findings);
        removeWhatIsToldOfThemselves(findings);
        findings.sort(Comparator.<Finding>comparingInt(f -> f.at().line()).thenComparingInt(f -> f.at().column()));
        return new Proof(
                List.copyOf(findings),
                List.copyOf(doubts),
                goals,
                journeys.nodes().size(),
                (int) journeys.legs().count(),
                farthest,
                humanWithin,
                promises,
                new Rounds(family, journeys).silentlyTo(),
                family.run().stream().map(Script::name).toList(),
                seen);
    }

    /** Steps and branches of a script that no call to any of those who run it comes to. */
    public static List<Finding> unreached(Script script, Coverage seen) {
        return Unreached.find(script, seen);
    }

    /** What does not hold of a script that is run, whoever runs it, is told where that script is checked. */
    private void removeWhatIsToldOfThemselves(List<Finding> findings) {
        Map<String, List<Finding>> alone = new HashMap<>();
        findings.removeIf(f -> f.script().isPresent()
                && alone
                        .computeIfAbsent(f.script().get(), this::foundAlone)
                        .stream()
                        .anyMatch(f::isAs));
    }

    private List<Finding> foundAlone(String name) {
        return family.find(name)
                .map(s -> new Prover(s, Promises.UNWRITTEN, given).prove().findings())
                .orElse(List.of());
    }

    /** The shortest call that comes to a step which is written there; empty when none does. */
    public Optional<String> callTo(int line, int column) {
        return callTo(script, line, column);
    }

    private Optional<String> callTo(Script there, int line, int column) {
        return journeys.legs()
                .filter(l -> l.told().stream()
                        .anyMatch(t -> t.script() == there
                                && t.step(family)
                                        .map(ScriptStep::at)
                                        .filter(at -> at.line() == line && at.column() == column)
                                        .isPresent()))
                .min(Comparator.comparingInt(l -> l.from().map(n -> n.depth + 1).orElse(0)))
                .flatMap(l -> example("line " + line, Journeys.to(l)));
    }

    private Optional<String> example(String name, List<Leg> legs) {
        return Example.of(family, name, legs);
    }

    private Finding round(Rounds.Round round) {
        List<Leg> call = new ArrayList<>(Journeys.to(round.legs().getFirst()));
        call.addAll(round.legs().subList(1, round.legs().size()));
        Place at = round.closes().map(Rounds.Closing::at).orElse(new Place(Script.START, 1, 1));
        return new Finding(
                Proof.Claim.ENDS,
                round.closes().flatMap(c -> family.other(c.script())),
                at,
                "A caller who does nothing goes round for ever: " + String.join(" → ", round.sections()) + ".",
                "Let one of them end with hangup, or with a question whose silence leaves.",
                example("line " + at.line() + " goes round", call));
    }

    private int human(List<Finding> findings) {
        HumanInReach reach = new HumanInReach(journeys);
        int farthest = 0;
        for (Map.Entry<ScriptStep.Input, Node> entry : reach.worst().entrySet()) {
            int away = reach.away(entry.getValue());
            Place at = entry.getKey().at();
            Optional<String> there = family.other(family.of(entry.getKey()));
            Optional<String> call = example(
                    "line " + at.line() + " and no human",
                    entry.getValue().from.map(Journeys::to).orElse(List.of()));
            if (away == HumanInReach.NEVER) {
                findings.add(new Finding(
                        Proof.Claim.HUMAN,
                        there,
                        at,
                        "From this question no key and no silence leads to a human.",
                        "Leave key 0 alone, or end 'silence' or 'wrong' with human.",
                        call));
            } else {
                farthest = Math.max(farthest, away);
                if (away > humanWithin) {
                    findings.add(new Finding(
                            Proof.Claim.HUMAN,
                            there,
                            at,
                            "From this question it takes " + away + " keys to a human, more than " + humanWithin + ".",
                            "Let a key here, or its silence, lead to a human, or write 'check: {human_within: " + away
                                    + "}' at the top.",
                            call));
                }
            }
        }
        return farthest;
    }

    private Finding unset(Unset.Use use) {
        Place at = use.step().at();
        return new Finding(
                Proof.Claim.SET,
                family.other(use.script()),
                at,
                "Nothing has set '" + use.variable() + "' on some way to here.",
                use.step() instanceof ScriptStep.When
                        ? "Set it before, on every way that leads here, or ask first whether there is one: has("
                                + use.variable() + ")."
                        : "Set it before, on every way that leads here.",
                example("line " + at.line() + " without " + use.variable(), use.way()));
    }

    private void budget(Goals goals, List<Finding> findings) {
        Place top = promises.at();
        promises.keys()
                .ifPresent(most -> goals.all().stream()
                        .filter(g -> g.keys() > most)
                        .forEach(g -> findings.add(new Finding(
                                Proof.Claim.BUDGET,
                                top,
                                "It takes " + g.keys() + " keys to: " + g.name() + "; 'check' allows " + most + ".",
                                "Shorten the way, or allow more.",
                                Optional.empty()))));
        promises.timeToHuman()
                .ifPresent(most -> goals.quickestHuman()
                        .filter(g -> g.time().compareTo(most) > 0)
                        .ifPresent(g -> findings.add(new Finding(
                                Proof.Claim.BUDGET,
                                top,
                                "It takes " + g.time().toSeconds() + " s to a human; 'check' allows " + most.toSeconds()
                                        + " s.",
                                "Shorten what is said before, or allow more.",
                                Optional.empty()))));
    }
}
