package org.helpline.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.helpline.call.FakeCaller;
import org.helpline.call.Sdp;
import org.helpline.core.QueueFact;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.run.LookUpAnswer;
import org.junit.jupiter.api.Test;

/** Look-ups of calls: who is asked, what is told, and what a hang-up leaves. */
class LookUpCallsTest {

    private static final String ADA = HouseOnOneThread.ANNAS_CALLER;

    private final HouseOnOneThread house = HouseOnOneThread.straight("anna");

    private void answers(LookUpAnswer answer) {
        house.shop.waiting.removeFirst().accept(answer);
        house.run();
    }

    private ScriptFact.LookedUp lookedUp(int index) {
        return house.story(0, ScriptFact.LookedUp.class).get(index);
    }

    private static LookUpAnswer found(String name, Value value) {
        return new LookUpAnswer.Found(new Value.Fields(Map.of(name, value)));
    }

    @Test
    void theStoryTellsWhoWasAskedWhatCameAndHowLongItTook() {
        house.calls("304");
        assertThat(house.shop.asked).containsExactly("order_status number: " + ADA);
        house.passes(Duration.ofMillis(700));
        answers(found("state", Value.text("on its way")));
        assertThat(lookedUp(0))
                .extracting(ScriptFact.LookedUp::name, ScriptFact.LookedUp::outcome, ScriptFact.LookedUp::millis)
                .containsExactly("order_status", "found", 700L);
        house.passes(2);
        assertThat(house.end(0)).isEqualTo("self-served by script");
        house.assertNothingIsLeft("after an order");
    }

    @Test
    void aCallerWhoWaitsLongHearsMusicUntilTheAnswer() {
        house.calls("304");
        house.passes(3);
        assertThat(house.media.legs().getFirst().music()).isEqualTo("default.wav");
        answers(new LookUpAnswer.Failed("It answered with the status 500."));
        assertThat(house.story(0, QueueFact.Joined.class)).hasSize(1);
        assertThat(lookedUp(0).why()).isEqualTo("It answered with the status 500.");
        assertThat(house.log)
                .anyMatch(l -> l.endsWith("look-up order_status failed: It answered with the status 500."));
    }

    @Test
    void aHangUpCallsItOff() {
        FakeCaller caller = house.calls("304");
        caller.hangsUp();
        house.passes(1);
        assertThat(house.shop.calledOff).isEqualTo(1);
        assertThat(house.shop.waiting).isEmpty();
        house.assertNothingIsLeft("after the hang-up");
    }

    @Test
    void anAnswerAfterTheHangUpMeansNothing() {
        FakeCaller caller = house.calls("304");
        var late = house.shop.waiting.getFirst();
        caller.hangsUp();
        house.passes(1);
        late.accept(new LookUpAnswer.None());
        house.passes(1);
        assertThat(house.story(0, ScriptFact.LookedUp.class)).isEmpty();
        house.assertNothingIsLeft("after a late answer");
    }

    @Test
    void theCustomersAnswerFromTheStore() {
        house.book.cards.put(ADA, found("name", Value.text("Ada")));
        house.calls("304");
        answers(new LookUpAnswer.None());
        house.passes(1);
        assertThat(lookedUp(1).name()).isEqualTo("customer");
        assertThat(lookedUp(1).outcome()).isEqualTo("found");
        assertThat(house.story(0, QueueFact.Joined.class)).hasSize(1);
    }

    @Test
    void aWithheldNumberIsNobodys() {
        house.calls("304", "", Optional.of(Sdp.audio(30_000)));
        answers(new LookUpAnswer.None());
        house.passes(1);
        assertThat(lookedUp(1).outcome()).isEqualTo("none");
        assertThat(house.end(0)).isEqualTo("self-served by script");
    }
}
