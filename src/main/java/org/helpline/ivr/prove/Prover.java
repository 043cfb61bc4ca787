package org.helpline.ivr.prove;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.helpline.core.Digit;
import org.helpline.ivr.model.BuiltIn;
import org.helpline.ivr.model.Place;
import org.helpline.ivr.model.Promises;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.run.Move;
import org.helpline.ivr.trial.Coverage;

/** Explores every call to a script and judges what it has seen. One thread; one script each. */
public final class Prover {

    private final Script script;
    private final Family family;
    private final Promises promises;
    private final Given given;
    private final int humanWithin;
    private final Cells cells;
    private final Journeys journeys;
    private final SurestCalls calls;
    private final List<Doubt> doubts = new ArrayList<>();

    private static final Set<String> OF_WAITING = Set.of(BuiltIn.POSITION, BuiltIn.WAIT, BuiltIn.WAIT_LEAST);

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
        this.cells = new Cells(family, given.lookUps(), given.book());
        this.journeys = new Explorer(family, cells, given, mostSituations).explore();
        this.calls = new SurestCalls(journeys);
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
        Reach reach = new Reach(family, journeys, calls, humanWithin);
        findings.addAll(reach.tooFar(Map.of()));
        for (Unset.Use use : new Unset(family, journeys).find()) {
            findings.add(unset(use));
        }
        findings.addAll(HiddenKeys.find(script, this::pressing));
        for (Finding found : Secrets.find(family)) {
            Script there = found.script().flatMap(family::find).orElse(script);
            findings.add(
                    found.shownBy(callTo(there, found.at().line(), found.at().column())));
        }
        Coverage seen = Unreached.seen(family, journeys);
        Unreached.leaveOut(family, cells, seen);
        if (doubts.isEmpty()) {
            findings.addAll(Unreached.find(script, seen, new WhyNever(family, journeys)::of));
        }
        Goals goals = Goals.of(family, journeys);
        budget(goals, findings);
        removeWhatIsToldOfThemselves(findings);
        findings.sort(Comparator.<Finding>comparingInt(f -> f.at().line()).thenComparingInt(f -> f.at().column()));
        return new Proof(
                List.copyOf(findings),
                List.copyOf(doubts),
                goals,
                journeys.nodes().size(),
                (int) journeys.legs().count(),
                reach.farthest(),
                humanWithin,
                promises,
                new Rounds(family, journeys).silentlyTo(),
                reach,
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
                && alone.computeIfAbsent(f.script().get(), this::foundAlone).stream()
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
                .flatMap(l -> example("line " + line, calls.to(l)));
    }

    private Optional<String> example(String name, List<Leg> legs) {
        return legs.isEmpty() ? Optional.empty() : Trail.of(family, legs).asTest(name);
    }

    private Finding round(Rounds.Round round) {
        List<Leg> call = new ArrayList<>(calls.to(round.legs().getFirst()));
        call.addAll(round.legs().subList(1, round.legs().size()));
        Place at = round.closes().map(Rounds.Closing::at).orElse(new Place(Script.START, 1, 1));
        Finding finding = new Finding(
                Proof.Claim.ENDS,
                round.closes().flatMap(c -> family.other(c.script())),
                at,
                "A caller who does nothing goes round for ever: " + String.join(" → ", round.sections()) + ".",
                "Let one of them end with hangup, or with a question whose silence leaves.",
                Optional.empty());
        return Trail.of(family, call).show(finding, "line " + at.line() + " goes round");
    }

    private Finding unset(Unset.Use use) {
        Place at = use.step().at();
        Finding finding = new Finding(
                Proof.Claim.SET,
                family.other(use.script()),
                at,
                "Nothing has set '" + use.variable() + "' on some way to here.",
                remedy(use.variable(), use.step() instanceof ScriptStep.When),
                Optional.empty());
        return Trail.of(family, use.way()).show(finding, "line " + at.line() + " without " + use.variable());
    }

    private static String remedy(String variable, boolean inAFork) {
        String asked = " ask first whether there is one: has(" + variable + ").";
        int dot = variable.indexOf('.');
        if (OF_WAITING.contains(variable)) {
            return "There is one while a caller waits: say it under 'queues', or" + asked;
        }
        if (dot > 0 && !variable.equals(BuiltIn.CALLBACK)) {
            return "'" + variable.substring(0, dot)
                    + "' is filled where a look-up finds something, not where it says none or"
                    + " failed: speak of it only there, or" + asked;
        }
        return "Set it before, on every way that leads here" + (inAFork ? ", or" + asked : ".");
    }

    /** The shortest call in which this key is pressed there, after the longest answer. */
    private Optional<String> pressing(Place at, Digit key) {
        return journeys.legs()
                .filter(l -> l.from().filter(n -> isAt(n, at)).isPresent()
                        && l.move().orElse(null) instanceof Move.Press p
                        && p.keys().indexOf(key.symbol()) == p.keys().length() - 1)
                .min(Comparator.<Leg>comparingInt(l -> -keys(l))
                        .thenComparingInt(l -> l.from().map(n -> n.depth).orElse(0)))
                .flatMap(l -> example("line " + at.line() + " and that key", calls.to(l)));
    }

    private static int keys(Leg leg) {
        return leg.move().orElse(null) instanceof Move.Press p ? p.keys().length() : 0;
    }

    private boolean isAt(Node node, Place at) {
        return node.state.script() == script
                && (node.situation.step().filter(s -> s.at().equals(at)).isPresent()
                        || node.state.hears().filter(q -> q.at().equals(at)).isPresent());
    }

    private void budget(Goals goals, List<Finding> findings) {
        goals.all().forEach(g -> Budget.keys(promises, g).ifPresent(findings::add));
        goals.shallowest().forEach(g -> Budget.questions(promises, g).ifPresent(findings::add));
        goals.quickest().forEach(g -> Budget.time(promises, g).ifPresent(findings::add));
        goals.quickestHuman().flatMap(g -> Budget.timeToHuman(promises, g)).ifPresent(findings::add);
    }
}
