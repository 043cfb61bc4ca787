package org.helpline.ivr.prove;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Steps;
import org.helpline.ivr.trial.Coverage;
import org.helpline.ivr.trial.Way;

/** Steps and branches that no call comes to. */
final class Unreached {

    private Unreached() {}

    /** What calls have run through, of each script of the family. */
    static Coverage seen(Family family, Journeys journeys) {
        Coverage coverage = new Coverage();
        journeys.legs().forEach(leg -> {
            Script begin = leg.from().map(n -> n.state.script()).orElse(family.root());
            coverage.add(begin.name(), leg.facts());
        });
        return coverage;
    }

    /** Rules of queues that cannot be judged: what they ask may be anything, or no step of the script leads to the queue. */
    static void leaveOut(Family family, Cells cells, Coverage seen) {
        family.all().forEach(script -> {
            Set<String> joined = new HashSet<>();
            new Steps(script).forEach(step -> {
                if (step instanceof ScriptStep.JoinQueue join) {
                    joined.add(join.queue().value());
                }
            });
            script.queues()
                    .forEach((queue, wait) -> wait.rules().stream()
                            .filter(rule -> !joined.contains(queue) || !cells.isDecided(rule))
                            .forEach(rule -> seen.rule(script.name(), rule)));
        });
    }

    static List<Finding> find(Script script, Coverage seen) {
        return find(script, seen, _ -> Optional.empty());
    }

    /** {@code why}: a sentence on why no call comes there. */
    static List<Finding> find(Script script, Coverage seen, Function<Way, Optional<String>> why) {
        List<Finding> findings = new ArrayList<>();
        for (Way way : seen.missed(script)) {
            finding(way).map(f -> why.apply(way).map(f::because).orElse(f)).ifPresent(findings::add);
        }
        return findings;
    }

    private static Optional<Finding> finding(Way way) {
        if (way.isStep() && way.at().name().endsWith("/1") && !way.at().name().equals(Script.START + "/1")) {
            // a section that only dead steps lead to, which are told; 'human' is declared once, for whoever comes to
            // need it
            return Optional.empty();
        }
        if (way.isStep()) {
            return told(
                    way,
                    "This step is never reached.",
                    "No call comes here, whatever is keyed, open or answered:"
                            + " remove it, or let something lead to it.");
        }
        if (way.isRule()) {
            return told(
                    way,
                    "This rule never counts: its condition holds of no call that the script sends to this queue.",
                    "What the calls have that come here decides it: mend the condition, or remove the rule.");
        }
        boolean fork = way.id().contains(" when ");
        boolean written = !way.opens().isEmpty();
        if (fork && !written) {
            return Optional.empty(); // nothing is written there, so nothing is lost
        }
        if (fork) {
            boolean yes = way.id().endsWith(": yes");
            return told(
                    way,
                    "This is never done: the condition " + (yes ? "never" : "always") + " holds here.",
                    "What comes before it, or what the value can be at all, decides it: mend the condition, or remove"
                            + " the branch.");
        }
        return told(
                way,
                "This is never done: no call takes '" + way.words().replaceFirst(" of [^ ]+$", "") + "' here.",
                "Something else always comes first: remove it.");
    }

    private static Optional<Finding> told(Way way, String what, String fix) {
        return Optional.of(new Finding(Proof.Claim.REACHED, way.at(), what, fix, Optional.empty()));
    }
}
