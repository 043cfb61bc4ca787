package org.helpline.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.helpline.core.AgentId;
import org.helpline.core.QueueFact;
import org.junit.jupiter.api.Test;

/** A script says which agents may be rung: levels that fall with time, other queues, and whoever talked with the caller last. */
class WantedAgentsTest {

    private static HouseOnOneThread calling(HouseOnOneThread house) {
        house.calls("308");
        house.passes(1);
        return house;
    }

    @Test
    void levelsFallAndTheRecordSaysWhen() {
        HouseOnOneThread house = calling(HouseOnOneThread.straight("anna", "bill"));
        assertThat(house.rung()).isEmpty();
        house.passes(8);
        assertThat(house.rung()).isEmpty();
        house.passes(2);
        assertThat(house.rung()).containsExactly("bill");
        assertThat(house.story(0, QueueFact.Relaxed.class))
                .extracting(QueueFact.Relaxed::words)
                .containsExactly("billing 2");
        assertThat(house.story(0, QueueFact.Joined.class))
                .extracting(f -> f.priority() + " " + f.needs())
                .containsExactly("7 billing 4");
    }

    @Test
    void atLastAnybodyIsRung() {
        HouseOnOneThread house = calling(HouseOnOneThread.straight("anna"));
        house.passes(18);
        assertThat(house.rung()).isEmpty();
        house.passes(2);
        assertThat(house.rung()).containsExactly("anna");
        assertThat(house.story(0, QueueFact.Relaxed.class))
                .extracting(QueueFact.Relaxed::words)
                .containsExactly("billing 2", "anybody, also of billing");
    }

    @Test
    void whoTalkedLastWithTheCallerIsRungAtOnce() {
        HouseOnOneThread house = HouseOnOneThread.straight("anna", "bill");
        house.book.lastAgent = CompletableFuture.completedFuture(Optional.of(new AgentId("anna")));
        assertThat(calling(house).rung()).containsExactly("anna");
    }

    @Test
    void aStoreThatDoesNotSayWhoTalkedLastHoldsNobodyUp() {
        HouseOnOneThread house = HouseOnOneThread.straight("anna", "bill");
        house.book.lastAgent = new CompletableFuture<>();
        calling(house);
        assertThat(house.story(0, QueueFact.Joined.class)).hasSize(1);
        house.book.lastAgent.complete(Optional.of(new AgentId("anna")));
        house.passes(1);
        assertThat(house.rung()).as("too late").isEmpty();
    }

    @Test
    void whoHangsUpWhileTheStoreIsAskedJoinsNothing() {
        HouseOnOneThread house = HouseOnOneThread.straight("anna");
        house.book.lastAgent = new CompletableFuture<>();
        var caller = house.calls("308");
        house.passes(Duration.ofMillis(100));
        caller.hangsUp();
        house.book.lastAgent.complete(Optional.of(new AgentId("anna")));
        house.passes(1);
        assertThat(house.story(0, QueueFact.Joined.class)).isEmpty();
        house.assertNothingIsLeft("after the caller left");
    }
}
