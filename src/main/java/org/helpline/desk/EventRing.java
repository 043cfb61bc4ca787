package org.helpline.desk;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/**
 * The last events of one agent, numbered 1, 2, 3 …, so that a page that lost its connection gets exactly what it missed.
 * Confined to the desk's loop.
 */
final class EventRing {

    private final int capacity;
    private final ArrayDeque<Event> kept = new ArrayDeque<>();
    private long newest;

    EventRing(int capacity) {
        this.capacity = capacity;
    }

    /** An event as it is sent. */
    record Event(long number, String text) {}

    /** The number that the next event will have. */
    long next() {
        return newest + 1;
    }

    /** The newest event's number; 0 before the first. */
    long newest() {
        return newest;
    }

    /** Keeps an event under {@link #next()}; the oldest falls out when the ring is full. */
    Event add(String text) {
        Event event = new Event(++newest, text);
        kept.add(event);
        if (kept.size() > capacity) {
            kept.remove();
        }
        return event;
    }

    /** What came after {@code number}, oldest first; empty when some of it is gone or the number is not ours. */
    Optional<List<Event>> after(long number) {
        long oldest = newest - kept.size() + 1;
        if (number > newest || number < oldest - 1) {
            return Optional.empty();
        }
        return Optional.of(kept.stream().filter(e -> e.number > number).toList());
    }
}
