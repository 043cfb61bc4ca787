package org.helpline.sip.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.helpline.config.TrunkSettings;
import org.helpline.core.Personal;
import org.helpline.sip.OutCall;
import org.helpline.sip.dialog.Headers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PresentationTest {

    private static OutCall call(String number, String name, boolean withhold) {
        return new OutCall(
                "+49170", List.of(), new Personal(number), new Personal(name), withhold, Optional.of("+4930999"), "");
    }

    private static Presentation of(TrunkSettings trunk, OutCall call) {
        return Presentation.of(trunk, call, n -> n);
    }

    @ParameterizedTest
    @CsvSource({
        // login, passCaller, asserted, withheld: From, then the other lines
        "no, yes, no, no, '\"Ada\" <sip:+4930123@acme.example>', ''",
        "no, no, no, no, <sip:+4930555@acme.example>, ''",
        "yes, yes, no, no, '\"Ada\" <sip:+4930123@acme.example>', ''",
        "yes, yes, yes, no, '\"Ada\" <sip:account@acme.example>', 'P-Asserted-Identity: <sip:+4930123@acme.example>'",
        "yes, no, yes, no, <sip:account@acme.example>, 'P-Asserted-Identity: <sip:+4930555@acme.example>'",
        "no, yes, no, yes, '\"Anonymous\" <sip:anonymous@anonymous.invalid>', 'Privacy: id'",
        "no, yes, yes, yes, '\"Anonymous\" <sip:anonymous@anonymous.invalid>',"
                + " 'P-Asserted-Identity: <sip:+4930555@acme.example>|Privacy: id'",
    })
    void whoIsSeen(String login, String passes, String asserted, String withheld, String from, String headers) {
        TrunkSettings trunk = Trunks.showing(
                "acme", login.equals("yes"), Trunks.shows(passes.equals("yes"), asserted.equals("yes"), false));
        Presentation seen = of(trunk, call("+4930123", "Ada", withheld.equals("yes")));
        assertThat(seen.from()).isEqualTo(from);
        assertThat(String.join("|", seen.headers())).isEqualTo(headers);
    }

    @Test
    void whoPassesTheCallOnIsTold() {
        TrunkSettings trunk = Trunks.showing("acme", false, Trunks.shows(true, false, true));
        assertThat(of(trunk, call("+4930123", "", false)).headers())
                .containsExactly("Diversion: <sip:+4930999@acme.example>;reason=unconditional");
    }

    @Test
    void aNumberThatTheProviderDoesNotAllowIsReplacedByOurs() {
        TrunkSettings trunk = Trunks.showing(
                "acme", false, new TrunkSettings.Shows(Optional.empty(), true, List.of("+4930*"), false, false));
        assertThat(of(trunk, call("+4930123", "", false)).from()).isEqualTo("<sip:+4930123@acme.example>");
        assertThat(of(trunk, call("+1555", "Bob", false)).from()).isEqualTo("<sip:+4930999@acme.example>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+49\r\nX-Evil: 1",
                "a@b>\r\nVia: x",
                "\"><sip:evil@x>;tag=1",
                "1;user=phone?X-Evil=1",
                "\u0000\u0007\u2028x",
                "<sip:a@b>,<sip:c@d>",
                "a b%0d%0aX-Evil: 1"
            })
    void noHeaderCanBeSmuggledInByACaller(String hostile) {
        TrunkSettings trunk = Trunks.showing("acme", false, Trunks.shows(true, true, true));
        OutCall call = new OutCall(
                hostile, List.of(), new Personal("+4930123"), new Personal(hostile), false, Optional.of(hostile), "");
        Presentation seen = of(trunk, call);
        assertThat(of(trunk, call(hostile, hostile, false)).from()).isEqualTo("<sip:+4930555@acme.example>");
        assertThat(seen.from()).doesNotContain("\r", "\n", "\u0000", "\u2028").endsWith("@acme.example>");
        String address = seen.from().substring(seen.from().lastIndexOf('<'));
        assertThat(address).matches("<sip:[A-Za-z0-9%+._!~*'()&=$,;?/-]+@acme\\.example>");
        assertThat(Headers.of("From: " + seen.from() + ";tag=t").toString()).endsWith("@acme.example>;tag=t\r\n");
        seen.headers().forEach(Headers::of);
        assertThat(seen.headers()).hasSize(2).allSatisfy(line -> {
            assertThat(line).doesNotContain("\r", "\n", "\u0000");
            assertThat(line.chars().filter(c -> c == '<').count()).isEqualTo(1);
        });
    }
}
