package org.helpline.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.helpline.core.Personal;
import org.helpline.sdp.AudioCodec;
import org.helpline.sdp.Direction;
import org.helpline.sdp.OfferAnswer;
import org.helpline.sdp.Ours;
import org.helpline.sip.SipLeg;
import org.helpline.sip.SipLegEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutgoingCallTest {

    private static final String PHONE = "Contact: <sip:anna@192.0.2.50:5070>\n";

    private final Bench bench = new Bench();

    @Test
    void ringsIsAnsweredAndAcknowledged() {
        bench.call();
        bench.wire.last().answer(100, "", "", "");
        bench.wire.last().answer(180, "phone", PHONE, "");
        bench.wire.last().answer(183, "phone", PHONE, Wire.SDP);
        bench.wire.last().answer(200, "phone", PHONE, Wire.SDP);

        assertThat(bench.events)
                .containsExactly(
                        new SipLegEvent.Provisional(180, Optional.empty()),
                        new SipLegEvent.Provisional(183, Optional.of(Wire.SDP)),
                        new SipLegEvent.Answered(Optional.of(Wire.SDP)));
        assertThat(bench.wire.acks).hasSize(1);
        assertThat(Wire.text(bench.wire.acks.getFirst()))
                .startsWith("ACK sip:anna@192.0.2.50:5070 SIP/2.0\r\n")
                .contains("To: <sip:anna@192.0.2.50:5070>;tag=phone\r\n", "CSeq: 1 ACK\r\n");
        assertThat(bench.core.held()).isEqualTo(1);
    }

    @Test
    void everyRepeated2xxIsAcknowledgedWithTheSameBytes() {
        bench.phoneTalking();
        bench.wire.last().answer(200, "phone", PHONE, Wire.SDP);
        bench.wire.last().answer(200, "phone", PHONE, Wire.SDP);
        bench.core.onStray2xx(
                Wire.answer(bench.wire.last().request, 200, "phone", PHONE, Wire.SDP),
                new FakeFlow("UDP", "192.0.2.50", 5070));

        assertThat(bench.wire.acks).hasSize(1);
        assertThat(bench.wire.resent).hasSize(3).containsOnly(Wire.text(bench.wire.acks.getFirst()));
        assertThat(bench.events).hasSize(1);
    }

    @Test
    void hangsUpWhenTheAnswerBeatsOurCancel() {
        SipLeg leg = bench.call();
        FakeTransactions.Sent invite = bench.wire.last();
        invite.answer(180, "phone", PHONE, "");
        leg.end(480, "nobody answered");
        assertThat(invite.cancelled).isTrue();
        invite.answer(200, "phone", PHONE, Wire.SDP);

        assertThat(bench.wire.acks).hasSize(1);
        assertThat(bench.wire.methods()).containsExactly("INVITE", "BYE");
        assertThat(Wire.text(bench.wire.last().request)).contains("text=\"nobody answered\"", "CSeq: 2 BYE");
        assertThat(bench.events).containsExactly(new SipLegEvent.Provisional(180, Optional.empty()));
        bench.wire.last().answer(200, "phone", "", "");
        assertNothingIsHeld();
    }

    @Test
    void aCancelledCallEndsSilentlyWith487() {
        SipLeg leg = bench.call();
        leg.end(480, "the caller hung up");
        leg.end(480, "again");
        bench.wire.last().answer(487, "phone", "", "");
        assertThat(bench.events).isEmpty();
        assertNothingIsHeld();
    }

    @Test
    void aPhoneThatNeverAnswersTheCancelIsGivenUpAfter32Seconds() {
        bench.call().end(480, "the caller hung up");
        bench.pass(Duration.ofSeconds(31));
        assertThat(bench.dialogs.sum()).isEqualTo(1);
        bench.pass(Duration.ofSeconds(1));
        assertNothingIsHeld();

        bench.wire.last().answer(200, "phone", PHONE, Wire.SDP); // never leave it off the hook
        assertThat(bench.wire.methods()).containsExactly("INVITE", "BYE");
        bench.wire.last().user.onFailed("silence");
        assertNothingIsHeld();
    }

    @ParameterizedTest
    @CsvSource({"302", "486", "603", "401", "407", "503"})
    void aRefusalIsToldAndNeverFollowedOrAuthenticated(int status) {
        bench.call();
        String extra = """
                Contact: <sip:+1900@198.51.100.9>
                WWW-Authenticate: Digest realm="x",nonce="y",algorithm=MD5
                Proxy-Authenticate: Digest realm="x",nonce="y",algorithm=MD5
                """;
        bench.wire.last().answer(status, "phone", extra, "");

        assertThat(bench.events)
                .hasSize(1)
                .first()
                .isInstanceOfSatisfying(
                        SipLegEvent.Refused.class,
                        refused -> assertThat(refused.status()).isEqualTo(status));
        assertThat(bench.wire.methods()).containsExactly("INVITE");
        assertNothingIsHeld();
    }

    @Test
    void aSilentPhoneFails() {
        bench.call();
        bench.wire.last().user.onFailed("no answer in 32 s");
        assertThat(bench.events).containsExactly(new SipLegEvent.Failed("no answer in 32 s"));
        assertNothingIsHeld();
    }

    @Test
    void aSecondAnswerFromAForkIsAcknowledgedAndHungUp() {
        bench.phoneTalking();
        FakeTransactions.Sent invite = bench.wire.last();
        invite.answer(200, "twin", "Contact: <sip:anna@192.0.2.51:5070>\n", Wire.SDP);
        invite.answer(200, "twin", "Contact: <sip:anna@192.0.2.51:5070>\n", Wire.SDP);

        assertThat(bench.wire.acks).hasSize(2);
        assertThat(bench.wire.methods()).containsExactly("INVITE", "BYE");
        assertThat(Wire.text(bench.wire.last().request))
                .startsWith("BYE sip:anna@192.0.2.51:5070")
                .contains("tag=twin");
        assertThat(bench.wire.resent).hasSize(1);
        assertThat(bench.events).hasSize(1);
        assertThat(bench.core.held()).isEqualTo(1);
    }

    @Test
    void byeFromThePhone() {
        bench.phoneTalking();
        FakeServerTransaction bye = bench.receive(fromPhone("BYE", 1));
        assertThat(bye.statuses()).containsExactly(200);
        assertThat(bench.events).endsWith(new SipLegEvent.ByeReceived(""));
        assertNothingIsHeld();
    }

    @Test
    void byeToThePhone() {
        bench.phoneTalking().end(480, "call over");
        assertThat(bench.wire.methods()).containsExactly("INVITE", "BYE");
        bench.wire.last().answer(481, "phone", "", "");
        assertNothingIsHeld();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"; <sip:evil@x>",
                "a\r\nX-Evil: 1",
                "${jndi:ldap://127.0.0.1/a}",
                "Ada \"the\" \\ Great",
                "\u202eadA",
                "<sip:a@b>;tag=x",
                "\u0000",
                "Zoë Ünal",
            })
    void whatACallerCallsHimselfStaysInsideTheQuotes(String name) {
        bench.call("sip:anna@192.0.2.50:5070", new Personal("+49" + name), new Personal(name));
        String text = Wire.text(bench.wire.last().request);
        String from =
                text.lines().filter(l -> l.startsWith("From:")).findFirst().orElseThrow();

        assertThat(text.lines().map(l -> l.replaceAll(":.*", "")))
                .doesNotContain("X-Evil")
                .contains("To", "Call-ID");
        assertThat(from)
                .matches("From: (\"([^\"\\\\]|\\\\.)*\" )?<sip:\\+49[^<>\"\\s]*@192\\.0\\.2\\.1:5060>;tag=[0-9a-f]+");
        assertThat(Wire.request(
                                text.substring(0, text.indexOf("\r\n\r\n"))
                                                .replaceAll("\r\nContent-Length:.*", "")
                                                .replace("\r\n", "\n")
                                        + "\nVia: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bKx",
                                "")
                        .getFrom())
                .isNotNull();
    }

    /** RFC 3261 §18.1.1: no stranger can make an INVITE over UDP so long that it comes in fragments, or not at all. */
    @ParameterizedTest
    @ValueSource(strings = {"5", "é", "ش", "漢", "😀", "\"", "\\", " x"})
    void whateverACallerCallsHimselfTheInviteFitsIntoADatagram(String letter) {
        int longestContact = 120;
        int viaAndLongerAddresses = 110 + 3 * 30; // our Via, and IPv6 in From, Contact and the phone's URI
        InetSocketAddress rtp = new InetSocketAddress("2001:db8:1111:2222:3333:4444:5555:6666", 65_534);
        int offer = OfferAnswer.offer(new Ours(
                        rtp, List.of(AudioCodec.PCMU, AudioCodec.PCMA), Direction.SENDRECV, 1L << 31, 1L << 31))
                .encode()
                .length();
        String uri = "sip:anna-" + "0".repeat(longestContact - 35) + "@192.0.2.50:5070";
        bench.call(uri, new Personal("+" + letter.repeat(500)), new Personal(letter.repeat(500)));
        byte[] invite = Wire.text(bench.wire.last().request).getBytes(StandardCharsets.UTF_8);
        assertThat(invite.length).isLessThan(1_300 - viaAndLongerAddresses - offer + Bench.OUR_SDP.length());
        String from = Wire.text(bench.wire.last().request)
                .lines()
                .filter(l -> l.startsWith("From:"))
                .findFirst()
                .orElseThrow();
        assertThat(from)
                .matches("From: (\"([^\"\\\\]|\\\\.)*\" )?<sip:\\+([^<>\"\\s%]|%[0-9A-F]{2})*@192.*")
                .doesNotContain("\ufffd");
    }

    private gov.nist.javax.sip.message.SIPRequest fromPhone(String method, int cseq) {
        String ours = bench.wire.sent.getFirst().request.getFromTag();
        return Wire.request("""
                %s sip:helpline@192.0.2.1:5060 SIP/2.0
                Via: SIP/2.0/UDP 192.0.2.50:5070;branch=z9hG4bKp%d
                Max-Forwards: 70
                From: <sip:anna@192.0.2.50:5070>;tag=phone
                To: "Ada" <sip:+4930123@192.0.2.1:5060>;tag=%s
                Call-ID: hl0-abc
                CSeq: %d %s
                """.formatted(method, cseq, ours, cseq, method), "");
    }

    private void assertNothingIsHeld() {
        assertThat(bench.core.held()).isZero();
        assertThat(bench.dialogs.sum()).isZero();
        assertThat(bench.loop.pendingTimers()).isZero();
    }
}
