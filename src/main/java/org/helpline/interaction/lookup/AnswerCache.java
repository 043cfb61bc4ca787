package org.helpline.interaction.lookup;

import java.time.Duration;
import java.util.Optional;
import org.helpline.core.Clock;
import org.helpline.core.Directory;
import org.helpline.ivr.run.LookUpAnswer;

/** Answers that are still good, in memory only; what was not found or failed is asked again. Any thread. */
final class AnswerCache {

    private static final int MOST = 10_000;

    private final Clock clock;
    private final Directory<String, Kept> kept = new Directory<>();

    AnswerCache(Clock clock) {
        this.clock = clock;
    }

    private record Kept(String key, LookUpAnswer.Found answer, long untilNanos) {}

    /** The answer to the same question, if it is still good. */
    Optional<LookUpAnswer.Found> find(String key) {
        return kept.find(key).filter(this::isGood).map(Kept::answer);
    }

    void keep(String key, LookUpAnswer.Found answer, Duration good) {
        if (kept.size() >= MOST) {
            kept.all().forEach(k -> kept.removeIf(k.key(), now -> !isGood(now)));
        }
        if (kept.size() < MOST) {
            kept.put(key, new Kept(key, answer, clock.nanos() + good.toNanos()));
        }
    }

    private boolean isGood(Kept entry) {
        return clock.nanos() - entry.untilNanos() < 0;
    }
}
