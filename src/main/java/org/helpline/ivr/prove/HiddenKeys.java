package org.helpline.ivr.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.helpline.core.Digit;
import org.helpline.ivr.model.Place;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Steps;

/** Keys of questions that can never do what is written for them, because the same key ends the answer; of queues the parser knows. */
final class HiddenKeys {

    private HiddenKeys() {}

    /** {@code pressing}: a call in which that key is pressed at that question, or in that queue. */
    static List<Finding> find(Script script, BiFunction<Place, Digit, Optional<String>> pressing) {
        List<Finding> findings = new ArrayList<>();
        new Steps(script).forEach(step -> {
            switch (step) {
                case ScriptStep.Ask a ->
                    a.end()
                            .filter(a.keys()::containsKey)
                            .ifPresent(k -> findings.add(finding(
                                    a.at(),
                                    "The key " + name(k) + " ends the answer here, and leads somewhere else as well.",
                                    "Take another key for one of the two.",
                                    pressing.apply(a.at(), k))));
                case ScriptStep.RecordCaller r ->
                    r.keys().keySet().stream()
                            .filter(r.how().end()::contains)
                            .findFirst()
                            .ifPresent(k -> findings.add(finding(
                                    r.at(),
                                    "The key " + name(k)
                                            + " ends the recording here, and leads somewhere else as well.",
                                    "Take another key for one of the two.",
                                    pressing.apply(r.at(), k))));
                default -> {} // one key, one way
            }
        });
        return findings;
    }

    private static String name(Digit key) {
        return switch (key) {
            case STAR -> "star";
            case HASH -> "hash";
            default -> Character.toString(key.symbol());
        };
    }

    private static Finding finding(Place at, String what, String fix, Optional<String> call) {
        return new Finding(Proof.Claim.KEYS, at, what, fix, call);
    }
}
