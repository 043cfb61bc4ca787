package org.helpline.ivr.prove;

import java.time.Duration;
import java.util.Optional;
import org.helpline.ivr.model.Promises;

/** What a script promises of the ways to its goals, and does not keep; each is shown by the easiest call to that goal. */
public final class Budget {

    private Budget() {}

    /** More keys than any goal may take; {@code goal} by the fewest keys. */
    public static Optional<Finding> keys(Promises promises, Goals.Goal goal) {
        return promises.keys()
                .filter(most -> goal.keys() > most)
                .map(most -> finding(
                        promises,
                        goal,
                        "It takes " + goal.keys() + " keys to: " + goal.name() + "; 'check' allows " + most + ".",
                        "Shorten the way, or allow more."));
    }

    /** More questions; {@code goal} by the fewest of them. */
    public static Optional<Finding> questions(Promises promises, Goals.Goal goal) {
        return promises.questions()
                .filter(most -> goal.questions() > most)
                .map(most -> finding(
                        promises,
                        goal,
                        "There are " + goal.questions() + " questions on the way to: " + goal.name()
                                + "; 'check' allows " + most + ".",
                        "Ask less before, or allow more."));
    }

    /** More time; {@code goal} by the quickest way. */
    public static Optional<Finding> time(Promises promises, Goals.Goal goal) {
        return promises.time().flatMap(most -> late(promises, goal, goal.name(), most));
    }

    /** More time to a human while everything is open. */
    public static Optional<Finding> timeToHuman(Promises promises, Goals.Goal goal) {
        return promises.timeToHuman().flatMap(most -> late(promises, goal, "a human", most));
    }

    private static Optional<Finding> late(Promises promises, Goals.Goal goal, String where, Duration most) {
        if (goal.time().compareTo(most) <= 0) {
            return Optional.empty();
        }
        return Optional.of(finding(
                promises,
                goal,
                "It takes " + goal.time().toSeconds() + " s to " + where + "; 'check' allows " + most.toSeconds()
                        + " s.",
                "Shorten what is said before, or allow more."));
    }

    private static Finding finding(Promises promises, Goals.Goal goal, String what, String fix) {
        Finding finding = new Finding(Proof.Claim.BUDGET, promises.at(), what, fix, Optional.empty());
        return goal.trail().show(finding, "line " + promises.at().line() + " and " + goal.name());
    }
}
