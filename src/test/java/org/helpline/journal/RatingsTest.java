package org.helpline.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.helpline.core.CallFact;
import org.helpline.core.Fact;
import org.helpline.core.Published;
import org.helpline.core.QueueFact;
import org.helpline.core.QueueName;
import org.helpline.core.ScriptFact;
import org.helpline.journal.Ratings.Total;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RatingsTest {

    private static final String ADA = "+447700900123";

    @TempDir
    private Path directory;

    /** A call that rates before it waits, then talks with anna in support, then answers both of these. */
    private static List<Published> call(String id, String number, int before, int after, int ofTen) {
        Fact score = new ScriptFact.Rated("satisfaction", after, 5);
        return new ScriptedCall(id, ScriptedCall.START)
                .at(0, ScriptedCall.from(number, "Ada", id + "@phone"))
                .at(1_000, new ScriptFact.Rated("menu", before, 5))
                .at(2_000, new QueueFact.Joined(ScriptedCall.SUPPORT, 1, 0))
                .at(3_000, new QueueFact.Connected(ScriptedCall.SUPPORT, ScriptedCall.ANNA, Duration.ofSeconds(1)))
                .at(9_000, score)
                .at(9_500, new ScriptFact.Rated("recommends", ofTen, 10))
                .at(9_600, new CallFact.Ended("served", "script", "The script came to its end."))
                .facts();
    }

    private static List<Total> totals(House house, Instant since) {
        return house.told(new Ratings(house.store).since(since));
    }

    @Test
    void aScoreBelongsToQueueAndAgentOfThatMoment() {
        House house = new House(directory);
        house.publish(call("call-1", ADA, 1, 4, 9));
        house.publish(call("call-2", "+447700900456", 3, 5, 8));
        house.live(Duration.ofSeconds(1));
        assertThat(totals(house, ScriptedCall.START))
                .containsExactly(
                        new Total("", "", 5, 2, 4),
                        new Total("support", "anna", 5, 2, 9),
                        new Total("support", "anna", 10, 2, 17));
        assertThat(totals(house, ScriptedCall.START.plusSeconds(60))).isEmpty();
        assertThat(house.told(new Ratings(house.store).ofCalls(List.of("call-1", "call-2", "call-3"))))
                .isEqualTo(Map.of("call-1", "1 of 5, 4 of 5, 9 of 10", "call-2", "3 of 5, 5 of 5, 8 of 10"));
    }

    /** Whoever is sent on to another queue and agent rates those. */
    @Test
    void theLastAgentBeforeTheScoreHasIt() {
        House house = new House(directory);
        QueueName billing = new QueueName("billing");
        house.publish(new ScriptedCall("call-1", ScriptedCall.START)
                .at(0, ScriptedCall.from(ADA, "Ada", "1@phone"))
                .at(1_000, new QueueFact.Connected(ScriptedCall.SUPPORT, ScriptedCall.ANNA, Duration.ZERO))
                .at(2_000, new QueueFact.Joined(billing, 1, 0))
                .at(3_000, new QueueFact.Connected(billing, new org.helpline.core.AgentId("bo"), Duration.ZERO))
                .at(4_000, new ScriptFact.Rated("satisfaction", 2, 5))
                .facts());
        house.live(Duration.ofSeconds(1));
        assertThat(totals(house, ScriptedCall.START)).containsExactly(new Total("billing", "bo", 5, 1, 2));
    }

    @Test
    void aFactThatIsStoredAgainCountsOnce() {
        House house = new House(directory);
        house.publish(call("call-1", ADA, 1, 4, 9));
        house.live(Duration.ofSeconds(1));
        house.publish(call("call-1", ADA, 1, 4, 9)); // as from a spill that was not emptied
        house.live(Duration.ofSeconds(1));
        assertThat(house.count("select count(*) as n from rating")).isEqualTo(3);
    }

    /** The score stays with queue and agent; whose it was cannot be told any more. */
    @Test
    void whoIsForgottenHasRatedNothing() {
        House house = new House(directory);
        house.publish(call("call-1", ADA, 1, 4, 9));
        house.publish(call("call-2", "+447700900456", 3, 5, 8));
        house.live(Duration.ofSeconds(1));
        var forgotten = house.journal.forget("07700 900123");
        house.live(Duration.ofSeconds(1));
        assertThat(house.await(forgotten)).isTrue();
        assertThat(house.count("select count(*) as n from rating where caller_id = ''"))
                .isEqualTo(3);
        assertThat(house.count("select count(*) as n from rating where caller_id <> ''"))
                .isEqualTo(3);
        assertThat(totals(house, ScriptedCall.START)).contains(new Total("support", "anna", 5, 2, 9));
    }
}
