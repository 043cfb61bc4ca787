package org.helpline.acd;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a caller is likely to wait yet: so many places at the queue's pace. It is rounded up as people round, since nobody
 * minds to be served earlier: to the minute, from ten minutes on to five, from half an hour on to ten, from two hours on to the
 * half hour. Pure.
 */
public final class ExpectedWait {

    private ExpectedWait() {}

    /**
     * The wait of a caller of this queue.
     *
     * @param position from 1; 0 for a caller who would join now
     * @return empty while it cannot be known: too few answers yet, or nobody serves; and for a caller who would not wait
     */
    public static Optional<Duration> of(Board.QueueLine line, int position) {
        if (position == 0 && line.inLine() == 0) {
            return Optional.empty();
        }
        int place = position == 0 ? line.inLine() + 1 : position;
        return line.interval().map(i -> rounded(i.multipliedBy(place)));
    }

    /** Never zero, never less than {@code wait}. */
    static Duration rounded(Duration wait) {
        long minutes = Math.max(1, (wait.toSeconds() + (wait.toNanosPart() > 0 ? 1 : 0) + 59) / 60);
        long step = minutes <= 10 ? 1 : minutes <= 30 ? 5 : minutes <= 120 ? 10 : 30;
        return Duration.ofMinutes((minutes + step - 1) / step * step);
    }
}
