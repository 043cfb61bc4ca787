package org.helpline.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import gov.nist.javax.sip.message.SIPRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalsTest {

    private final Bench bench = new Bench();

    @ParameterizedTest
    @CsvSource({
        "MESSAGE, 405",
        "SUBSCRIBE, 405",
        "NOTIFY, 481",
        "PUBLISH, 405",
        "REFER, 403",
        "UPDATE, 481",
        "PRACK, 481",
        "BYE, 481",
        "INFO, 481",
        "NEWMETHOD, 501",
        "OPTIONS, 200",
        "REGISTER, 401",
    })
    void outsideADialogEachMethodHasItsAnswer(String method, int status) {
        FakeServerTransaction answer = bench.receive(outside(method, "sip:x@192.0.2.1", ""));
        assertThat(answer.statuses()).containsExactly(status);
        assertThat(answer.last().getToTag()).isNotEmpty();
        if (status == 405 || status == 501 || method.equals("OPTIONS")) {
            assertThat(Headers.tokens(answer.last(), "Allow"))
                    .contains(
                            "INVITE",
                            "ACK",
                            "CANCEL",
                            "BYE",
                            "OPTIONS",
                            "INFO",
                            "REFER",
                            "REGISTER",
                            "PRACK",
                            "UPDATE");
        }
    }

    @Test
    void optionsTellsWhatWeTake() {
        String text = Wire.text(bench.receive(outside("OPTIONS", "sip:192.0.2.1", "Max-Forwards: 0\n"))
                .last());
        assertThat(text)
                .contains(
                        "Accept: application/sdp\r\n",
                        "Accept-Encoding: identity\r\n",
                        "Supported: 100rel,replaces,timer");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tel:+19005551234 | '' | '' | 416 | ''",
                "sips:100@192.0.2.1 | '' | '' | 416 | ''",
                "nobody:knows | '' | '' | 416 | ''",
                "sip:100@192.0.2.1 | 'Require: 100rel, precondition, nosuch' | '' | 420 | Unsupported: precondition,nosuch",
                "sip:100@192.0.2.1 | 'Content-Type: application/pidf+xml' | <a/> | 415 | Accept: application/sdp",
                "sip:100@192.0.2.1 | 'Content-Type: multipart/mixed;boundary=b' | --b-- | 415 | Accept: application/sdp",
                "sip:100@192.0.2.1 | 'Content-Encoding: gzip' | v=0 | 415 | Accept-Encoding: identity",
                "sip:100@192.0.2.1 | 'Accept: text/plain' | v=0 | 406 | Accept: application/sdp",
            })
    void anInviteThatCannotBeServedSaysWhyAndIsTold(String uri, String more, String body, int status, String header) {
        String type = body.isEmpty() || more.contains("Content-Type") ? "" : "Content-Type: application/sdp\n";
        SIPRequest invite = Wire.request(head("INVITE", uri) + (more.isEmpty() ? "" : more + "\n") + type, body);
        FakeServerTransaction answer = bench.receive(invite);

        assertThat(answer.statuses()).containsExactly(status);
        assertThat(Wire.text(answer.last()).replace(", ", ",")).contains(header);
        assertThat(bench.refusals)
                .hasSize(1)
                .first()
                .asString()
                .startsWith(status + " ")
                .endsWith(".");
        assertThat(bench.calls).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Accept: application/sdp, text/plain\n",
                "Accept: */*\n",
                "Accept: application/*;q=0.5\n",
                "Content-Encoding: identity\n",
                "Require: \n",
                "Proxy-Require: nothing\n",
            })
    void whatDoesNotMatterIsLeftAside(String more) {
        bench.receive(Wire.invite(more, Wire.SDP));
        assertThat(bench.calls).hasSize(1);
    }

    @Test
    void theSdpPartOfAMultipartBodyIsTheOffer() {
        String body =
                "preamble\r\n--b1\r\nContent-Type: application/isup\r\n\r\nxx\r\n--b1\r\nContent-Type: application/sdp\r\n\r\n"
                        + Wire.SDP + "\r\n--b1--\r\n";
        bench.receive(Wire.invite("Content-Type: multipart/mixed;boundary=\"b1\"\n", body));
        assertThat(bench.calls.getFirst().invite().offer().orElseThrow()).startsWith(Wire.SDP);
    }

    @Test
    void anOptionalBodyMayBeStrange() {
        bench.receive(Wire.invite(
                "Content-Type: text/html\nContent-Disposition: render;handling=optional\n", "<b>hello</b>"));
        assertThat(bench.calls.getFirst().invite().offer()).isEmpty();
    }

    @Test
    void aToTagOfNoDialogIs481AndIsNoCall() {
        assertThat(bench.receive(Wire.within("INVITE", "gone", 9, "", Wire.SDP)).statuses())
                .containsExactly(481);
        assertThat(bench.refusals).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"BYE, 481", "INFO, 481", "SUBSCRIBE, 405", "NEWMETHOD, 501"})
    void whatIsRefusedWithoutARecordHasALine(String method, int status) {
        bench.receive(outside(method, "sip:x@192.0.2.1", ""));
        assertThat(bench.wire.refusals)
                .singleElement()
                .asString()
                .startsWith(method + " from udp 192.0.2.7:5060 refused with " + status + ": ")
                .endsWith(".");
    }

    @Test
    void aRefusedCallHasItsRecordAndNoSecondLine() {
        bench.receive(outside("INVITE", "tel:+19005551234", ""));
        assertThat(bench.refusals).hasSize(1);
        assertThat(bench.wire.refusals).isEmpty();
    }

    @Test
    void aFloodOfRefusalsLeavesTenLinesAMinuteAndTheNumberOfTheOthers() {
        for (int i = 0; i < 35; i++) {
            bench.receive(outside("BYE", "sip:x@192.0.2.1", ""));
        }
        bench.receive(outside("SUBSCRIBE", "sip:x@192.0.2.1", ""));
        assertThat(bench.wire.refusals).hasSize(11);
        bench.pass(Duration.ofMinutes(1));
        assertThat(bench.wire.refusals).hasSize(12);
        assertThat(bench.wire.refusals.getLast()).startsWith("25 more in the same minute refused with 481 ");
        bench.receive(outside("BYE", "sip:x@192.0.2.1", ""));
        assertThat(bench.wire.refusals).hasSize(13);
    }

    @Test
    void aStrangeUserPartIsUnescapedCleanedAndShortened() {
        bench.receive(Wire.request(head("INVITE", "sip:a%00%0d%0ab%2F..%2f" + "x".repeat(200) + "@h"), ""));
        assertThat(bench.calls.getFirst().invite().dialled())
                .startsWith("ab/../xxx")
                .hasSize(100);
    }

    @Test
    void aboveTheMostCallsIs503UntilOneEnds() {
        Bench small = new Bench(Bench.settings(2, 0, 0), new FakeFlow("UDP", "192.0.2.7", 5060));
        assertThat(invite(small, "a").statuses()).isEmpty();
        assertThat(invite(small, "b").statuses()).isEmpty();
        FakeServerTransaction third = invite(small, "c");
        assertThat(third.statuses()).containsExactly(503);
        assertThat(Wire.text(third.last())).contains("Retry-After: ");
        assertThat(small.refusals.getFirst()).contains("sip.max-calls");

        small.calls.getFirst().refuse(486, "Busy Here", 0);
        assertThat(invite(small, "d").statuses()).isEmpty();
    }

    @Test
    void aSourceThatCallsTooFastIs503WhileAnotherIsServed() {
        Bench bench = new Bench(Bench.settings(0, 100, 3), new FakeFlow("UDP", "192.0.2.7", 5060));
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            statuses.addAll(invite(bench, "fast" + i).statuses());
        }
        assertThat(statuses).containsExactly(503, 503);
        assertThat(bench.receive(call("other"), new FakeFlow("UDP", "192.0.2.8", 5060))
                        .statuses())
                .isEmpty();
        bench.pass(Duration.ofSeconds(1));
        assertThat(invite(bench, "later").statuses()).isEmpty();
    }

    @Test
    void tooManyCallsASecondIs503() {
        Bench bench = new Bench(Bench.settings(0, 2, 0), new FakeFlow("UDP", "192.0.2.7", 5060));
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            statuses.addAll(invite(bench, "rush" + i).statuses());
        }
        assertThat(statuses).containsExactly(503, 503);
        assertThat(bench.refusals.getFirst()).contains("sip.calls-per-second");
    }

    @Test
    void otherLimitsCountForTheNextCallAndNotForThoseThatAreUp() {
        Bench bench = new Bench(Bench.settings(1, 0, 0), new FakeFlow("UDP", "192.0.2.7", 5060));
        assertThat(invite(bench, "one").statuses()).isEmpty();
        assertThat(invite(bench, "two").statuses()).containsExactly(503);
        bench.admission.change(Bench.settings(2, 0, 0));
        assertThat(invite(bench, "three").statuses()).isEmpty();
        bench.admission.change(Bench.settings(0, 1, 0));
        assertThat(invite(bench, "four").statuses()).isEmpty();
        assertThat(invite(bench, "five").statuses()).containsExactly(503);
        assertThat(bench.calls).hasSize(3);
    }

    @Test
    void aServerThatStopsTakesNoNewCalls() {
        bench.admission.drain(true);
        assertThat(invite(bench, "late").statuses()).containsExactly(503);
        assertThat(bench.receive(outside("OPTIONS", "sip:192.0.2.1", "")).statuses())
                .containsExactly(503);
        assertThat(bench.receive(outside("REGISTER", "sip:192.0.2.1", "")).statuses())
                .containsExactly(401);
        bench.admission.drain(false);
        assertThat(bench.receive(outside("OPTIONS", "sip:192.0.2.1", "")).statuses())
                .containsExactly(200);
    }

    private static FakeServerTransaction invite(Bench bench, String callId) {
        return bench.receive(call(callId));
    }

    private static SIPRequest call(String callId) {
        return Wire.request(head("INVITE", "sip:100@192.0.2.1").replace("Call-ID: c", "Call-ID: " + callId), "");
    }

    private static SIPRequest outside(String method, String uri, String more) {
        return Wire.request(
                head(method, uri).replaceAll(more.startsWith("Max-") ? "Max-Forwards: 70\n" : "$^", "") + more, "");
    }

    private static String head(String method, String uri) {
        return """
                %s %s SIP/2.0
                Via: SIP/2.0/UDP 192.0.2.7:5060;branch=z9hG4bKx;rport
                Max-Forwards: 70
                From: <sip:x@192.0.2.7>;tag=f
                To: <sip:x@192.0.2.1>
                Call-ID: c
                CSeq: 1 %s
                Contact: <sip:x@192.0.2.7>
                """.formatted(method, uri, method);
    }
}
