package org.helpline.ivr.prove;

import java.util.List;
import org.helpline.ivr.model.Promises;

/**
 * What was proved of every call to a script, and what was not.
 *
 * @param findings what does not hold, in the order written
 * @param doubts steps behind which nothing is proved
 * @param situations how many were explored; {@code ways} between them likewise
 * @param farthestHuman the most questions between any question and a human while everything is open; -1 without a human
 * @param humanWithin how many there may be
 */
public record Proof(
        List<Finding> findings,
        List<Doubt> doubts,
        Goals goals,
        int situations,
        int ways,
        int farthestHuman,
        int humanWithin,
        Promises promises) {

    /** Whether everything was explored. */
    public boolean isWhole() {
        return doubts.isEmpty();
    }
}
