package org.helpline.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.helpline.call.FakeCaller;
import org.helpline.call.FakePhone;
import org.helpline.call.Sdp;
import org.helpline.core.CallFact;
import org.helpline.core.QueueFact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The caller hangs up, in every phase of a call. */
class CallerGoneTest {

    private final HouseOnOneThread house = HouseOnOneThread.straight("anna", "ben");

    private void hangUp(FakeCaller caller) {
        caller.hangsUp();
        house.passes(Duration.ofMillis(100));
        house.assertNothingIsLeft("after the hang-up");
    }

    @Test
    void whileItRings() {
        hangUp(house.calls("301"));
        assertThat(house.end(0)).isEqualTo("abandoned by caller");
        house.passes(5);
        assertThat(house.media.legs()).as("answered after the CANCEL").isEmpty();
    }

    @Test
    void beforeTheAck() {
        FakeCaller caller = house.calls("300", "", Optional.empty());
        hangUp(caller);
        assertThat(caller.said()).containsExactly("200");
    }

    @Test
    void whileTheLookUpIsSlow() {
        house.book.slow = Optional.of(new java.util.concurrent.CompletableFuture<>());
        hangUp(house.calls("300"));
        house.book.slow.get().complete(new CustomerBook.Caller(java.util.List.of(), Optional.empty()));
        house.passes(1);
        assertThat(house.rung()).isEmpty();
    }

    @Test
    void whileAnAgentsPhoneRings() {
        FakeCaller caller = house.calls("300");
        FakePhone anna = house.edge.last().rings();
        hangUp(caller);
        assertThat(anna.said()).containsExactly("CANCEL The caller hung up");
        assertThat(house.end(0)).isEqualTo("abandoned by caller");
        assertThat(house.story(0, QueueFact.Abandoned.class)).hasSize(1);
        assertThat(house.story(0, QueueFact.OfferEnded.class))
                .extracting(QueueFact.OfferEnded::why)
                .containsExactly("withdrawn: caller left");
        assertThat(house.agentState("anna")).isEqualTo("ready");
    }

    /** P24: an answer that crosses the hang-up leaves no agent behind in a call. */
    @Test
    void atTheMomentOfTheAnswer() {
        FakeCaller caller = house.calls("300");
        house.edge.last().answers(); // the ACD has not confirmed
        hangUp(caller);
        assertThat(house.end(0)).isEqualTo("abandoned by caller");
        assertThat(house.edge.last().said()).containsExactly("BYE The caller hung up");
    }

    @Test
    void whileTalking() {
        FakeCaller caller = house.calls("300");
        FakePhone anna = house.answers();
        hangUp(caller);
        assertThat(anna.said()).containsExactly("BYE The caller hung up");
        assertThat(house.end(0)).isEqualTo("served by caller");
        assertThat(house.agentState("anna")).isEqualTo("wrap-up");
        assertThat(house.onDesk("anna"))
                .get()
                .extracting(DeskPort.DeskCall::phase)
                .isEqualTo("wrap-up");
        house.passes(30);
        assertThat(house.agentState("anna")).isEqualTo("ready");
        assertThat(house.onDesk("anna")).isEmpty();
    }

    @Test
    void onHold() {
        FakeCaller caller = house.calls("300");
        FakePhone anna = house.answers();
        house.desk("anna", new DeskPort.Command.Hold());
        hangUp(caller);
        assertThat(anna.isOver()).isTrue();
        assertThat(house.end(0)).isEqualTo("served by caller");
    }

    @Test
    void inTheQueueAfterATransfer() {
        FakeCaller caller = house.calls("300");
        house.answers();
        house.edge.unregister("ben");
        house.desk("anna", new DeskPort.Command.TransferToQueue(HouseOnOneThread.BILLING));
        hangUp(caller);
        assertThat(house.end(0)).isEqualTo("served by caller");
        assertThat(house.story(0, QueueFact.Abandoned.class)).hasSize(1);
    }

