package org.helpline.acd;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * How fast a queue moves: the time from one answer to the next, as long as somebody waits whom nobody is free for. When agents
 * are free it learns nothing, for then an answer shows only how fast a phone is picked up. Confined to the ACD's loop.
 */
final class Pace {

    /** What was before is forgotten: a morning says nothing of the afternoon. */
    static final int KEPT = 20;

    /** A queue that has not moved for so long says nothing any more. */
    static final Duration STALE = Duration.ofHours(1);

    private final ArrayDeque<Long> intervals = new ArrayDeque<>();
    private long sum;
    private boolean backlog;
    private long since;
    private boolean answeredBefore;

    /** Somebody was answered. The first answer of a backlog ends no interval: nobody knows when it began. */
    void answered(long now) {
        if (!backlog) {
            return;
        }
        long began = since;
        since = now;
        if (!answeredBefore) {
            answeredBefore = true;
            return;
        }
        intervals.addLast(now - began);
        sum += now - began;
        if (intervals.size() > KEPT) {
            sum -= intervals.removeFirst();
        }
    }

    Checkpoint.OfPace checkpoint() {
        return new Checkpoint.OfPace(List.copyOf(intervals), backlog, since, answeredBefore);
    }

    /** As it was. */
    void resume(Checkpoint.OfPace was) {
        intervals.addAll(was.intervals());
        sum = was.intervals().stream().mapToLong(i -> i).sum();
        backlog = was.backlog();
        since = was.since();
        answeredBefore = was.answeredBefore();
    }

    /** Whether somebody waits whom nobody is free for. */
    void look(boolean somebody, long now) {
        if (somebody && !backlog) {
            since = now;
            answeredBefore = false;
        }
        backlog = somebody;
    }

    /**
     * The time for one place in line, longer as soon as the running interval shows it, for who has to decide by one number. Empty while it
     * cannot be known.
     */
    Optional<Duration> interval(long now) {
        Seen seen = seen(now);
        if (seen.places() < Tempo.FEWEST || seen.stale()) {
            return Optional.empty();
        }
        long withRunning = seen.taken().toNanos() / (seen.places() + 1);
        return Optional.of(Duration.ofNanos(Math.max(sum / seen.places(), withRunning)));
    }

    /**
     * What was seen.
     *
     * @param places how many intervals, 0 or more; {@code taken} how long they took, and the one that runs as far as it has come
     * @param stale the queue has not moved for so long that it says nothing any more
     */
    record Seen(int places, Duration taken, boolean stale) {}

    /** What was seen until now. */
    Seen seen(long now) {
        long running = backlog ? now - since : 0;
        return new Seen(intervals.size(), Duration.ofNanos(sum + running), running > STALE.toNanos());
    }
}
