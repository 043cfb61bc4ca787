package org.helpline.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.helpline.sip.IncomingCall;
import org.helpline.sip.Referral;
import org.helpline.sip.Referral.Replaced;
import org.helpline.sip.SipLeg;
import org.helpline.sip.SipLegEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Transfers that phones ask for: RFC 3515, RFC 3891, RFC 4488. */
class ReferTest {

    private static final String BLIND = "Refer-To: <sip:ben@192.0.2.1>\n";

    private final Bench bench = new Bench();
    private Optional<Referral> told = Optional.empty();

    private FakeServerTransaction refer(String refers) {
        IncomingCall call = bench.talking();
        call.listen(event -> {
            bench.events.add(event);
            if (event instanceof SipLegEvent.Referred e) {
                told = Optional.of(e.referral());
                e.referral().accept();
            }
        });
        return bench.within("REFER", 8, refers, "");
    }

    private List<String> news() {
        return bench.wire.sent.stream().map(s -> Wire.text(s.request)).toList();
    }

    @Test
    void anAcceptedOneIs202AndHearsByNotifyHowItGoes() {
        FakeServerTransaction refer = refer(BLIND);
        assertThat(refer.statuses()).containsExactly(202);
        Referral referral = told.orElseThrow();
        assertThat(referral.target()).isEqualTo("ben");
        assertThat(referral.replaced()).isEmpty();
        referral.progress(180, "Ringing");
        referral.end(200, "OK");
        referral.end(486, "too late");

        assertThat(bench.wire.methods()).containsExactly("NOTIFY", "NOTIFY", "NOTIFY");
        assertThat(news().getFirst())
                .contains("Event: refer;id=8\r\n", "Subscription-State: active", "Content-Type: message/sipfrag")
                .endsWith("\r\n\r\nSIP/2.0 100 Trying\r\n");
        assertThat(news().get(1)).endsWith("SIP/2.0 180 Ringing\r\n");
        assertThat(news().getLast())
                .contains("Subscription-State: terminated;reason=noresource")
                .endsWith("SIP/2.0 200 OK\r\n");
    }

    @Test
    void whoWantsNoNewsGetsNone() {
        FakeServerTransaction refer = refer(BLIND + "Refer-Sub: false\n");
        told.orElseThrow().end(200, "OK");
        assertThat(Wire.text(refer.last())).contains("Refer-Sub: false");
        assertThat(bench.wire.sent).isEmpty();
    }

    @Test
    void whoRefusesTheNewsGetsNoMore() {
        refer(BLIND);
        bench.wire.last().answer(481, "", "", "");
        told.orElseThrow().end(200, "OK");
        assertThat(bench.wire.sent).hasSize(1);
    }

    @Test
    void afterTheCallNothingIsTold() {
        refer(BLIND);
        bench.within("BYE", 9, "", "");
        told.orElseThrow().end(200, "OK");
        assertThat(bench.wire.methods()).containsExactly("NOTIFY");
    }

    @Test
    void anAttendedOneNamesTheOtherCall() {
        refer("Refer-To: <sip:ben@192.0.2.1?Replaces=abc%40phone%3Bto-tag%3Dt1%3Bfrom-tag%3Df1>\n");
        assertThat(told.orElseThrow().replaced()).contains(new Replaced("abc@phone", "t1", "f1", false));
    }

    @ParameterizedTest
    @CsvSource({
        "'', 400",
        "Refer-To: <tel:+4930123>, 416",
        "Refer-To: <sip:ben@192.0.2.1;method=BYE>, 403",
        "Refer-To: <sip:ben@192.0.2.1?Replaces=nonsense>, 400",
        "Refer-To: <sip:ben@192.0.2.1?Replaces=a%3Bto-tag%3D1%3Bto-tag%3D2>, 400",
    })
    void oneThatMakesNoSenseIsRefusedAndTheCallStays(String header, int status) {
        FakeServerTransaction refer = refer(header.isEmpty() ? "" : header + "\n");
        assertThat(refer.statuses()).containsExactly(status);
        assertThat(told).isEmpty();
        assertThat(bench.within("OPTIONS", 9, "", "").statuses()).containsExactly(200);
    }

    @Test
    void aDialogIsKnownByEitherOrderOfItsTagsAndByNoOthers() {
        IncomingCall call = bench.talking();
        String ours = bench.ourTag();
        assertThat(call.isDialog(new Replaced("call-1@192.0.2.7", ours, "theirs", false)))
                .isTrue();
        assertThat(call.isDialog(new Replaced("call-1@192.0.2.7", "theirs", ours, false)))
                .isTrue();
        assertThat(call.isDialog(new Replaced("call-1@192.0.2.7", ours, "guess", false)))
                .isFalse();
        assertThat(call.isDialog(new Replaced("call-2@192.0.2.7", ours, "theirs", false)))
                .isFalse();
    }

    @Test
    void aPhoneThatWeCalledMayAskToo() {
        SipLeg leg = bench.phoneTalking();
        assertThat(leg.isDialog(new Replaced(leg.callId(), "nobody", "phone", false)))
                .isFalse();
        FakeServerTransaction refer = bench.receive(
                Wire.request("""
                REFER sip:helpline@192.0.2.1:5060 SIP/2.0
                Via: SIP/2.0/UDP 192.0.2.50:5070;branch=z9hG4bKrefer;rport
                Max-Forwards: 70
                From: <sip:anna@192.0.2.50>;tag=phone
                To: <sip:+4930123@192.0.2.1>;tag=%s
                Call-ID: %s
                CSeq: 1 REFER
                Refer-To: <sip:201@192.0.2.1>
                """.formatted(bench.wire.sent.getFirst().request.getFromTag(), leg.callId()), ""));
        assertThat(bench.events.getLast()).isInstanceOf(SipLegEvent.Referred.class);
        assertThat(refer.statuses()).containsExactly(603); // nobody decided
    }

    @Test
    void aPhoneThatRingsIsKnownByItsEarlyDialogUntilItAnswers() {
        SipLeg leg = bench.call();
        String ours = bench.wire.last().request.getFromTag();
        Replaced named = new Replaced(leg.callId(), ours, "phone", true);
        assertThat(leg.isEarlyDialog(named)).as("nothing has come").isFalse();
        bench.wire.last().answer(180, "phone", "", "");
        assertThat(leg.isEarlyDialog(named)).isTrue();
        assertThat(leg.isEarlyDialog(new Replaced(leg.callId(), ours, "guess", true)))
                .isFalse();
        bench.wire.last().answer(200, "phone", "Contact: <sip:anna@192.0.2.50:5070>\n", Wire.SDP);
        assertThat(leg.isEarlyDialog(named)).isFalse();
        assertThat(leg.isDialog(named)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "Replaces: abc@h;to-tag=1;from-tag=2, 0",
        "Replaces: abc@h;to-tag=1;from-tag=2;early-only, 0",
        "Replaces: abc@h;to-tag=1, 400",
        "Replaces: abc@h;to-tag=1;from-tag=2|Join: abc@h;to-tag=1;from-tag=2, 400",
    })
    void anInviteThatReplacesIsToldSoOrRefusedWhenItMakesNoSense(String headers, int status) {
        String lines = headers.replace("|", "\n") + "\nRequire: replaces\n";
        FakeServerTransaction invite = bench.receive(Wire.invite(lines, Wire.SDP));
        if (status == 0) {
            assertThat(bench.calls.getLast().replaced())
                    .contains(new Replaced("abc@h", "1", "2", headers.contains("early-only")));
        } else {
            assertThat(invite.statuses()).containsExactly(status);
        }
    }
}
