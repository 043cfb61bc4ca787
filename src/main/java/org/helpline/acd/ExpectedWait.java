package org.helpline.acd;

import java.time.Duration;
import java.util.Optional;

/**
 * How long a caller is likely to wait yet, as people tell it: from so many minutes to so many. It is rounded outwards, since nobody
 * minds a range that is a little wide: to the minute, from ten minutes on to five, from half an hour on to ten, from two hours on to
 * the half hour. Pure.
 */
public final class ExpectedWait {

    private ExpectedWait() {}

    /**
     * The wait of a caller of this queue.
     *
     * @param position from 1; 0 for a caller who would join now
     * @return empty while it cannot be known: too few answers yet, or nobody serves; and for a caller who would not wait
     */
    public static Optional<WaitRange> of(Board.QueueLine line, int position) {
        if (position == 0 && line.inLine() == 0) {
            return Optional.empty();
        }
        int place = position == 0 ? line.inLine() + 1 : position;
        return line.tempo().map(t -> rounded(t.range(place)));
    }

    private static WaitRange rounded(WaitRange wait) {
        return new WaitRange(down(wait.least()), up(wait.most()));
    }

    /** Never zero, never less than {@code wait}. */
    static Duration up(Duration wait) {
        long minutes = Math.max(1, (wait.toSeconds() + (wait.toNanosPart() > 0 ? 1 : 0) + 59) / 60);
        long step = step(minutes);
        return Duration.ofMinutes((minutes + step - 1) / step * step);
    }

    /** Zero below a minute, never more than {@code wait}. */
    static Duration down(Duration wait) {
        long minutes = wait.toMinutes();
        long step = step(minutes);
        return Duration.ofMinutes(minutes / step * step);
    }

    private static long step(long minutes) {
        return minutes <= 10 ? 1 : minutes <= 30 ? 5 : minutes <= 120 ? 10 : 30;
    }
}
