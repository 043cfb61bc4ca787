package org.helpline.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code sip.properties} knows. */
final class SipKeys {

    static final Key<List<String>> LISTEN = Key.of("sip.listen", "*:5060", Shapes.distinct(Shapes.hostPort()));
    static final Key<Boolean> TCP = Key.of("sip.tcp", "yes", Shapes.flag());
    static final Key<String> ADVERTISED = Key.of(
            "sip.advertised",
            "",
            Shapes.matching("a host name or address, or nothing", t -> t.matches("[\\w.-]*|\\[?[0-9a-fA-F:.]+]?")));
    static final Key<List<Network>> LOCAL_NETWORKS = Key.of("sip.local-networks", "", Shapes.list(Shapes.network()));
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

    /** A browser on this machine asks the desk for the port. */
    private static final List<String> HERE = List.of("127.0.0.1:0");

    static final Key<List<String>> TLS_LISTEN = Key.of("sip.tls-listen", "auto", listens("auto"));
    static final Key<List<String>> WS_LISTEN = Key.of("sip.ws-listen", "auto", listens("auto"));
    static final Key<List<String>> WSS_LISTEN = Key.of("sip.wss-listen", "", listens(""));
    static final Key<List<String>> WS_ORIGINS = Key.of(
            "sip.ws-origins",
            "",
            Shapes.list(Shapes.matching(
                    "an origin such as https://desk.example.org, or *",
                    t -> t.matches("https?://[\\w.:\\[\\]-]+|\\*"))));
    static final Key<Duration> HANDSHAKE = Key.of("sip.handshake", "10s", Shapes.duration("1s", "1m"));

    static final Key<List<String>> NAME_SERVERS = Key.of(
            "sip.name-servers",
            "",
            Shapes.list(Shapes.matching(
                    "an address, such as 192.0.2.53, 192.0.2.53:5353, 2001:db8::53 or [2001:db8::53]:5353",
                    t -> t.matches(
                            "[0-9.]{7,15}(:[0-9]{1,5})?|[0-9a-fA-F:.]{2,45}|\\[[0-9a-fA-F:.]{2,45}](:[0-9]{1,5})?"))));

    static final List<Key<?>> ALL = List.of(
            LISTEN,
            TCP,
            ADVERTISED,
            LOCAL_NETWORKS,
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
            TLS_LISTEN,
            WS_LISTEN,
            WSS_LISTEN,
            WS_ORIGINS,
            HANDSHAKE,
            NAME_SERVERS);

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
                doors(values),
                phones,
                staticContacts,
                GuardKeys.read(values),
                values.get(NAME_SERVERS),
                SessionKeys.read(values),
                values.get(LOCAL_NETWORKS));
    }

    /** Addresses between commas, none, or a word. */
    private static Shape<List<String>> listens(String word) {
        Shape<List<String>> addresses = Shapes.list(Shapes.hostPort());
        return new Shape<>(
                addresses.expected() + (word.isEmpty() ? "" : ", or " + word) + ", or nothing",
                text -> !word.isEmpty() && text.equals(word)
                        ? Optional.of(List.of(word))
                        : addresses.parse().apply(text));
    }

    private static SipDoors doors(Values values) {
        boolean usual = values.get(TLS_LISTEN).equals(List.of("auto"));
        List<String> tls = usual
                ? values.get(LISTEN).stream().map(SipKeys::portAbove).distinct().toList()
                : values.get(TLS_LISTEN);
        return new SipDoors(
                tls,
                usual,
                values.get(WS_LISTEN).equals(List.of("auto")) ? HERE : values.get(WS_LISTEN),
                values.get(WSS_LISTEN),
                values.get(WS_ORIGINS),
                values.get(HANDSHAKE));
    }

    /** 5061 is to 5060 as any port to the one below it; where the system chooses, it chooses again. */
    private static String portAbove(String entry) {
        int colon = entry.lastIndexOf(':');
        int port = Integer.parseInt(entry.substring(colon + 1));
        return entry.substring(0, colon + 1) + (port == 0 || port == 65_535 ? 0 : port + 1);
    }
}
