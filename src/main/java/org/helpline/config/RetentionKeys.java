package org.helpline.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How long {@code store.properties} has the past kept. */
final class RetentionKeys {

    private static final Shape<Duration> FROM_A_DAY = Shapes.duration("1d", "3650d");
    private static final Shape<Duration> FROM_A_YEAR = Shapes.duration("365d", "3650d");

    static final Key<Duration> CALLS = Key.of("store.calls-keep", "400d", orForEver(FROM_A_DAY));
    static final Key<Duration> SCORES = Key.of("store.scores-keep", "400d", orForEver(FROM_A_DAY));
    static final Key<Duration> VALUES = Key.of("store.values-keep", "400d", orForEver(FROM_A_DAY));
    static final Key<Duration> AUDIT = Key.of("store.audit-keep", "1830d", orForEver(FROM_A_YEAR));

    static final Key<Duration> ROUTING = Key.of("store.routing-keep", "30d", Shapes.duration("0", "3650d"));

    static final List<Key<?>> ALL = List.of(CALLS, SCORES, VALUES, AUDIT, ROUTING);

    private RetentionKeys() {}

    static Retention read(Values values) {
        Retention read = new Retention(
                values.get(CALLS), values.get(SCORES), values.get(VALUES), values.get(AUDIT), values.get(ROUTING));
        Duration events = values.get(EventKeys.KEEP);
        if (!read.calls().isZero() && read.calls().compareTo(events) < 0) {
            values.problem(
                    CALLS.name(),
                    "Calls are kept for less time than the events that tell of them (store.events-keep).",
                    "Write at least as much as there, or less there.");
        }
        return read;
    }

    /** The same, or {@code 0}. */
    static Shape<Duration> orForEver(Shape<Duration> shape) {
        return new Shape<>(
                shape.expected() + ", or 0 for ever",
                text -> text.equals("0")
                        ? Optional.of(Duration.ZERO)
                        : shape.parse().apply(text));
    }
}