    @Test
    void inTheMenu() {
        HouseOnOneThread shipped = new HouseOnOneThread();
        FakeCaller caller = shipped.calls("100");
        shipped.passes(Duration.ofMillis(700));
        caller.hangsUp();
        shipped.passes(1);
        assertThat(shipped.end(0)).isEqualTo("self-served by caller");
        shipped.assertNothingIsLeft("after the hang-up");
    }

    /** What the caller wanted last decides: a person whom no queue had, a place in the queue, or nobody any more. */
    @ParameterizedTest
    @CsvSource({
        "2, hangs up, turned-away by caller, The caller hung up. Queue billing did not take the caller: nobody serving; an agent who may serve it has to log in and be ready.",
        "2, listens, turned-away by script, Queue billing did not take the caller: nobody serving; an agent who may serve it has to log in and be ready.",
        "0, hangs up, abandoned by caller, The caller hung up.",
        "0*, hangs up, self-served by caller, The caller hung up.",
        "2, breaks, turned-away by network, The phone is gone. Queue billing did not take the caller: nobody serving; an agent who may serve it has to log in and be ready.",
    })
    void whoWantedAPersonAndReachedNoneHasNotServedThemselves(String keys, String does, String end, String reason) {
        HouseOnOneThread shipped = new HouseOnOneThread();
        FakeCaller caller = shipped.calls("100");
        shipped.passes(8); // welcome
        shipped.media.last().hears('1'); // English
        shipped.passes(2);
        keys.chars().forEach(key -> {
            shipped.media.last().hears((char) key);
            shipped.passes(1);
        });
        switch (does) {
            case "hangs up" -> caller.hangsUp();
            case "breaks" -> caller.breaks("The phone is gone.");
            default -> shipped.passes(30); // to the end of the goodbye
        }
        shipped.passes(1);
        assertThat(shipped.end(0)).isEqualTo(end);
        assertThat(shipped.story(0, CallFact.Ended.class).getFirst().reason()).isEqualTo(reason);
        shipped.assertNothingIsLeft("after the hang-up");
    }

    @Test
    void whenTheConnectionBreaks() {
        FakeCaller caller = house.calls("301");
        house.passes(2);
        caller.ack().breaks("The TCP connection to 192.0.2.50 closed.");
        house.passes(1);
        assertThat(house.end(0)).isEqualTo("abandoned by network");
        house.assertNothingIsLeft("after the break");
    }

    @Test
    void whenNoAckEverComes() {
        FakeCaller caller = house.calls("301");
        house.passes(2);
        caller.neverAcknowledges();
        house.passes(1);
        assertThat(house.story(0, CallFact.Ended.class).getFirst().reason()).contains("no ACK within 32 s");
        house.assertNothingIsLeft("after 32 s");
    }

    @Test
    void whenTheAckOfADelayedOfferBringsNoAnswer() {
        FakeCaller caller = house.calls("300", "", Optional.empty());
        assertThat(caller.lastSdp()).contains("m=audio");
        caller.ack();
        house.passes(1);
        assertThat(caller.said()).containsExactly("200", "BYE Not acceptable here");
        assertThat(house.end(0)).isEqualTo("failed by network");
        house.assertNothingIsLeft("after the ACK");
    }

    @Test
    void aDelayedOfferIsServedLikeAnyOther() {
        FakeCaller caller = house.calls("300", "", Optional.empty());
        caller.ack(Optional.of(Sdp.audio(30_000)));
        house.run();
        house.answers();
        hangUp(caller);
        assertThat(house.end(0)).isEqualTo("served by caller");
    }

    /** P55: the watchdog waits for its time, and its verdict is in the record. */
    @Test
    void whenNoRtpComes() {
        FakeCaller caller = house.calls("300");
        house.passes(1);
        assertThat(caller.isOver()).isFalse();
        house.media.legs().getFirst().isSilentFor(Duration.ofSeconds(30));
        house.passes(1);
        assertThat(house.story(0, CallFact.MediaSilent.class)).hasSize(1);
        assertThat(house.story(0, CallFact.Ended.class).getFirst().reason())
                .startsWith("No RTP came from the caller for 30 s: open and forward media.ports");
        assertThat(caller.said()).last().asString().startsWith("BYE");
        house.assertNothingIsLeft("after the silence");
    }
}
