package org.helpline.speech;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.helpline.core.Clock;

/** How an engine has fared: after several failures in a row it rests, so that callers do not wait for it each time. Any thread. */
final class Patience {

    static final int FAILURES = 3;
    static final Duration REST = Duration.ofSeconds(30);

    private static final Course FRESH = new Course(0, 0, "");

    private final Clock clock;
    private final AtomicReference<Course> course = new AtomicReference<>(FRESH);

    /** {@code restsFrom} in nanoseconds of the clock; of meaning after {@link #FAILURES} failures. */
    private record Course(int failures, long restsFrom, String last) {}

    Patience(Clock clock) {
        this.clock = clock;
    }

    /** Why it is not asked now; empty when it is. After its rest, one try decides. */
    Optional<String> resting() {
        Course now = Objects.requireNonNull(course.get());
        return now.failures() >= FAILURES && clock.nanos() - now.restsFrom() < REST.toNanos()
                ? Optional.of(now.last() + " (it failed " + now.failures() + " times and is not asked for "
                        + REST.toSeconds() + " s)")
                : Optional.empty();
    }

    /** What came of asking it. */
    void note(Optional<Engine.Failure> failure) {
        if (failure.isEmpty()) {
            course.set(FRESH);
        } else if (failure.get().isDown()) {
            long nanos = clock.nanos();
            String why = failure.get().why();
            course.updateAndGet(c -> new Course(c.failures() + 1, nanos, why));
        }
    }
}
