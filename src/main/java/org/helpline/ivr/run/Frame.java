package org.helpline.ivr.run;

import java.util.List;
import org.helpline.ivr.model.Action;
import org.helpline.ivr.model.ScriptStep;

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

    /** The beginning of an action, on top of {@code below}. */
    static Frame of(Action action, Frame below) {
        return new Steps(action.steps(), 0, below);
    }
}
