package org.helpline.media;

import java.util.concurrent.atomic.AtomicLongArray;

/** One loop's counters: plain while it ticks, published at the tick's end for other threads to read. */
final class LoopCounts {

    private static final int FIELDS = 6;

    long received;
    long sent;
    long relayed;
    long strangers;
    long late;
    long forged;
    private final AtomicLongArray published = new AtomicLongArray(FIELDS);

    /** Shows the counters to other threads. Loop only. */
    void publish() {
        published.setOpaque(0, received);
        published.setOpaque(1, sent);
        published.setOpaque(2, relayed);
        published.setOpaque(3, strangers);
        published.setOpaque(4, late);
        published.setOpaque(5, forged);
    }

    /** Sums this loop's published counters with {@code other}. Any thread. */
    MediaEngine.Counts plus(MediaEngine.Counts other) {
        return new MediaEngine.Counts(
                other.legs(),
                other.ports(),
                other.received() + published.getOpaque(0),
                other.sent() + published.getOpaque(1),
                other.relayed() + published.getOpaque(2),
                other.strangers() + published.getOpaque(3),
                other.late() + published.getOpaque(4),
                other.forged() + published.getOpaque(5));
    }
}
