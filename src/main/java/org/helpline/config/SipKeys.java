package org.helpline.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What {@code sip.properties} knows. */
final class SipKeys {

    static final Key<List<String>> LISTEN = Key.of("sip.listen", "*:5060", Shapes.distinct(Shapes.hostPort()));
    static final Key<Boolean> TCP = Key.of("sip.tcp", "yes", Shapes.flag());
    static final Key<String> ADVERTISED = Key.of(
            "sip.advertised",
            "",
            Shapes.matching("a host name or address, or nothing", t -> t.matches("[\\w.-]*|\\[?[0-9a-fA-F:.]+]?")));
    static final Key<Integer> LOOPS = Key.of("sip.loops", "0", Shapes.whole(0, 64));
    static final Key<String> REALM = Key.of(
            "sip.realm", "helpline", Shapes.matching("a name without quotes", t -> t.matches("[\\w. @-]{1,64}")));
    static final Key<List<String>> DIGESTS = Key.of(
            "sip.digests",
            "SHA-256, MD5",
            Shapes.distinct(Shapes.matching("SHA-256 or MD5", t -> t.equals("SHA-256") || t.equals("MD5"))));
    static final Key<Integer> MAX_DATAGRAM = Key.of("sip.max-datagram", "8192", Shapes.whole(1500, 65_507));
    static final Key<Integer> MAX_CALLS = Key.of("sip.max-calls", "1000", Shapes.whole(1, 1_000_000));
    static final Key<Integer> CALLS_PER_SECOND = Key.of("sip.calls-per-second", "100", Shapes.whole(1, 100_000));
    static final Key<Integer> PER_SOURCE = Key.of("sip.calls-per-second-per-source", "50", Shapes.whole(1, 100_000));
    static final Key<Integer> TCP_CONNECTIONS = Key.of("sip.tcp-connections", "8192", Shapes.whole(1, 1_000_000));
    static final Key<Integer> TCP_CONNECTIONS_PER_SOURCE =
            Key.of("sip.tcp-connections-per-source", "512", Shapes.whole(1, 1_000_000));
    static final Key<Duration> TCP_MESSAGE = Key.of("sip.tcp-message", "32s", Shapes.duration("1s", "10m"));
    static final Key<Duration> TCP_IDLE = Key.of("sip.tcp-idle", "10m", Shapes.duration("10s", "1d"));

    static final Key<Integer> BAN_AFTER = Key.of("sip.ban-after", "20", Shapes.whole(0, 100_000));
    static final Key<Duration> BAN_WINDOW = Key.of("sip.ban-window", "1m", Shapes.duration("1s", "1d"));
    static final Key<Duration> BAN_TIME = Key.of("sip.ban-time", "10m", Shapes.duration("1s", "1d"));
    static final Key<List<Network>> BAN_NEVER =
            Key.of("sip.ban-never", "127.0.0.0/8, ::1", Shapes.list(Shapes.network()));
    static final Key<Integer> REQUESTS_PER_SOURCE =
            Key.of("sip.requests-per-second-per-source", "200", Shapes.whole(0, 1_000_000));
    static final Key<List<String>> SCANNERS = Key.of(
            "sip.scanners",
            "friendly-scanner, sipvicious, sundayddr, sip-scan, sipscan, smap, iwar, sivus, pplsip",
            Shapes.list(Shapes.matching("part of a User-Agent", t -> t.matches("[ -~]{3,40}"))));

    /** The guard without any setting. */
    static final SipSettings.Guard GUARD = new SipSettings.Guard(
            BAN_AFTER.usually(),
            BAN_WINDOW.usually(),
            BAN_TIME.usually(),
            BAN_NEVER.usually(),
            REQUESTS_PER_SOURCE.usually(),
            SCANNERS.usually());

    static final List<Key<?>> ALL = List.of(
            LISTEN,
            TCP,
            ADVERTISED,
            LOOPS,
            REALM,
            DIGESTS,
            MAX_DATAGRAM,
            MAX_CALLS,
            CALLS_PER_SECOND,
            PER_SOURCE,
            TCP_CONNECTIONS,
            TCP_CONNECTIONS_PER_SOURCE,
            TCP_IDLE,
            TCP_MESSAGE,
            BAN_AFTER,
            BAN_WINDOW,
            BAN_TIME,
            BAN_NEVER,
            REQUESTS_PER_SOURCE,
            SCANNERS);

    private SipKeys() {}

    static SipSettings read(Values values, Map<String, Secret> phones, Map<String, String> staticContacts) {
        return new SipSettings(
                values.get(LISTEN),
                values.get(TCP),
                values.get(ADVERTISED),
                values.get(LOOPS),
                values.get(REALM),
                values.get(DIGESTS),
                values.get(MAX_DATAGRAM),
                values.get(MAX_CALLS),
                values.get(CALLS_PER_SECOND),
                values.get(PER_SOURCE),
                new SipSettings.Connections(
                        values.get(TCP_CONNECTIONS),
                        values.get(TCP_CONNECTIONS_PER_SOURCE),
                        values.get(TCP_IDLE),
                        values.get(TCP_MESSAGE)),
                phones,
                staticContacts,
                new SipSettings.Guard(
                        values.get(BAN_AFTER),
                        values.get(BAN_WINDOW),
                        values.get(BAN_TIME),
                        values.get(BAN_NEVER),
                        values.get(REQUESTS_PER_SOURCE),
                        values.get(SCANNERS)));
    }
}
