package org.helpline.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.helpline.call.FakeCaller;
import org.helpline.call.Sdp;
import org.helpline.config.AcdSettings.Joining;
import org.helpline.config.AcdSettings.Presence;
import org.helpline.core.QueueFact;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who goes on to another queue, because the wait was too long or by a key, has waited all along. */
class WaitCountsOnTest {

    private final HouseOnOneThread house = HouseOnOneThread.straight("anna");

    @AfterEach
    void nothingIsLeftWhenEverybodyHasHungUp() {
        house.callers.forEach(FakeCaller::hangsUp);
        house.passes(1);
        house.assertNothingIsLeft("at the end");
    }

    private FakeCaller waitsInSupport() {
        house.desk("anna", new DeskPort.Command.NotReady("Lunch"));
        return house.calls("309", "+49301234567", Optional.of(Sdp.audio(30_000)));
    }

    private void presses(FakeCaller caller, char key) {
        caller.info(key);
        house.passes(1);
    }

    private List<Duration> carried(int call) {
        return house.story(call, QueueFact.Joined.class).stream()
                .map(QueueFact.Joined::carried)
                .toList();
    }

    private Duration waited(int call) {
        return house.story(call, QueueFact.Connected.class).getFirst().waited();
    }

    @Test
    void overAnOverflow() {
        waitsInSupport();
        house.passes(30);
        house.calls("300");
        house.passes(40);
        house.desk("anna", new DeskPort.Command.Ready());
        house.answers();
        assertThat(house.story(0, QueueFact.Connected.class))
                .as("first, as they came first")
                .hasSize(1);
        assertThat(carried(0).getLast()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(61));
        assertThat(waited(0)).isBetween(Duration.ofSeconds(70), Duration.ofSeconds(72));
    }

    @Test
    void overAKeyThatLeadsToAnotherQueue() {
        FakeCaller caller = waitsInSupport();
        house.passes(20);
        presses(caller, '1');
        house.passes(10);
        house.desk("anna", new DeskPort.Command.Ready());
        house.answers();
        assertThat(carried(0)).last().isEqualTo(Duration.ofSeconds(20));
        assertThat(waited(0)).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(33));
    }

    @Test
    void andForACallbackInAnotherQueue() {
        FakeCaller caller = waitsInSupport();
        house.passes(20);
        presses(caller, '2');
        presses(caller, '1');
        house.passes(5);
        CallbackWish wish = house.shelf.kept.values().iterator().next();
        assertThat(Duration.between(wish.asked(), house.clock.now())).isGreaterThan(Duration.ofSeconds(25));
    }

    @Test
    void unlessTheQueueForgetsIt() {
        FakeCaller caller = waitsInSupport();
        house.joinedBy("support", new Joining(Presence.LOGGED_IN, Duration.ZERO, Optional.empty(), false));
        house.passes(20);
        presses(caller, '1');
        assertThat(carried(0)).last().isEqualTo(Duration.ZERO);
    }

    @Test
    void notOverATalk() {
        waitsInSupport();
        house.passes(20);
        house.desk("anna", new DeskPort.Command.Ready());
        house.answers();
        house.desk("anna", new DeskPort.Command.TransferToQueue(HouseOnOneThread.BILLING));
        house.passes(1);
        assertThat(carried(0)).last().isEqualTo(Duration.ZERO);
    }
}
