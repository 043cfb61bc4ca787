package org.helpline.app.past;

import java.util.ArrayList;
import java.util.List;
import org.helpline.core.Published;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.run.Effect;
import org.helpline.ivr.run.Moment;

/** The way that a call took: the scripts, the steps with their branches, and what the script left for. Two calls went the same way if these are equal. */
public record PathTaken(List<String> steps) {

    /** Of a call that was. */
    public static PathTaken of(List<Published> facts) {
        return ofFacts(facts.stream()
                .map(Published::fact)
                .filter(ScriptFact.class::isInstance)
                .map(ScriptFact.class::cast)
                .toList());
    }

    /** Of a call in virtual time. */
    public static PathTaken ofMoments(List<Moment> moments) {
        List<ScriptFact> facts = new ArrayList<>();
        for (Moment moment : moments) {
            if (moment instanceof Moment.Did(var _, Effect.Publish(ScriptFact fact))) {
                facts.add(fact);
            }
        }
        return ofFacts(facts);
    }

    private static PathTaken ofFacts(List<ScriptFact> facts) {
        List<String> steps = new ArrayList<>();
        for (ScriptFact fact : facts) {
            switch (fact) {
                case ScriptFact.Started s -> steps.add("script " + s.script());
                case ScriptFact.Entered e -> steps.add(e.place() + ": " + e.what());
                case ScriptFact.Left l -> steps.add("left for " + l.to());
                default -> {} // how it was answered shows in what came next
            }
        }
        return new PathTaken(List.copyOf(steps));
    }
}
