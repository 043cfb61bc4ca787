package org.helpline.ivr.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.ivr.model.Action;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Value;

/** Where a script goes on: a stack of step lists, with the questions they were called from. */
sealed interface Frame {

    /** Nothing more: the script is over. */
    record Bottom() implements Frame {}

    /** Steps to run from {@code next} on, then {@code below}. */
    record Steps(List<ScriptStep> steps, int next, Frame below) implements Frame {}

    /**
     * A question.
     *
     * @param listenAgain whether the caller is listened to again when what is above has ended (a retry), or the script goes on (a key)
     */
    record Question(Listen listen, boolean listenAgain, Frame below) implements Frame {}

    /**
     * A call-back is asked for as soon as what is above has ended: the question for the number.
     *
     * @param refusals how many numbers were refused before
     */
    record Booking(ScriptStep.Callback step, int refusals, Frame below) implements Frame {}

    /**
     * What is above is run by a step and comes back here.
     *
     * @param outer what goes on then; empty: the same script with the same variables
     */
    record Routine(ScriptStep.Do step, Optional<Outer> outer, Frame below) implements Frame {}

    /** A script that waits for another one to come back. */
    record Outer(Script script, Map<String, Value> variables, String language) {
        @Override
        public String toString() {
            return "Outer[" + script.name() + "]"; // no values in logs
        }
    }

    /** What it stands on; {@link Bottom} stands on itself. */
    default Frame below() {
        return switch (this) {
            case Bottom b -> b;
            case Steps s -> s.below();
            case Question q -> q.below();
            case Booking b -> b.below();
            case Routine r -> r.below();
        };
    }

    /** The beginning of an action, on top of {@code below}. */
    static Frame of(Action action, Frame below) {
        return new Steps(action.steps(), 0, below);
    }
}
