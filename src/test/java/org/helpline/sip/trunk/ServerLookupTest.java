package org.helpline.sip.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.helpline.config.TrunkSettings.Transport;
import org.helpline.sip.trunk.Places.Place;
import org.helpline.sip.trunk.Resolver.Kind;
import org.helpline.sip.trunk.Resolver.Question;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 3263 §4 on tables. */
class ServerLookupTest {

    private static final long NOW = 1_000_000_000L;

    /** all.example has everything, srv.example no NAPTR, a.example addresses alone. */
    private static Zone zone() {
        return new Zone()
                .naptr("all.example", 20, 1, "SIP+D2U", "_sip._udp.all.example")
                .naptr("all.example", 10, 2, "SIP+D2T", "_sip._tcp.all.example")
                .naptr("all.example", 10, 1, "H323+D2U", "_h323._udp.all.example")
                .srv("_sip._tcp.all.example", 0, 1, 5080, "b.example")
                .srv("_sip._udp.all.example", 0, 1, 5070, "a.example")
                .srv("_sips._tcp.all.example", 0, 1, 5071, "a.example")
                .naptr("secure.example", 1, 1, "SIPS+D2T", "_sips._tcp.all.example")
                .srv("_sip._tcp.srv.example", 0, 1, 5090, "b.example")
                .naptr("halfway.example", 1, 1, "SIP+D2T", "_sip._tcp.nowhere.example")
                .naptr("halfway.example", 2, 1, "SIP+D2U", "_sip._udp.all.example")
                .address("a.example", "192.0.2.1")
                .address("b.example", "192.0.2.2")
                .address("b.example", "2001:db8::2");
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.9,         AUTO, UDP 192.0.2.9:5060",
        "192.0.2.9,         TLS,  TLS 192.0.2.9:5061",
        "192.0.2.9:5062,    TCP,  TCP 192.0.2.9:5062",
        "2001:db8::9,       AUTO, UDP [2001:db8::9]:5060",
        "[2001:db8::9]:55,  AUTO, UDP [2001:db8::9]:55",
        "all.example,       AUTO, TCP b.example:5080 192.0.2.2 2001:db8::2",
        "all.example,       UDP,  UDP a.example:5070 192.0.2.1",
        "all.example,       TLS,  TLS a.example:5071 192.0.2.1",
        "secure.example,    AUTO, TLS a.example:5071 192.0.2.1",
        "srv.example,       AUTO, TCP b.example:5090 192.0.2.2 2001:db8::2",
        "srv.example,       UDP,  ''",
        "halfway.example,   AUTO, UDP a.example:5070 192.0.2.1",
        "a.example,         AUTO, UDP a.example:5060 192.0.2.1",
        "a.example,         TLS,  TLS a.example:5061 192.0.2.1",
        "b.example:5099,    AUTO, UDP b.example:5099 192.0.2.2 2001:db8::2",
        "all.example:5099,  AUTO, ''",
        "nowhere.example,   AUTO, ''",
    })
    void findsTheServers(String server, Transport transport, String expected) {
        ServerLookup.Result found = ServerLookup.find(server, transport, zone(), Map.of(), NOW);
        assertThat(found.places().all().stream().map(ServerLookupTest::told).collect(Collectors.joining(", ")))
                .isEqualTo(expected);
        assertThat(found.trouble()).isEmpty();
    }

    @Test
    void anAddressOrAPortNeedsNoService() {
        Zone zone = zone();
        ServerLookup.find("192.0.2.1", Transport.AUTO, zone, Map.of(), NOW);
        assertThat(zone.asked).isEmpty();
        ServerLookup.find("a.example:5060", Transport.AUTO, zone, Map.of(), NOW);
        assertThat(zone.asked).extracting(Question::kind).containsExactly(Kind.A, Kind.AAAA);
    }

    @Test
    void asksAgainBeforeTheAnswerEndsAndNotSooner() {
        Zone zone = zone().ttl(Duration.ofSeconds(100));
        ServerLookup.Result first = ServerLookup.find("a.example:5060", Transport.AUTO, zone, Map.of(), NOW);
        assertThat(first.life()).isEqualTo(Duration.ofSeconds(80));
        zone.asked.clear();
        ServerLookup.find(
                "a.example:5060",
                Transport.AUTO,
                zone,
                first.kept(),
                NOW + Duration.ofSeconds(79).toNanos());
        assertThat(zone.asked).isEmpty();
        ServerLookup.find(
                "a.example:5060",
                Transport.AUTO,
                zone,
                first.kept(),
                NOW + Duration.ofSeconds(80).toNanos());
        assertThat(zone.asked).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"0, 10", "1, 10", "100, 80", "1000000, 3600"})
    void believesAnAnswerWithinBounds(long ttl, long life) {
        Zone zone = zone().address("a.example", "2001:db8::1").ttl(Duration.ofSeconds(ttl));
        assertThat(ServerLookup.find("a.example:5060", Transport.AUTO, zone, Map.of(), NOW)
                        .life())
                .isEqualTo(Duration.ofSeconds(life));
    }

    @Test
    void believesANoForMinutesOnly() {
        Zone zone = zone().ttl(Duration.ofDays(1));
        assertThat(ServerLookup.find("nowhere.example:5060", Transport.AUTO, zone, Map.of(), NOW)
                        .life())
                .isEqualTo(ServerLookup.LONGEST_NO);
    }

    @Test
    void keepsTheLastGoodAnswerWhileNobodyAnswers() {
        Zone zone = zone();
        ServerLookup.Result first = ServerLookup.find("all.example", Transport.AUTO, zone, Map.of(), NOW);
        zone.dies("no name server answers");
        Map<Question, ServerLookup.Kept> kept = first.kept();
        for (int day = 1; day < 4; day++) {
            ServerLookup.Result later = ServerLookup.find(
                    "all.example",
                    Transport.AUTO,
                    zone,
                    kept,
                    NOW + Duration.ofDays(day).toNanos());
            assertThat(later.places()).isEqualTo(first.places());
            assertThat(later.trouble()).isNotEmpty().allMatch(t -> t.contains("no name server answers"));
            assertThat(later.life()).isEqualTo(ServerLookup.AGAIN);
            kept = later.kept();
        }
        zone.dies("").without("b.example").address("b.example", "192.0.2.77");
        ServerLookup.Result after = ServerLookup.find(
                "all.example",
                Transport.AUTO,
                zone,
                kept,
                NOW + Duration.ofDays(5).toNanos());
        assertThat(told(after.places().all().getFirst())).endsWith("192.0.2.77");
    }

    @Test
    void aNameThatIsGoneIsGone() {
        Zone zone = zone();
        ServerLookup.Result first = ServerLookup.find("a.example:5060", Transport.AUTO, zone, Map.of(), NOW);
        zone.without("a.example");
        ServerLookup.Result later = ServerLookup.find(
                "a.example:5060",
                Transport.AUTO,
                zone,
                first.kept(),
                NOW + Duration.ofDays(1).toNanos());
        assertThat(later.places().all()).isEmpty();
    }

    @Test
    void aZoneThatIsTooLargeIsCut() {
        Zone zone = new Zone();
        for (int i = 0; i < 100; i++) {
            zone.srv("_sip._udp.big.example", i, 1, 5060, "h" + i).address("h" + i, "192.0.2.1");
        }
        List<Place> places = ServerLookup.find("big.example", Transport.UDP, zone, Map.of(), NOW)
                .places()
                .all();
        assertThat(places).hasSize(16);
    }

    private static String told(Place p) {
        String addresses = p.addresses().stream()
                .map(a -> a.getHostAddress().replaceFirst("(^|:)(0(:|$))+", "::"))
                .filter(a -> !p.host().equals(a) && !p.host().equals("[" + a + "]"))
                .map(a -> " " + a)
                .collect(Collectors.joining());
        return p.transport() + " " + p.host() + ":" + p.port() + addresses;
    }
}
