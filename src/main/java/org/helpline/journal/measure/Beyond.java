package org.helpline.journal.measure;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What formulas must know beyond the interval: wrap-ups that came later, and whether the caller came again. Immutable after it was made. */
final class Beyond {

    private final long now;
    private final Map<String, List<Contact>> ofCaller;
    private final Map<Part, Long> wraps = new HashMap<>();

    /**
     * From rows.
     *
     * @param now in milliseconds since 1970
     * @param parts whose wrap-ups are wanted
     * @param spans the wrap-ups of their calls
     * @param ofCaller calls of each caller who is known, in order of time
     */
    Beyond(long now, List<Part> parts, List<Span> spans, Map<String, List<Contact>> ofCaller) {
        this.now = now;
        this.ofCaller = ofCaller;
        for (Span span : spans) {
            long length = (span.ended() == 0 ? Math.max(now, span.began()) : span.ended()) - span.began();
            owner(parts, span).ifPresent(p -> wraps.merge(p, length, Long::sum));
        }
    }

    private static Optional<Part> owner(List<Part> parts, Span span) {
        return parts.stream()
                .filter(p -> p.isTaken()
                        && p.call().equals(span.call())
                        && p.agent().equals(span.agent())
                        && p.began() <= span.began())
                .max(Comparator.comparingLong(Part::began));
    }

    long now() {
        return now;
    }

    /** Milliseconds of wrap-up after a part. */
    long wrapUp(Part part) {
        return wraps.getOrDefault(part, 0L);
    }

    /** Whether the same caller came again within a time, in a call of this kind. */
    boolean cameAgain(Contact first, Duration within, Predicate<Contact> kind) {
        long end = first.at() + within.toMillis();
        return ofCaller.getOrDefault(first.caller(), List.of()).stream()
                .anyMatch(c -> c.at() > first.at() && c.at() < end && !c.call().equals(first.call()) && kind.test(c));
    }

    /** Whether so much time has gone by since that all that could follow has. */
    boolean isOver(Contact contact, Duration time) {
        return contact.at() + time.toMillis() <= now;
    }
}
