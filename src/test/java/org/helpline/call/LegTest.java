package org.helpline.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.helpline.core.Digit;
import org.helpline.sdp.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The caller's leg and what both kinds of leg share. */
class LegTest {

    private final LegBench bench = new LegBench();

    private List<String> told() {
        bench.loop.run();
        return LegBench.names(bench.caller);
    }

    // ---- the answer

    @Test
    void isAnsweredWithTheCodecAndWhereSoundGoes() {
        FakeCaller call = bench.invite(Optional.of(Sdp.audio(30_000)));
        bench.leg().ring();
        assertThat(bench.leg().answer()).isEmpty();
        assertThat(call.said()).containsExactly("180", "200");
        assertThat(bench.caller).containsExactly(new LegEvent.Answered("PCMU", "192.0.2.50:30000"));
        assertThat(bench.leg().isUp()).isTrue();
    }

    /** Amplification: a forged INVITE names a victim's address in its SDP, and no ACK ever follows. */
    @Test
    void noSoundIsSentToWhoeverAnInviteNamesUntilItsAck() {
        FakeCaller call = bench.invite(Optional.of(Sdp.audio(30_000)));
        bench.leg().answer();
        assertThat(bench.media.last().maySend()).isFalse();
        call.ack(Optional.empty());
        assertThat(bench.media.last().maySend()).isTrue();
    }

    @Test
    void aDelayedOfferIsUpOnlyWithTheAck() {
        FakeCaller call = bench.invite(Optional.empty());
        bench.leg().answer();
        assertThat(call.lastSdp()).contains("RTP/AVP 0 8 101");
        assertThat(told()).isEmpty();
        call.ack(Optional.of(Sdp.audio(30_000, "8", "sendrecv")));
        assertThat(bench.caller).containsExactly(new LegEvent.Answered("PCMA", "192.0.2.50:30000"));
    }

    @ParameterizedTest
    @CsvSource({"no answer at all, false", "an answer that was not offered, true"})
    void aDelayedOfferThatIsNotAgreedIsHungUp(String what, boolean withSdp) {
        FakeCaller call = bench.invite(Optional.empty());
        bench.leg().answer();
        call.ack(withSdp ? Optional.of(Sdp.audio(30_000, "9", "sendrecv")) : Optional.empty());
        assertThat(told()).as(what).containsExactly("Failed", "MediaClosed");
        assertThat(call.said()).containsExactly("200", "BYE Not acceptable here");
        assertThat(bench.media.open()).isEmpty();
    }

    @Test
    void anOfferWithoutACodecOfOursIsRefusedWith488() {
        FakeCaller call = bench.invite(Optional.of(Sdp.audio(30_000, "9", "sendrecv")));
        assertThat(bench.leg().answer())
                .hasValueSatisfying(r -> assertThat(r.status()).isEqualTo(488));
        assertThat(call.said()).containsExactly("488 Not Acceptable Here, Warning 305");
        assertThat(told()).containsExactly("MediaClosed");
    }

    @Test
    void withoutAnRtpPortItIsRefusedWith503AndAWordWhenToTryAgain() {
        bench.media.free(0);
        FakeCaller call = bench.invite(Optional.of(Sdp.audio(30_000)));
        assertThat(bench.leg().answer())
                .hasValueSatisfying(r -> assertThat(r.sentence()).contains("media.ports"));
        assertThat(call.said()).containsExactly("503 Service Unavailable Retry-After 10");
        assertThat(told()).isEmpty();
    }

    @Test
    void aCancelBeforeTheAnswerIsTheEnd() {
        FakeCaller call = bench.invite(Optional.of(Sdp.audio(30_000)));
        bench.leg().ring();
        call.hangsUp();
        assertThat(bench.caller).containsExactly(new LegEvent.HungUp(false, ""));
        assertThat(bench.leg().answer()).isEmpty();
        bench.leg().ring();
        bench.leg().refuse(486, "Busy Here", 0);
        assertThat(call.said()).containsExactly("180");
        assertThat(bench.media.legs()).isEmpty();
    }

    @Test
    void anAnswerThatIsNeverAcknowledgedFails() {
        FakeCaller call = bench.invite(Optional.of(Sdp.audio(30_000)));
        bench.leg().answer();
        call.neverAcknowledges();
        assertThat(told()).containsExactly("Answered", "Failed", "MediaClosed");
    }

    // ---- hold and resume

