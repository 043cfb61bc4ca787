package org.helpline.ivr.prove;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.model.Place;
import org.helpline.ivr.model.Promises;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.run.StepIndex;

/** Explores every call to a script and judges what it has seen. One thread; one script each. */
public final class Prover {

    private final Script script;
    private final Promises promises;
    private final int humanWithin;
    private final StepIndex steps;
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
        this.steps = new StepIndex(script);
        Cells cells = new Cells(script, given.lookUps(), given.book());
        this.journeys = new Explorer(script, cells, given, mostSituations).explore();
        cells.doubts().forEach((at, why) -> doubts.add(new Doubt(at, why)));
        journeys.unexplored()
                .ifPresent(n -> doubts.add(new Doubt(
                        n.situation.step().map(ScriptStep::at).orElse(new Place(Script.START, 1, 1)),
                        "there are more than " + mostSituations + " situations")));
    }

    /** What holds of every call, and what does not. */
    public Proof prove() {
        List<Finding> findings = new ArrayList<>();
        for (Rounds.Round round : new Rounds(script, journeys, steps).find()) {
            findings.add(round(round));
        }
        int farthest = script.human().isEmpty() ? -1 : human(findings);
        for (Unset.Use use : new Unset(journeys, steps, new Names(script)).find()) {
            findings.add(unset(use));
        }
        findings.addAll(HiddenKeys.find(script));
        for (Finding found : Secrets.find(script)) {
            findings.add(new Finding(
                    found.claim(),
                    found.at(),
                    found.what(),
                    found.fix(),
                    callTo(found.at().line(), found.at().column())));
        }
        if (doubts.isEmpty()) {
            findings.addAll(Unreached.find(script, journeys));
        }
        Goals goals = Goals.of(journeys);
        budget(goals, findings);
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
                new Rounds(script, journeys, steps).silentlyTo());
    }

    /** The shortest call that comes to a step which is written there; empty when none does. */
    public Optional<String> callTo(int line, int column) {
        return journeys.legs()
                .filter(l -> l.facts().stream()
                        .anyMatch(f -> f instanceof ScriptFact.Entered e
                                && steps.step(e)
                                        .map(ScriptStep::at)
                                        .filter(at -> at.line() == line && at.column() == column)
                                        .isPresent()))
                .min(Comparator.comparingInt(l -> l.from().map(n -> n.depth + 1).orElse(0)))
                .flatMap(l -> example("line " + line, Journeys.to(l)));
    }

    private Optional<String> example(String name, List<Leg> legs) {
        return Example.of(script, name, legs);
    }

    private Finding round(Rounds.Round round) {
        List<Leg> call = new ArrayList<>(Journeys.to(round.legs().getFirst()));
        call.addAll(round.legs().subList(1, round.legs().size()));
        Place at = round.closes().orElse(new Place(Script.START, 1, 1));
        return new Finding(
                Proof.Claim.ENDS,
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
            Optional<String> call = example(
                    "line " + at.line() + " and no human",
                    entry.getValue().from.map(Journeys::to).orElse(List.of()));
            if (away == HumanInReach.NEVER) {
                findings.add(new Finding(
                        Proof.Claim.HUMAN,
                        at,
                        "From this question no key and no silence leads to a human.",
                        "Leave key 0 alone, or end 'silence' or 'wrong' with human.",
                        call));
            } else {
                farthest = Math.max(farthest, away);
                if (away > humanWithin) {
                    findings.add(new Finding(
                            Proof.Claim.HUMAN,
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
