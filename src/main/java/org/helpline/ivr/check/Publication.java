package org.helpline.ivr.check;

import java.util.Optional;
import org.helpline.ivr.model.Script;

/** Decides which version of a script answers calls. Asked by whoever refreshes the library; may block on files. */
public interface Publication {

    /** What is saved and fit answers calls. */
    Publication AT_ONCE = saved -> saved;

    /** The version that answers calls, now that this one is saved and fit. */
    Script inForce(Script saved);

    /** The version that answers calls although what is saved now is not fit; empty: the one before, if there was one since the start. */
    default Optional<Script> instead(String name) {
        return Optional.empty();
    }
}
