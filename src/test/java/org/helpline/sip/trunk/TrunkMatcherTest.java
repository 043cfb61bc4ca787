package org.helpline.sip.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.helpline.config.TrunkSettings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrunkMatcherTest {

    private static final Map<String, String> NAMES =
            Map.of("acme.example", "203.0.113.9", "sip.other.example", "198.51.100.77");

    /** name; from; header; dialled */
    private static final List<TrunkSettings> TRUNKS = List.of(
            trunk("wide", "198.51.0.0/16", "", ""),
            trunk("narrow", "198.51.100.0/24", "", ""),
            trunk("one", "198.51.100.7", "", ""),
            trunk("marked", "198.51.100.0/24", "X-Customer: 4711", ""),
            trunk("berlin", "198.51.100.0/24", "", "+4930*"),
            trunk("acme", "", "", ""),
            trunk("named", "sip.other.example", "", ""),
            trunk("six", "2001:db8::/32", "", ""));

    @DisplayName("P46, P52: the most particular trunk has the call, whatever form the dialled number is in")
    @ParameterizedTest(name = "from {0} with {1} to {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            198.51.3.4    | ''               | 100          | wide
            198.51.100.8  | ''               | 100          | narrow
            198.51.100.7  | ''               | 100          | one
            198.51.100.7  | X-Customer: 4711 | 100          | marked
            198.51.100.7  | X-Customer: 4712 | 100          | one
            198.51.100.7  | ''               | +4930123456  | berlin
            198.51.100.7  | ''               | 0049301234567 | berlin
            198.51.100.7  | ''               | 030123456    | berlin
            198.51.100.7  | ''               | 4930123456   | berlin
            198.51.100.7  | ''               | +4989123456  | one
            198.51.100.7  | X-Customer: 4711 | +4930123456  | marked
            203.0.113.9   | ''               | 100          | acme
            203.0.113.10  | ''               | 100          | nobody
            198.51.100.77 | ''               | 100          | named
            2001:db8::7   | ''               | 100          | six
            2001:db9::7   | ''               | 100          | nobody
            """)
    void theMostParticularTrunkHasTheCall(String from, String header, String dialled, String trunk) {
        assertThat(matcher(TRUNKS)
                        .match(call(from, header, dialled))
                        .map(TrunkSettings::name)
                        .orElse("nobody"))
                .isEqualTo(trunk);
        List<TrunkSettings> turned = new ArrayList<>(TRUNKS);
        if (!trunk.equals("named")) { // as particular as "narrow" would be an equal: the file's order decides
            java.util.Collections.reverse(turned);
            assertThat(matcher(turned)
                            .match(call(from, header, dialled))
                            .map(TrunkSettings::name)
                            .orElse("nobody"))
                    .isEqualTo(trunk);
        }
    }

    @DisplayName("P46: where no trunk matches, the reason says what came from where and what each trunk expects")
    @Test
    void theReasonNamesSourceAndExpectations() {
        List<TrunkSettings> two =
                List.of(trunk("acme", "198.51.100.0/24", "", ""), trunk("beta", "beta.example", "", ""));
        assertThat(matcher(two).whyNone(call("203.0.113.9", "", "100")))
                .isEqualTo(
                        "no trunk matched: the request came from udp 203.0.113.9:5060, trunk acme expects 198.51.100.0/24;"
                                + " trunk beta expects beta.example (no address of it is known). If the call is a trunk's, add the"
                                + " address to from of it in trunks.ini.");
    }

    @DisplayName("P46: a trunk whose address fits is named first, with the header and the numbers that do not")
    @Test
    void theNearestTrunkIsNamedFirst() {
        List<TrunkSettings> two = List.of(
                trunk("acme", "198.51.100.0/24", "", ""),
                trunk("beta", "203.0.113.0/24", "X-Customer: 4711", "+4930*, +4940*"));
        assertThat(matcher(two).whyNone(call("203.0.113.9", "X-Customer: 1", "100")))
                .startsWith(
                        "no trunk matched: the request came from udp 203.0.113.9:5060, trunk beta expects that source"
                                + " with header X-Customer: 4711 with a call to +4930*, +4940*; trunk acme expects 198.51.100.0/24.")
                .endsWith("Mend from-header or from-dialled of trunk beta in trunks.ini if the call is its.");
    }

    @Test
    void manyTrunksAreCountedNotListed() {
        assertThat(matcher(TRUNKS).whyNone(call("203.0.113.200", "", "100"))).contains("; and 5 more. ");
        assertThat(matcher(List.of()).whyNone(call("203.0.113.200", "", "100"))).contains("there is no trunk; add one");
    }

    @Test
    void aDisabledTrunkIsFoundOnlyWhereNoOtherIs() {
        TrunkSettings off = disabled(trunk("off", "203.0.113.7", "", ""));
        TrunkSettings on = trunk("on", "203.0.113.0/24", "", "");
        assertThat(matcher(List.of(off, on))
                        .match(call("203.0.113.7", "", "100"))
                        .map(TrunkSettings::name))
                .contains("on");
        assertThat(matcher(List.of(off)).match(call("203.0.113.7", "", "100")).map(TrunkSettings::name))
                .contains("off");
    }

    private static TrunkMatcher matcher(List<TrunkSettings> trunks) {
        return new TrunkMatcher(trunks, new TrunkMatcher.Whereabouts() {
            @Override
            public Set<InetAddress> ofTrunk(String trunk) {
                return ofName(trunk + ".example");
            }

            @Override
            public Set<InetAddress> ofName(String name) {
                return Optional.ofNullable(NAMES.get(name))
                        .map(a -> Set.of(InetAddress.ofLiteral(a)))
                        .orElse(Set.of());
            }
        });
    }

    private static TrunkMatcher.Arriving call(String from, String header, String dialled) {
        int colon = header.indexOf(':');
        return new TrunkMatcher.Arriving(
                InetAddress.ofLiteral(from),
                "udp " + from + ":5060",
                name -> colon > 0 && header.substring(0, colon).equals(name)
                        ? List.of(header.substring(colon + 1).strip())
                        : List.of(),
                dialled);
    }

    private static TrunkSettings trunk(String name, String from, String header, String dialled) {
        TrunkSettings t = Trunks.plain(name);
        return new TrunkSettings(
                t.name(),
                t.enabled(),
                t.server(),
                t.transport(),
                t.login(),
                t.ping(),
                new TrunkSettings.From(
                        from.isEmpty() ? List.of() : List.of(from),
                        header.isEmpty() ? Optional.empty() : Optional.of(header),
                        dialled.isEmpty() ? List.of() : List.of(dialled.split(", ", -1))),
                new TrunkSettings.Numbers(TrunkSettings.Form.PLUS, Optional.of("49"), "0", "00", ""),
                t.out(),
                t.shows(),
                t.most(),
                t.perSecond(),
                t.tls(),
                t.media());
    }

    private static TrunkSettings disabled(TrunkSettings t) {
        return new TrunkSettings(
                t.name(),
                false,
                t.server(),
                t.transport(),
                t.login(),
                t.ping(),
                t.from(),
                t.numbers(),
                t.out(),
                t.shows(),
                t.most(),
                t.perSecond(),
                t.tls(),
                t.media());
    }
}
