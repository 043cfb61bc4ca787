package org.helpline.ivr.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.model.QueueRule;
import org.helpline.ivr.model.QueueWait;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Wanted;

/** What a caller joins a queue with: what the step says, and then each rule of the queue that holds, in order. */
record QueueRules(int priority, Wanted wanted) {

    /** Tells of each rule that holds; one that cannot be worked out does not. */
    static QueueRules of(Turn turn, ScriptStep.JoinQueue step, int priority, QueueWait queue) {
        int points = priority;
        Map<String, Integer> needs = new LinkedHashMap<>(step.wanted().needs());
        Optional<Wanted.Preferred> prefer = step.wanted().prefer();
        for (QueueRule rule : queue.rules()) {
            if (turn.holds(rule.at(), rule.when())) {
                int before = points;
                points = rule.priority().map(p -> p.after(before)).orElse(before);
                rule.needs().forEach((skill, level) -> needs.merge(skill, level, Math::max));
                prefer = rule.prefer().isPresent() ? rule.prefer() : prefer;
                turn.publish(new ScriptFact.Ruled(rule.at().name(), rule.name(), rule.words()));
            }
        }
        return new QueueRules(
                points,
                new Wanted(step.wanted().priority(), needs, step.wanted().relaxed(), prefer));
    }

    /** Skills in words, after a comma; nothing for none. */
    String needs() {
        return wanted.needs().isEmpty() ? "" : ", needs " + Wanted.words(wanted.needs());
    }

    /** The agent who is waited for, by id; an empty one for whoever talked with the caller last. */
    Optional<Effect.Prefer> prefer(Turn turn) {
        return wanted.prefer()
                .map(p -> new Effect.Prefer(
                        p.agent().map(a -> a.fill(turn::value)).orElse(""), p.within()));
    }
}