    /** What the phone offers after what came before, and what is told of it. */
    @ParameterizedTest
    @CsvSource({
        "sendrecv, sendonly, Held",
        "sendrecv, inactive, Held",
        "sendrecv, recvonly, ''",
        "sendrecv, sendrecv, ''",
        "sendonly, sendonly, ''",
        "sendonly, inactive, ''",
        "sendonly, sendrecv, Resumed",
        "inactive, recvonly, Resumed",
        "recvonly, sendonly, Held",
    })
    void tellsWhatChangesWithAReInvite(String before, String now, String told) {
        FakeCaller call = bench.up();
        call.reInvites(Optional.of(Sdp.audio(30_000, "0 101", before)));
        bench.caller.clear();
        call.reInvites(Optional.of(Sdp.audio(30_000, "0 101", now)));
        assertThat(told()).isEqualTo(told.isEmpty() ? List.of() : List.of(told));
        assertThat(call.said()).containsExactly("200", "200", "200");
        assertThat(bench.media.last().agreements()).hasSize(before.equals(now) ? 2 : 3);
    }

    @Test
    @org.junit.jupiter.api.DisplayName(
            "P49: a refresh of the session is answered word for word as before, and the sound is not touched")
    void aRefreshTouchesNothing() {
        FakeCaller call = bench.up();
        call.reInvites(Optional.of(Sdp.audio(30_000, "0 101", "sendrecv")));
        String before = call.lastSdp();
        bench.caller.clear();
        for (int i = 0; i < 4; i++) {
            call.reInvites(Optional.of(Sdp.audio(30_000, "0 101", "sendrecv")));
            assertThat(call.lastSdp()).isEqualTo(before); // the same version: RFC 3264 §8
        }
        assertThat(told()).isEmpty();
        assertThat(bench.media.last().agreements()).hasSize(2);
    }

    @Test
    void soundThatIsSwitchedOffByPortZeroIsHoldAndAPortAgainEndsIt() {
        FakeCaller call = bench.up();
        call.reInvites(Optional.of(Sdp.audio(0)));
        call.reInvites(Optional.of(Sdp.audio(30_002)));
        assertThat(told()).containsExactly("Held", "Resumed");
        assertThat(bench.media.last().agreements().getLast().remoteRtp().getPort())
                .isEqualTo(30_002);
    }

    @Test
    void aReInviteThatCannotBeAgreedIsRefusedAndTheCallGoesOn() {
        FakeCaller call = bench.up();
        call.reInvites(Optional.of(Sdp.audio(30_000, "9", "sendrecv")));
        assertThat(call.said()).containsExactly("200", "488 re-INVITE Warning 305");
        assertThat(told()).isEmpty();
        assertThat(bench.leg().isUp()).isTrue();
        assertThat(bench.media.last().agreements()).hasSize(1);
    }

    @Test
    void aReInviteWithoutAnOfferGetsOursAndItsAckAgrees() {
        FakeCaller call = bench.up();
        call.reInvites(Optional.empty());
        assertThat(call.lastSdp()).contains("RTP/AVP 0 8 101").contains("a=sendrecv");
        call.acksReInvite(Optional.of(Sdp.audio(30_000, "8 101", "sendonly")));
        assertThat(told()).containsExactly("Held");
        assertThat(bench.media.last().agreements().getLast().direction()).isEqualTo(Direction.RECVONLY);
    }

    @Test
    void anUnusableAnswerToAReInviteLeavesTheSessionAsItWas() {
        FakeCaller call = bench.up();
        call.reInvites(Optional.empty());
        call.acksReInvite(Optional.of("nonsense"));
        call.acksReInvite(Optional.empty());
        assertThat(told()).isEmpty();
        assertThat(bench.leg().isUp()).isTrue();
        assertThat(bench.media.last().agreements()).hasSize(1);
    }

    // ---- digits

    @Test
    void aKeyIsHeardOnceThoughThePhoneSendsItBothWays() {
        FakeCaller call = bench.up();
        bench.media.last().hears('5');
        bench.loop.run();
        call.info('5');
        bench.loop.advance(Duration.ofSeconds(2));
        call.info('5');
        assertThat(bench.caller)
                .containsExactly(
                        new LegEvent.DigitHeard(Digit.FIVE, "rtp"), new LegEvent.DigitHeard(Digit.FIVE, "info"));
    }

    /** As it came, whether the other phone takes telephone-events, and how it is passed on; the media room relays its own. */
    @ParameterizedTest
    @CsvSource({
        "rtp, 0 101, '', ''",
        "info, 0 101, '', 7",
        "rtp, 0, INFO Signal=7, ''",
        "info, 0, INFO Signal=7, ''",
    })
    void passesAKeyOnAsTheOtherPhoneTakesIt(String via, String formats, String bySip, String byRtp) {
        FakeCaller call = bench.up();
        call.reInvites(Optional.of(Sdp.audio(30_000, formats, "sendrecv")));
        bench.leg().relayDigit(Digit.ofSymbol('7').orElseThrow(), via);
        assertThat(call.said().stream().filter(s -> s.startsWith("INFO")).toList())
                .isEqualTo(bySip.isEmpty() ? List.of() : List.of(bySip));
        assertThat(bench.media.last().digitsSent())
                .isEqualTo(
                        byRtp.isEmpty()
                                ? List.of()
                                : List.of(Digit.ofSymbol('7').orElseThrow()));
    }

