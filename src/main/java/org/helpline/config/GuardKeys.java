package org.helpline.config;

import java.time.Duration;
import java.util.List;

/** What {@code sip.properties} knows of who is not listened to. */
final class GuardKeys {

    static final Key<Integer> BAN_AFTER = Key.of("sip.ban-after", "20", Shapes.whole(0, 100_000));
    static final Key<Duration> BAN_WINDOW = Key.of("sip.ban-window", "1m", Shapes.duration("1s", "1d"));
    static final Key<Duration> BAN_TIME = Key.of("sip.ban-time", "10m", Shapes.duration("1s", "1d"));
    static final Key<List<Network>> NEVER = Key.of("sip.ban-never", "127.0.0.0/8, ::1", Shapes.list(Shapes.network()));
    static final Key<Integer> REQUESTS_PER_SOURCE =
            Key.of("sip.requests-per-second-per-source", "200", Shapes.whole(0, 1_000_000));
    static final Key<List<String>> SCANNERS = Key.of(
            "sip.scanners",
            "friendly-scanner, sipvicious, sundayddr, sip-scan, sipscan, smap, iwar, sivus, pplsip",
            Shapes.list(Shapes.matching("part of a User-Agent", t -> t.matches("[ -~]{3,40}"))));

    static final List<Key<?>> ALL = List.of(BAN_AFTER, BAN_WINDOW, BAN_TIME, NEVER, REQUESTS_PER_SOURCE, SCANNERS);

    /** Without any setting. */
    static final SipGuard USUAL = new SipGuard(
            BAN_AFTER.usually(),
            BAN_WINDOW.usually(),
            BAN_TIME.usually(),
            NEVER.usually(),
            REQUESTS_PER_SOURCE.usually(),
            SCANNERS.usually());

    private GuardKeys() {}

    static SipGuard read(Values values) {
        return new SipGuard(
                values.get(BAN_AFTER),
                values.get(BAN_WINDOW),
                values.get(BAN_TIME),
                values.get(NEVER),
                values.get(REQUESTS_PER_SOURCE),
                values.get(SCANNERS));
    }
}
