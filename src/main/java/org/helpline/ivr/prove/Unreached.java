package org.helpline.ivr.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.helpline.ivr.model.Script;
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