    // ---- silence

    @Test
    void silenceIsToldAndEndsNothingByItself() {
        bench.up();
        bench.media.last().isSilentFor(Duration.ofSeconds(30));
        bench.loop.run();
        assertThat(bench.caller).containsExactly(new LegEvent.Silent(Duration.ofSeconds(30)));
        assertThat(bench.leg().isUp()).isTrue();
    }

    @Test
    void silenceAndKeysThatCrossTheEndAreNotTold() {
        FakeCaller call = bench.up();
        bench.media.last().hears('5');
        bench.media.last().isSilentFor(Duration.ofSeconds(30));
        call.hangsUp(); // while both are on their way from the media loop
        assertThat(told()).containsExactly("HungUp", "MediaClosed");
    }

    // ---- the end

    @Test
    void aByeIsTheLastEventButForTheMedias() {
        FakeCaller call = bench.up();
        call.hangsUp();
        bench.leg().hangUp(480, "too late");
        assertThat(told()).containsExactly("HungUp", "MediaClosed");
        assertThat(call.said()).containsExactly("200");
        assertThat(bench.leg().isUp()).isFalse();
        assertThat(bench.leg().hasMedia()).isFalse();
    }

    @Test
    void aByeBeforeTheAckWaitsForIt() {
        FakeCaller call = bench.invite(Optional.of(Sdp.audio(30_000)));
        bench.leg().answer();
        bench.leg().hangUp(480, "The agent hung up");
        assertThat(call.said()).containsExactly("200");
        call.ack();
        assertThat(call.said()).containsExactly("200", "BYE The agent hung up");
        assertThat(told()).containsExactly("Answered", "MediaClosed");
    }

    @Test
    void hangingUpAnUnansweredCallRefusesIt() {
        FakeCaller call = bench.invite(Optional.of(Sdp.audio(30_000)));
        bench.leg().hangUp(480, "Temporarily Unavailable");
        assertThat(call.said()).containsExactly("480 Temporarily Unavailable");
        assertThat(told()).isEmpty();
    }

    @Test
    void twoByesThatCrossAreOneEnd() {
        FakeCaller call = bench.up();
        bench.leg().hangUp(480, "first");
        call.hangsUp();
        bench.leg().hangUp(480, "again");
        assertThat(call.said()).containsExactly("200", "BYE first");
        assertThat(told()).containsExactly("MediaClosed");
    }

    @Test
    void aBrokenConnectionFailsTheLegWhateverElseIsHeardOfIt() {
        FakeCaller call = bench.up();
        call.breaks("The connection closed.");
        call.breaks("The connection closed.");
        assertThat(told()).containsExactly("Failed", "MediaClosed");
    }

    @Test
    void aLegThatIsOverDoesNothing() {
        FakeCaller call = bench.up();
        call.hangsUp();
        told();
        CallerLeg leg = bench.leg();
        leg.play(1, List.of());
        leg.stopPlay();
        leg.stopMusic();
        leg.relayDigit(Digit.FIVE, "info");
        leg.unbridge();
        leg.ring();
        leg.refuse(486, "Busy Here", 0);
        assertThat(leg.answer()).isEmpty();
        assertThat(told()).containsExactly("HungUp", "MediaClosed");
        assertThat(call.said()).containsExactly("200");
        assertThat(bench.media.last().digitsSent()).isEmpty();
    }

    // ---- the agent's leg

    @Test
    void theAgentsPhoneHoldsAndResumes() {
        bench.rings(1);
        FakePhone phone = bench.phone(0).rings().answers();
        phone.holds();
        phone.resumes();
        assertThat(LegBench.names(bench.phones)).containsExactly("Ringing", "Answered", "Held", "Resumed");
        assertThat(phone.said()).containsExactly("200", "200");
    }

    @Test
    void theAgentsPhoneMayAnswerOnHold() {
        bench.rings(1);
        bench.phone(0).answers(Optional.of(Sdp.audio(40_000, "0 101", "sendonly")));
        assertThat(LegBench.names(bench.phones)).containsExactly("Answered", "Held");
    }

    @Test
    void theAgentsKeysAreHeardInBothKindsOfInfo() {
        bench.rings(1);
        bench.phone(0).answers();
        bench.phone(0).info('9');
        assertThat(bench.phones)
                .last()
                .isEqualTo(new LegEvent.DigitHeard(Digit.ofSymbol('9').orElseThrow(), "info"));
    }

    @Test
    void callerAndAgentHearEachOtherUntilTheyPart() {
        AgentRing ring = bench.rings(1);
        bench.phone(0).answers();
        Leg agent = ring.leg().orElseThrow();
        bench.leg().bridge(agent);
        assertThat(bench.media.legs().getFirst().peer()).contains(bench.media.last());
        bench.phone(0).hangsUp();
        assertThat(bench.media.legs().getFirst().peer()).isEmpty();
    }
}
