package org.helpline.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentRingTest {

    private final LegBench bench = new LegBench();

    @Test
    void allPhonesRingWithTheCallersNumberAndAnOfferOfTheirOwn() {
        bench.rings(3);
        assertThat(bench.edge.called()).hasSize(3).allMatch(FakePhone::isRinging);
        assertThat(bench.edge.called()).extracting(p -> p.shown().value()).containsOnly("+905321234567");
        assertThat(bench.edge.called()).extracting(FakePhone::offer).doesNotHaveDuplicates();
        assertThat(bench.media.open().subList(1, 4))
                .as("on the caller's media loop")
                .allMatch(FakeMediaLeg::isBeside);
        bench.phone(1).rings();
        assertThat(bench.phones).containsExactly(new LegEvent.Ringing());
    }

    @Test
    void theFirstToAnswerIsTheLegAndTheOthersStop() {
        AgentRing ring = bench.rings(3);
        bench.phone(1).answers();
        assertThat(bench.ring).containsExactly("answered");
        assertThat(ring.leg()).hasValueSatisfying(leg -> assertThat(leg.isUp()).isTrue());
        assertThat(bench.phone(0).said()).containsExactly("CANCEL Call completed elsewhere");
        assertThat(bench.phone(2).said()).containsExactly("CANCEL Call completed elsewhere");
        assertThat(bench.phone(1).said()).isEmpty();
        bench.loop.run();
        assertThat(bench.media.open()).as("the caller's and the phone's").hasSize(2);
        assertThat(ring.openMedia()).isEqualTo(1);
    }

    @Test
    void aSecondAnswerThatCrossesTheCancelIsHungUp() {
        AgentRing ring = bench.rings(2);
        bench.phone(0).answers();
        bench.phone(1).answers();
        assertThat(bench.phone(1).said()).containsExactly("CANCEL Call completed elsewhere", "BYE");
        assertThat(bench.ring).containsExactly("answered");
        assertThat(bench.phone(0).isUp()).isTrue();
        assertThat(ring.isOver()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "486, BUSY",
        "600, BUSY",
        "480, DECLINED",
        "487, DECLINED",
        "603, DECLINED",
        "302, UNREACHABLE",
        "403, UNREACHABLE",
        "404, UNREACHABLE",
        "408, UNREACHABLE",
        "415, UNREACHABLE",
        "488, UNREACHABLE",
        "500, UNREACHABLE",
        "503, UNREACHABLE",
        "604, UNREACHABLE",
        "606, UNREACHABLE",
    })
    void aRefusalSaysWhyNobodyTookIt(int status, AgentRing.Failure why) {
        AgentRing ring = bench.rings(1);
        bench.phone(0).refuses(status);
        assertThat(bench.ring).containsExactly("failed " + why);
        assertThat(ring.isOver()).isTrue();
    }

    /** T: the phone is not there (a timeout). */
    @ParameterizedTest
    @CsvSource({
        "486, T, BUSY",
        "T, 486, BUSY",
        "T, 480, DECLINED",
        "480, 404, DECLINED",
        "480, 486, DECLINED",
        "486, 480, DECLINED",
        "404, 503, UNREACHABLE",
    })
    void aPersonsNoOutweighsABusyPhoneAndThatOneThatIsNotThere(String first, String second, AgentRing.Failure why) {
        bench.rings(2);
        says(bench.phone(0), first);
        assertThat(bench.ring).as("the other still rings").isEmpty();
        says(bench.phone(1), second);
        assertThat(bench.ring).containsExactly("failed " + why);
    }

    private static void says(FakePhone phone, String answer) {
        if (answer.equals("T")) {
            phone.fails("no answer");
        } else {
            phone.refuses(Integer.parseInt(answer));
        }
    }

    @ParameterizedTest
    @CsvSource({"600, BUSY", "603, DECLINED"})
    void aNoForThePersonStopsTheOtherPhonesToo(int status, AgentRing.Failure why) {
        AgentRing ring = bench.rings(3);
        bench.phone(1).refuses(status);
        assertThat(bench.ring).containsExactly("failed " + why);
        assertThat(bench.phone(0).said()).containsExactly("CANCEL Declined elsewhere");
        assertThat(bench.phone(2).said()).containsExactly("CANCEL Declined elsewhere");
        bench.loop.run();
        assertThat(ring.openMedia()).isZero();
    }

    @Test
    void aPhoneThatIsRefusedLeavesTheOthersRinging() {
        bench.rings(2);
        bench.phone(0).refuses(486);
        assertThat(bench.phone(1).isRinging()).isTrue();
        bench.phone(1).answers();
        assertThat(bench.ring).containsExactly("answered");
    }

    @Test
    void theAnsweredPhoneThatHangsUpIsGoneOnce() {
        AgentRing ring = bench.rings(2);
        bench.phone(0).answers();
        bench.phone(0).hangsUp();
        assertThat(bench.ring).containsExactly("answered", "gone");
        ring.hangUp("too late");
        assertThat(bench.phone(0).said()).isEmpty();
        bench.loop.run();
        assertThat(ring.openMedia()).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anAnswerThatCannotBeUsedIsHungUpAndTheOthersRingOn(boolean without) {
        bench.rings(2);
        bench.phone(0).answers(without ? Optional.empty() : Optional.of(Sdp.audio(40_000, "9", "sendrecv")));
        assertThat(bench.phone(0).said()).containsExactly("BYE Not acceptable here");
        assertThat(bench.ring).isEmpty();
        assertThat(bench.phone(1).isRinging()).isTrue();
        bench.phone(1).refuses(404);
        assertThat(bench.ring).containsExactly("failed UNREACHABLE");
    }

    @Test
    void aRingThatIsStoppedCancelsAndSaysNoMoreButTheEndOfItsMedia() {
        AgentRing ring = bench.rings(2);
        ring.hangUp("The caller hung up");
        assertThat(bench.phone(0).said()).containsExactly("CANCEL The caller hung up");
        bench.phone(1).answers();
        assertThat(bench.phone(1).said()).containsExactly("CANCEL The caller hung up", "BYE");
        bench.loop.run();
        assertThat(bench.ring).isEmpty();
        assertThat(LegBench.names(bench.phones)).containsExactly("MediaClosed", "MediaClosed");
        assertThat(ring.isOver()).isTrue();
        assertThat(ring.openMedia()).isZero();
    }

    @Test
    void aTalkThatIsStoppedIsSaidByeTo() {
        AgentRing ring = bench.rings(1);
        bench.phone(0).answers();
        ring.hangUp("The caller hung up");
        assertThat(bench.phone(0).said()).containsExactly("BYE The caller hung up");
        assertThat(bench.ring).containsExactly("answered");
    }

    @Test
    void withoutAPhoneItFailsNotInsideTheCall() {
        bench.up();
        bench.ringAgain();
        assertThat(bench.ring).isEmpty();
        bench.loop.run();
        assertThat(bench.ring).containsExactly("failed UNREACHABLE");
    }

    @Test
    void withoutAnRtpPortItIsBusySinceThatIsNoFaultOfTheAgents() {
        bench.up();
        bench.edge.register("anna", "sip:anna@192.0.2.61");
        bench.media.free(0);
        bench.ringAgain();
        bench.loop.run();
        assertThat(bench.ring).containsExactly("failed BUSY");
        assertThat(bench.edge.called()).isEmpty();
    }

    @Test
    void aRingThatIsStoppedBeforeItFailsSaysNothing() {
        bench.up();
        AgentRing ring = bench.ringAgain();
        ring.hangUp("The caller hung up");
        bench.loop.run();
        assertThat(bench.ring).isEmpty();
    }

    @Test
    void asManyPhonesRingAsThereArePortsFor() {
        bench.up();
        List.of("1", "2", "3").forEach(i -> bench.edge.register("anna", "sip:anna@192.0.2.6" + i));
        bench.media.free(2);
        bench.ringAgain();
        assertThat(bench.edge.called()).hasSize(2);
    }
}
