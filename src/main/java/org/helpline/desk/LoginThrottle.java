package org.helpline.desk;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.helpline.core.Clock;

/**
 * Slows down guessing: after a few wrong passwords for one key (a name, or a source address) each further one doubles the
 * time in which that key is not checked at all. A success forgets the name's failures. Confined to the desk's loop.
 */
final class LoginThrottle {

    private static final int MOST_KEYS = 10_000;

    private final Clock clock;
    private final int freeFailures;
    private final Duration longest;
    private final Map<String, Failures> byKey = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MOST_KEYS;
        }
    };

    /**
     * A throttle.
     *
     * @param freeFailures so many in a row cost nothing
     * @param longest the waiting time stops growing here
     */
    LoginThrottle(Clock clock, int freeFailures, Duration longest) {
        this.clock = clock;
        this.freeFailures = freeFailures;
        this.longest = longest;
    }

    /** How long the key is still refused; zero when it may try. */
    Duration remaining(String key) {
        Failures failures = byKey.get(key);
        if (failures == null) {
            return Duration.ZERO;
        }
        long left = failures.refusedUntilNanos - clock.nanos();
        return left > 0 ? Duration.ofNanos(left) : Duration.ZERO;
    }

    /** Counts a wrong password. A key that kept quiet for the longest time starts anew. */
    void failed(String key) {
        long now = clock.nanos();
        Failures before = byKey.get(key);
        boolean goesOn = before != null && now - before.lastNanos <= longest.toNanos() * 2;
        int count = before != null && goesOn ? before.count + 1 : 1;
        byKey.put(key, new Failures(count, now, now + penalty(count).toNanos()));
    }

    /** Forgets the key's failures. */
    void succeeded(String key) {
        byKey.remove(key);
    }

    private Duration penalty(int count) {
        if (count < freeFailures) {
            return Duration.ZERO;
        }
        Duration doubled = Duration.ofSeconds(1L << Math.min(20, count - freeFailures));
        return doubled.compareTo(longest) < 0 ? doubled : longest;
    }

    private record Failures(int count, long lastNanos, long refusedUntilNanos) {}
}
