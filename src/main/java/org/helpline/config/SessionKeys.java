package org.helpline.config;

import java.time.Duration;
import java.util.List;

/** What {@code sip.properties} knows of session timers. */
final class SessionKeys {

    static final Key<Boolean> TIMERS = Key.of("sip.session-timers", "yes", Shapes.flag());
    static final Key<Duration> EXPIRES = Key.of("sip.session-expires", "30m", Shapes.duration("90s", "1d"));
    static final Key<Duration> MIN_SE = Key.of("sip.min-se", "90s", Shapes.duration("90s", "1d"));
    static final Key<List<Network>> OFF = Key.of("sip.session-timers-off", "", Shapes.list(Shapes.network()));

    static final List<Key<?>> ALL = List.of(TIMERS, EXPIRES, MIN_SE, OFF);

    private SessionKeys() {}

    /** An interval below the shortest that we agree to would contradict itself, so it is raised to that. */
    static SessionTimers read(Values values) {
        Duration least = values.get(MIN_SE);
        Duration expires = values.get(EXPIRES);
        return new SessionTimers(
                values.get(TIMERS), expires.compareTo(least) < 0 ? least : expires, least, values.get(OFF));
    }
}
