package org.helpline.acd;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * How long callers are ready to wait, as Kaplan and Meier estimate it: who was answered would have waited for longer, so that those who
 * hung up alone would make all seem impatient.
 *
 * <p>Kaplan, Meier: Nonparametric Estimation from Incomplete Observations, 1958.
 */
public final class Survival {

    /** Nobody was seen to lose patience so late. */
    public static final Duration NEVER = Duration.ofDays(2);

    /** A wait; {@code lost}: it ended since the caller hung up. */
    public record Seen(Duration waited, boolean lost) {}

    private record Step(Duration at, double left) {}

    private final List<Step> steps = new ArrayList<>();

    /** From these waits. */
    public Survival(Collection<Seen> seen) {
        List<Seen> waits = seen.stream()
                .sorted(Comparator.comparing(Seen::waited).thenComparing(s -> !s.lost()))
                .toList();
        double left = 1;
        int atRisk = waits.size();
        for (Seen wait : waits) {
            if (wait.lost()) {
                left *= (atRisk - 1.0) / atRisk;
                steps.add(new Step(wait.waited(), left));
            }
            atRisk--;
        }
    }

    /** The share of callers who wait for longer, 0 to 1. */
    public double after(Duration wait) {
        int gone = first(s -> s.at.compareTo(wait) > 0);
        return gone == 0 ? 1 : steps.get(gone - 1).left;
    }

    /** The patience of somebody who has waited so long already. {@code lot} from 0 to below 1. */
    public Duration draw(Duration already, double lot) {
        double target = after(already) * (1 - lot);
        int step = first(s -> s.at.compareTo(already) > 0 && s.left < target);
        return step == steps.size() ? NEVER : steps.get(step).at;
    }

    /** The place of the first step of which it holds, as of all after it; found by halves, since a day may have as many steps as calls. */
    private int first(Predicate<Step> holds) {
        int from = 0;
        int to = steps.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (holds.test(steps.get(middle))) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }
}
