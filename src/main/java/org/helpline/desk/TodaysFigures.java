package org.helpline.desk;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.helpline.core.Clock;
import org.helpline.core.QueueName;
import org.helpline.desk.LiveFigures.Today;

/**
 * The last figures of today: asked for every few seconds, and more seldom where that takes long, so that a busy day's counting never has
 * more than a twentieth of a processor. Confined to the desk's loop.
 */
final class TodaysFigures {

    private static final Duration REST = Duration.ofSeconds(3);
    private static final int SHARE = 20;

    private final LiveFigures figures;
    private final Clock clock;
    private final Executor loop;
    private Optional<Map<QueueName, Today>> last = Optional.empty();
    private boolean asking;
    private long dueNanos;

    TodaysFigures(LiveFigures figures, Clock clock, Executor loop) {
        this.figures = figures;
        this.clock = clock;
        this.loop = loop;
        this.dueNanos = clock.nanos();
    }

    /** Asks if it is time. */
    void look() {
        long began = clock.nanos();
        if (asking || began - dueNanos < 0) {
            return;
        }
        asking = true;
        figures.today()
                .whenCompleteAsync(
                        (now, fault) -> {
                            asking = false;
                            dueNanos = clock.nanos() + Math.max(REST.toNanos(), SHARE * (clock.nanos() - began));
                            if (fault == null) {
                                last = now;
                            }
                        },
                        loop);
    }

    /** Empty while nobody knows them. */
    Optional<Map<QueueName, Today>> last() {
        return last;
    }
}
