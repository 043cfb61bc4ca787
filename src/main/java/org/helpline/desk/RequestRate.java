package org.helpline.desk;

import java.util.HashMap;
import java.util.Map;
import org.helpline.core.Clock;

/** How many requests each program may make: so many a second, and twice as many at once. Confined to the desk's loop. */
final class RequestRate {

    private final Clock clock;
    private final int perSecond;
    private final Map<String, Bucket> byName = new HashMap<>();

    RequestRate(Clock clock, int perSecond) {
        this.clock = clock;
        this.perSecond = perSecond;
    }

    /** Whether {@code name} may ask now; counts if so. Names are few: each is a token's. */
    boolean allows(String name) {
        long now = clock.nanos();
        Bucket before = byName.getOrDefault(name, new Bucket(2.0 * perSecond, now));
        double left = Math.min(2.0 * perSecond, before.left + (now - before.atNanos) / 1e9 * perSecond);
        byName.put(name, new Bucket(left >= 1 ? left - 1 : left, now));
        return left >= 1;
    }

    private record Bucket(double left, long atNanos) {}
}
