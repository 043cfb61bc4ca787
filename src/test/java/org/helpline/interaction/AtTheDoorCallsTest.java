package org.helpline.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.helpline.call.FakeCaller;
import org.helpline.config.AcdSettings.Joining;
import org.helpline.config.AcdSettings.Presence;
import org.helpline.config.AcdSettings.Target;
import org.helpline.core.CallFact;
import org.helpline.core.QueueFact;
import org.helpline.core.ScriptFact;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Callers whom a queue does not take at its door, and where they go. */
class AtTheDoorCallsTest {

    private final HouseOnOneThread house = HouseOnOneThread.straight("anna");

    @AfterEach
    void nothingIsLeftWhenEverybodyHasHungUp() {
        house.callers.forEach(FakeCaller::hangsUp);
        house.passes(1);
        house.assertNothingIsLeft("at the end");
    }

    private List<String> refusals(int call) {
        return house.story(call, QueueFact.NotQueued.class).stream()
                .map(f -> f.queue() + ": " + f.why())
                .toList();
    }

    private List<String> joined(int call) {
        return house.story(call, QueueFact.Joined.class).stream()
                .map(f -> f.queue().value())
                .toList();
    }

    @Test
    void whenAllAreOnABreakNobodyIsThereAndTheRecordSaysSo() {
        house.joinedBy("support", new Joining(Presence.READY, Duration.ZERO, Optional.empty(), true));
        house.desk("anna", new DeskPort.Command.NotReady("Lunch"));
        house.calls("300");
        house.passes(20);
        assertThat(refusals(0)).containsExactly("support: nobody ready");
        assertThat(house.story(0, CallFact.Ended.class).getFirst())
                .extracting(CallFact.Ended::outcome, CallFact.Ended::reason)
                .containsExactly(
                        "turned-away",
                        "Queue support did not take the caller: nobody ready; an agent who may serve it has to log in and be"
                                + " ready.");
    }

    @Test
    void whoWaitsWhileTheLastAgentGoesOnABreakIsSentOnAndTheRecordSaysSo() {
        house.joinedBy(
                "support",
                new Joining(Presence.READY, Duration.ZERO, Optional.empty(), true).unstaffed(Duration.ofSeconds(30)));
        house.calls("300");
        house.passes(1);
        house.desk("anna", new DeskPort.Command.NotReady("Lunch"));
        house.passes(60);
        assertThat(house.story(0, QueueFact.SentOn.class))
                .extracting(QueueFact.SentOn::why)
                .containsExactly("nobody ready");
        assertThat(house.story(0, CallFact.Ended.class).getFirst())
                .extracting(CallFact.Ended::outcome, CallFact.Ended::reason)
                .containsExactly(
                        "turned-away",
                        "Queue support gave the caller up: nobody ready; an agent who may serve it has to log in and be"
                                + " ready.");
    }

    /** Five callers one after the other teach the queue its pace: one place in a minute. */
    private int busy() {
        for (int i = 0; i < 6; i++) {
            house.calls("300");
        }
        for (int i = 0; i < 4; i++) {
            house.answers();
            house.passes(30);
            house.edge.last().hangsUp();
            house.passes(30); // wrap-up
        }
        return house.callers.size();
    }

    @Test
    void whoIsLikelyToWaitTooLongGoesWhereTheSettingsSay() {
        int next = busy();
        house.joinedBy(
                "support",
                new Joining(
                        Presence.LOGGED_IN,
                        Duration.ofSeconds(90),
                        Optional.of(new Target.ToQueue(HouseOnOneThread.BILLING)),
                        true));
        house.calls("300");
        house.passes(1);
        assertThat(refusals(next)).containsExactly("support: expected wait");
        assertThat(joined(next)).containsExactly("billing");
        assertThat(house.story(next, ScriptFact.Unserved.class))
                .extracting(ScriptFact.Unserved::reason, ScriptFact.Unserved::by)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("too_long", "the settings: queue billing"));
    }

    @Test
    void aScriptsOwnWayForALongWaitWins() {
        int next = busy();
        house.joinedBy(
                "support",
                new Joining(Presence.LOGGED_IN, Duration.ofSeconds(90), Optional.of(new Target.Goodbye()), true));
        house.calls("309"); // too_long: {queue: billing}
        house.passes(1);
        assertThat(joined(next)).containsExactly("billing");
    }
}
