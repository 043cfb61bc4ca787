package org.helpline.ivr.prove;

import java.util.Optional;
import org.helpline.ivr.model.Place;

/**
 * Something that does not hold of every call.
 *
 * @param claim what it refutes
 * @param script the one in which it stands: empty for the script that is proved, else one that it runs
 * @param call a call that shows it, as a test file writes it; empty when no call could
 */
public record Finding(
        Proof.Claim claim, Optional<String> script, Place at, String what, String fix, Optional<String> call) {

    /** A finding in the script that is proved. */
    public Finding(Proof.Claim claim, Place at, String what, String fix, Optional<String> call) {
        this(claim, Optional.empty(), at, what, fix, call);
    }

    /** The same with this call to show it. */
    Finding shownBy(Optional<String> other) {
        return new Finding(claim, script, at, what, fix, other);
    }

    /** The same with a sentence more. */
    Finding because(String sentence) {
        return new Finding(claim, script, at, what + " " + sentence, fix, call);
    }

    /** Whether both say the same of the same place. */
    boolean isAs(Finding other) {
        return claim == other.claim && at.equals(other.at) && what.equals(other.what);
    }
}
