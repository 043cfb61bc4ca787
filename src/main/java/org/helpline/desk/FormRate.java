package org.helpline.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.helpline.config.CallbackSettings;
import org.helpline.core.Clock;

/** How often a public form may be sent from one address, and how much it may book in a day. Confined to the desk's loop. */
final class FormRate {

    private static final int MOST_SOURCES = 10_000;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final Clock clock;
    private final Map<String, Sent> bySource = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Sent> eldest) {
            return size() > MOST_SOURCES;
        }
    };
    private Sent day;

    private record Sent(Instant since, int times) {

        Sent oneMore(Instant now, Duration window) {
            return since.plus(window).isAfter(now) ? new Sent(since, times + 1) : new Sent(now, 1);
        }

        int within(Instant now, Duration window) {
            return since.plus(window).isAfter(now) ? times : 0;
        }
    }

    FormRate(Clock clock) {
        this.clock = clock;
        this.day = new Sent(clock.now(), 0);
    }

    /** Whether this address may send now, and the day has room for what it books; counts what was sent. */
    boolean allows(String source, CallbackSettings.Form form) {
        Instant now = clock.now();
        Sent sent = bySource.getOrDefault(source, new Sent(now, 0)).oneMore(now, MINUTE);
        bySource.put(source, sent);
        return sent.times() <= form.aMinute() && day.within(now, DAY) < form.aDay();
    }

    /** One was booked. */
    void booked() {
        day = day.oneMore(clock.now(), DAY);
    }
}
