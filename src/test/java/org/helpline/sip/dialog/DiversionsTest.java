package org.helpline.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who passed a call on: RFC 5806, RFC 7044; and why one ends: RFC 3326. */
class DiversionsTest {

    private final Bench bench = new Bench();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Diversion: <sip:+4930111@gw>;reason=user-busy;counter=1 | +4930111",
                "Diversion: \"Desk, \\\"north\\\"\" <sip:+4930111@gw>;reason=no-answer | +4930111",
                "Diversion: <sip:b@gw>;reason=unknown, <sip:a@gw>;reason=unconditional | b",
                "Diversion: <tel:+4930111>;reason=unconditional | +4930111",
                "History-Info: <sip:a@gw>;index=1, <sip:b@gw;cause=302>;index=1.1 | a",
                "History-Info: <sip:a@gw>;index=1, <sip:b@gw>;index=1.1;mp=1 | a",
                "History-Info: <sip:a@gw>;index=1, <sip:b@gw;cause=486>;index=1.1;mp=1, <sip:c@gw;cause=408>;index=1.2;mp=1.1 | b",
                "History-Info: <sip:a@gw>;index=1, <sip:b@gw>;index=1.1;rc=1 | ''",
                "History-Info: <sip:a@gw>;index=1 | ''",
                "History-Info: <sip:a@gw?Reason=SIP%3Bcause%3D302>;index=1, <sip:b@gw;cause=302>;index=2 | a",
                "Diversion: nonsense | ''",
                "Diversion: <sip:@gw> | ''",
                "Subject: none | ''",
            })
    void isRead(String header, String user) {
        bench.receive(Wire.invite(header + "\n", Wire.SDP));
        assertThat(bench.calls.getLast().invite().divertedBy().value()).isEqualTo(user);
    }

    @Test
    void theNewestOfSeveralHeadersCounts() {
        bench.receive(Wire.invite("Diversion: <sip:second@gw>\nDiversion: <sip:first@gw>\n", Wire.SDP));
        assertThat(bench.calls.getLast().invite().divertedBy().value()).isEqualTo("second");
    }

    /** RFC 3323, RFC 3325 §9.3: who hides the number is hidden from every phone outside that we call for them. */
    @ParameterizedTest
    @CsvSource({"Privacy: id, true", "Privacy: user;id;critical, true", "Privacy: none, false", "Subject: id, false"})
    void aCallerWhoWantsToBeUnknownIs(String header, boolean withheld) {
        bench.receive(Wire.invite(header + "\n", Wire.SDP));
        assertThat(bench.calls.getLast().invite().withheld()).isEqualTo(withheld);
    }

    @Test
    void whatIsWrittenThereIsCleaned() {
        bench.receive(Wire.invite("Diversion: <sip:a%0d%0aX%3a%20y@gw>\n", Wire.SDP));
        assertThat(bench.calls.getLast().invite().divertedBy().value()).isEqualTo("aX: y");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Reason: Q.850;cause=17;text=\"User busy\" | User busy",
                "Reason: Q.850;cause=17 | Q.850 cause 17",
                "Reason: SIP;cause=200;text=\"Call completed elsewhere\" | Call completed elsewhere",
                "Reason: Q.850;cause=16, SIP;cause=200;text=\"elsewhere\" | elsewhere",
                "Subject: none | ''",
            })
    void theReasonOfAByeIsRead(String header, String reason) {
        assertThat(Reasons.of(Wire.within("BYE", "x", 8, header + "\n", ""))).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Call completed elsewhere", "call completed elsewhere by anna"})
    void aPhoneWhoseCallSomebodyElseTookIsToldSo(String why) {
        bench.call().end(487, why);
        assertThat(bench.wire.last().cancelLine).isEqualTo("Reason: SIP;cause=200;text=\"" + why + "\"");
    }

    @Test
    void anyOtherCancelIsNormalClearing() {
        bench.call().end(487, "The caller hung up\r\nX: y");
        assertThat(bench.wire.last().cancelLine).isEqualTo("Reason: Q.850;cause=16;text=\"The caller hung upX: y\"");
    }

    @Test
    void aPeerThatIsLostIsToldByAnotherCauseThanOneThatIsHungUp() {
        bench.talking().reInvite(Bench.OUR_SDP);
        bench.wire.last().user.onFailed("silence");
        assertThat(Wire.text(bench.wire.last().request)).contains("Reason: Q.850;cause=102;");
        Bench other = new Bench();
        other.talking().end(480, "done");
        assertThat(Wire.text(other.wire.last().request)).contains("Reason: Q.850;cause=16;text=\"done\"");
    }

    @Test
    void nothingIsDivertedWhereNobodySaysSo() {
        assertThat(Diversions.last(Wire.invite("", ""))).isEqualTo(Optional.empty());
    }
}
