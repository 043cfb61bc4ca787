package org.helpline.ivr.run;

import java.util.Optional;
import org.helpline.ivr.model.ScriptStep;

/**
 * A question being put to the caller.
 *
 * @param silences how often the caller has said nothing to it; {@code wrongs} how often pressed a wrong key
 * @param candidate the answer that the caller is to confirm; empty: the question itself is put
 */
record Listen(ScriptStep.Input step, int silences, int wrongs, Optional<String> candidate) {

    static Listen to(ScriptStep.Input step) {
        return new Listen(step, 0, 0, Optional.empty());
    }

    Listen afterSilence() {
        return new Listen(step, silences + 1, wrongs, candidate);
    }

    Listen afterWrongKey() {
        return new Listen(step, silences, wrongs + 1, candidate);
    }

    Listen confirming(String value) {
        return new Listen(step, silences, wrongs, Optional.of(value));
    }

    /** The question itself again. */
    Listen asking() {
        return new Listen(step, silences, wrongs, Optional.empty());
    }

    @Override
    public String toString() {
        return "Listen[" + step.at() + ", silences=" + silences + ", wrongs=" + wrongs + "]"; // no answers in logs
    }
}
