package org.helpline.ivr.prove;

import java.util.List;
import java.util.Map;
import org.helpline.ivr.model.Promises;
import org.helpline.ivr.trial.Coverage;

/**
 * What was proved of every call to a script, and what was not.
 *
 * @param findings what does not hold, in the order written
 * @param doubts steps behind which nothing is proved
 * @param situations how many were explored; {@code ways} between them likewise
 * @param farthestHuman the most questions between any question and a human while everything is open; -1 without a human
 * @param humanWithin how many there may be
 * @param silentlyTo the scripts that a caller who does nothing may be handed to, and how
 * @param reach how far a human is, where that depends on other scripts
 * @param runs the other scripts that were explored with it, as calls go into them
 * @param seen what calls have run through, of all these scripts
 */
public record Proof(
        List<Finding> findings,
        List<Doubt> doubts,
        Goals goals,
        int situations,
        int ways,
        int farthestHuman,
        int humanWithin,
        Promises promises,
        Map<String, Handover> silentlyTo,
        Reach reach,
        List<String> runs,
        Coverage seen) {

    /** What is claimed of every script. */
    public enum Claim {
        /** It ends, and nobody is sent round for ever. */
        ENDS,
        /** A human is in reach. */
        HUMAN,
        /** Nothing is read before it is set. */
        SET,
        /** No step is dead. */
        REACHED,
        /** Keys are answered, each in one way. */
        KEYS,
        /** No secret is written down. */
        SECRET,
        /** Goals are as near as the script promises. */
        BUDGET
    }

    /** The same where others have cleared them up. */
    public Proof withoutDoubts() {
        return new Proof(
                findings,
                List.of(),
                goals,
                situations,
                ways,
                farthestHuman,
                humanWithin,
                promises,
                silentlyTo,
                reach,
                runs,
                seen);
    }

    /** Whether everything was explored. */
    public boolean isWhole() {
        return doubts.isEmpty();
    }
}
