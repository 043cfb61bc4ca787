package org.helpline.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.helpline.call.FakeCaller;
import org.helpline.core.ScriptFact;
import org.helpline.interaction.CustomerBook.Caller;
import org.helpline.ivr.model.Value;
import org.junit.jupiter.api.Test;

/** What scripts keep of a caller is never lost because the store is slow: whoever needs it waits for it. */
class KeptForTheCustomerCallsTest {

    private static final Caller YORK =
            new Caller(List.of(), Optional.empty(), Map.of("shop", Value.text("York"), "visits", Value.Number.of(57)));

    private final HouseOnOneThread house = HouseOnOneThread.straight("anna");
    private final CompletableFuture<Caller> gate = new CompletableFuture<>();

    private FakeCaller calls() {
        house.book.slow = Optional.of(gate);
        return house.calls("307");
    }

    private List<ScriptFact.Started> started() {
        return house.story(0, ScriptFact.Started.class);
    }

    @Test
    void theScriptBeginsWhenTheSlowStoreHasAnswered() {
        calls();
        house.passes(Lookup.PATIENCE.multipliedBy(5));
        assertThat(started()).as("it waits").isEmpty();
        gate.complete(YORK);
        house.passes(2);
        assertThat(house.book.keeps).containsExactly("visits=58");
        assertThat(house.end(0)).isEqualTo("self-served by script");
        house.assertNothingIsLeft("after the call");
    }

    @Test
    void keysThatArePressedMeanwhileCountForTheFirstQuestion() {
        FakeCaller caller = calls();
        house.passes(1);
        caller.info('3');
        house.passes(1);
        gate.complete(new Caller(List.of(), Optional.empty()));
        house.passes(1);
        assertThat(house.book.keeps).containsExactly("visits=1", "shop=3");
    }

    @Test
    void aKeyPressedWhileAnyCallerIsLookedUpCountsToo() {
        HouseOnOneThread shipped = new HouseOnOneThread("anna");
        shipped.book.slow = Optional.of(gate);
        FakeCaller caller = shipped.calls("100");
        shipped.passes(Duration.ofMillis(20));
        caller.info('1'); // English, at once
        gate.complete(new Caller(List.of(), Optional.empty()));
        shipped.passes(1);
        assertThat(shipped.story(0, ScriptFact.Chose.class)).hasSize(1);
        assertThat(shipped.story(0, ScriptFact.WrongKey.class)).isEmpty();
    }

    @Test
    void aStoreThatDoesNotAnswerInTimeLosesNothing() {
        FakeCaller caller = calls();
        house.passes(Lookup.FOR_WHAT_WAS_KEPT.plusMillis(500));
        assertThat(started()).as("nobody waits for ever").hasSize(1);
        gate.complete(YORK);
        caller.info('3');
        house.passes(2);
        assertThat(house.book.keeps).as("57 visits are not overwritten by 1").isEmpty();
        assertThat(house.story(0, ScriptFact.Undecided.class))
                .extracting(ScriptFact.Undecided::place, ScriptFact.Undecided::why)
                .first()
                .extracting(Object::toString)
                .asString()
                .contains("visits", "it is not kept, since what was kept before could not be read");
    }

    @Test
    void aStoreThatCannotBeReadLosesNothingEither() {
        calls();
        gate.complete(new Caller(List.of(), Optional.empty(), Map.of(), false));
        house.passes(1);
        assertThat(started()).hasSize(1);
        assertThat(house.book.keeps).isEmpty();
    }

    @Test
    void aStoreThatFailsLosesNothingEither() {
        calls();
        gate.completeExceptionally(new IllegalStateException("the disk is gone"));
        house.passes(1);
        assertThat(started()).hasSize(1);
        assertThat(house.book.keeps).isEmpty();
    }

    @Test
    void whoHangsUpMeanwhileLeavesNothing() {
        FakeCaller caller = calls();
        house.passes(1);
        caller.hangsUp();
        house.passes(Duration.ofSeconds(5));
        gate.complete(YORK);
        house.passes(1);
        assertThat(started()).isEmpty();
        house.assertNothingIsLeft("after the hang-up");
    }

    @Test
    void aScriptThatKeepsNothingDoesNotWait() {
        house.book.slow = Optional.of(gate);
        house.calls("300");
        house.passes(Lookup.PATIENCE.plusMillis(50));
        assertThat(started()).hasSize(1);
    }
}
