package org.helpline.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.helpline.acd.Acd;
import org.helpline.call.FakeCaller;
import org.helpline.call.Sdp;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;
import org.helpline.core.Personal;
import org.helpline.core.QueueFact;
import org.helpline.core.ScreenPop;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Refusals, ends by the server, leaving a queue, and the pop before the answer. */
class EndsTest {

    private final HouseOnOneThread house = HouseOnOneThread.straight("anna", "ben");

    private void refused(FakeCaller caller, String answer) {
        assertThat(caller.said()).containsExactly(answer);
        house.passes(Duration.ofMillis(50));
        assertThat(house.end(0)).isEqualTo("refused by server");
        assertThat(house.story(0, CallFact.Refused.class)).hasSize(1);
        house.assertNothingIsLeft("after the refusal");
    }

    @Test
    void anUnknownNumberIsRefused() {
        refused(house.calls("999"), "404 Not Found");
    }

    @Test
    void noNewCallIsTakenWhileDraining() {
        house.draining = true;
        refused(house.calls("300"), "503 Service Unavailable Retry-After 30");
    }

    @Test
    void aCallWithoutAPortIsRefusedAndItsRecordClosedAtOnce() {
        house.media.free(0);
        refused(house.calls("300"), "503 Service Unavailable Retry-After 10");
    }

    @Test
    void aSessionThatCannotBeAgreedIsRefused() {
        refused(
                house.calls("300", "", Optional.of(Sdp.audio(30_000, "18", "sendrecv"))),
                "488 Not Acceptable Here, Warning 305");
        assertThat(house.log)
                .singleElement()
                .asString()
                .contains(" refused with 488: The session was not acceptable: the caller offers only ");
    }

    @Test
    void aCallEndsAtItsLongestLength() {
        FakeCaller caller = house.calls("300");
        house.answers();
        house.passes(Duration.ofHours(1));
        house.passes(1);
        assertThat(caller.said()).last().asString().contains("longest length");
        assertThat(house.end(0)).isEqualTo("served by server");
        house.assertNothingIsLeft("after an hour");
    }

    @Test
    void atShutdownEveryCallGetsItsByeAndItsLastFact() {
        List<FakeCaller> callers = List.of(house.calls("301"), house.calls("300"), house.calls("300"));
        house.answers();
        house.hallway.endAll("The server was stopped.");
        house.run();
        assertThat(callers.get(0).said()).containsExactly("180", "480 The server was stopped.");
        assertThat(callers.get(1).said()).last().isEqualTo("BYE The server was stopped.");
        assertThat(callers.get(2).said()).last().isEqualTo("BYE The server was stopped.");
        house.assertNothingIsLeft("after the shutdown");
    }

    @Test
    void theLastWordsAreNotCutOffByTheBye() {
        HouseOnOneThread nobody = new HouseOnOneThread();
        FakeCaller caller = nobody.calls("100");
        while (!caller.isOver()) {
            nobody.passes(Duration.ofMillis(20));
            boolean silent = !nobody.media.last().isPlaying()
                    && nobody.media.last().music().isEmpty();
            if (silent && nobody.media.last().played().contains("goodbye.wav")) {
                break;
            }
        }
        assertThat(caller.isOver()).isFalse();
        nobody.passes(ScriptRun.TAIL);
        assertThat(caller.isOver()).isTrue();
    }

    /** P10: the key counts while an announcement plays and while a phone rings, and nothing of the old queue is heard after it. */
    @Test
    void aKeyLeavesTheQueueWhileAPhoneRings() {
        house.calls("300");
        house.edge.last().rings();
        house.media.legs().getFirst().hears('*');
        house.passes(1);
        assertThat(house.edge.called().getFirst().said()).containsExactly("CANCEL The caller left the queue");
        assertThat(house.story(0, QueueFact.SentOn.class))
                .extracting(QueueFact.SentOn::why)
                .containsExactly("key");
        assertThat(house.story(0, QueueFact.Joined.class))
                .extracting(QueueFact.Joined::queue)
                .containsExactly(HouseOnOneThread.SUPPORT, HouseOnOneThread.BILLING);
        house.answers();
        assertThat(house.story(0, QueueFact.Connected.class)).hasSize(1);
        house.callers.getFirst().hangsUp();
        house.passes(1);
        house.assertNothingIsLeft("after the transfer by key");
    }

    @Test
    void aKeyAtTheMomentOfTheAnswerUndoesTheConnection() {
        house.calls("300");
        house.edge.last().answers();
        house.media.legs().getFirst().hears('*'); // the ACD has not confirmed
        house.passes(1);
        assertThat(house.edge.called().getFirst().said()).containsExactly("BYE The caller left the queue");
        assertThat(house.story(0, QueueFact.Connected.class)).isEmpty();
        house.answers();
        house.callers.getFirst().hangsUp();
        house.passes(1);
        house.assertNothingIsLeft("after the key");
    }

    @Test
    void anOfferThatCrossesTheKeyRingsNobody() {
        house.desk("anna", new DeskPort.Command.NotReady("Lunch"));
        house.desk("ben", new DeskPort.Command.LogOut());
        house.calls("300");
        house.acd.agent(new AgentId("anna"), new Acd.AgentCommand.Ready()); // offers the caller …
        house.media.legs().getFirst().hears('*'); // … who leaves in the same turn
        house.passes(1);
        assertThat(house.rung()).as("for the other queue only").containsExactly("anna");
        assertThat(house.story(0, QueueFact.Offered.class))
                .extracting(QueueFact.Offered::queue)
                .containsExactly(HouseOnOneThread.BILLING);
        house.callers.getFirst().hangsUp();
        house.passes(1);
        house.assertNothingIsLeft("after the key");
    }

    @Test
    void promptsThatLoadLateDoNotPlayOnceTheScriptHasMovedOn() {
        HouseOnOneThread slow = new HouseOnOneThread();
        slow.loading = Duration.ofSeconds(2);
        slow.calls("100");
        slow.media.last().hears('0'); // to a human, while the welcome is loaded
        slow.passes(1);
        assertThat(slow.media.last().played()).isEmpty();
        slow.passes(30);
        assertThat(slow.media.last().played()).doesNotContain("welcome.wav").isNotEmpty();
    }

    /** P59: the pop is the ringing agent's, before the answer, and nobody else's. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void thePopIsThereBeforeTheAnswer(int customers) {
        house.book.known.put(
                HouseOnOneThread.ANNAS_CALLER, new CustomerBook.Caller(matches(customers), Optional.empty()));
        house.calls("300");
        assertThat(house.edge.last().isRinging()).isTrue();
        DeskPort.DeskCall shown = house.onDesk("anna").orElseThrow();
        assertThat(shown.phase()).isEqualTo("offered");
        assertThat(shown.pop().matches()).hasSize(customers);
        assertThat(shown.pop().number().value()).isEqualTo(HouseOnOneThread.ANNAS_CALLER);
        assertThat(house.onDesk("ben")).isEmpty();
        assertThat(house.story(0, QueueFact.Offered.class))
                .extracting(QueueFact.Offered::agent)
                .containsExactly(new AgentId("anna"));
    }

    @Test
    void aSlowLookUpDelaysTheCallerByNoMoreThanItsPatience() {
        house.book.slow = Optional.of(new CompletableFuture<>());
        house.calls("300");
        assertThat(house.rung()).isEmpty();
        house.passes(Lookup.PATIENCE);
        assertThat(house.rung()).containsExactly("anna");
        assertThat(house.onDesk("anna").orElseThrow().pop().matches()).isEmpty();
        house.book.slow.get().complete(new CustomerBook.Caller(matches(1), Optional.empty()));
        house.edge.last().refuses(603);
        house.passes(1);
        assertThat(house.onDesk("ben").orElseThrow().pop().matches())
                .as("known by now")
                .hasSize(1);
    }

    /** Which phase the desk shows when the look-up's answer comes. */
    @ParameterizedTest
    @ValueSource(strings = {"offered", "talking", "held", "wrap-up"})
    void aLookUpThatComesLateFillsThePopThatIsShown(String phase) {
        house.book.slow = Optional.of(new CompletableFuture<>());
        house.calls("302");
        house.passes(Lookup.PATIENCE);
        if (!phase.equals("offered")) {
            house.answers();
        }
        if (phase.equals("held")) {
            house.desk("anna", new DeskPort.Command.Hold());
        }
        if (phase.equals("wrap-up")) {
            house.edge.last().hangsUp(); // the caller is asked how it was
            house.run();
        }
        DeskPort.DeskCall before = house.onDesk("anna").orElseThrow();
        assertThat(before.phase()).isEqualTo(phase);
        house.book.slow.get().complete(new CustomerBook.Caller(matches(2), Optional.empty()));
        house.run();
        assertThat(house.onDesk("anna")).contains(before.showing(before.pop().with(matches(2))));
        assertThat(house.onDesk("ben")).isEmpty();
        assertThat(house.story(0, QueueFact.PopCompleted.class))
                .containsExactly(new QueueFact.PopCompleted(
                        HouseOnOneThread.SUPPORT,
                        new AgentId("anna"),
                        before.pop().with(matches(2))));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLateAnswerIsNoNewsToADeskThatShowsAnotherOrIfNobodyWasFound(boolean gone) {
        house.book.slow = Optional.of(new CompletableFuture<>());
        FakeCaller caller = house.calls("300");
        house.passes(Lookup.PATIENCE);
        if (gone) {
            house.edge.last().refuses(603);
            house.passes(1);
            house.edge.last().refuses(603);
            house.passes(1);
            assertThat(house.onDesk("anna")).isEmpty();
            assertThat(house.onDesk("ben")).isEmpty();
        }
        house.book.slow.get().complete(new CustomerBook.Caller(matches(gone ? 1 : 0), Optional.empty()));
        house.run();
        assertThat(house.story(0, QueueFact.PopCompleted.class)).isEmpty();
        caller.hangsUp();
        house.passes(1);
        house.assertNothingIsLeft("at the end");
    }

    @Test
    void aLookUpThatIsAnsweredAfterTheCallIsNoPartOfItsStory() {
        house.book.slow = Optional.of(new CompletableFuture<>());
        FakeCaller caller = house.calls("300");
        house.passes(Lookup.PATIENCE);
        house.answers();
        caller.hangsUp();
        house.passes(1);
        house.book.slow.get().complete(new CustomerBook.Caller(matches(1), Optional.empty()));
        house.run();
        assertThat(house.onDesk("anna")).isPresent();
        house.assertNothingIsLeft("after the answer");
    }

    private static List<ScreenPop.Match> matches(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new ScreenPop.Match(
                        "c" + i,
                        new Personal("Ada"),
                        "",
                        "",
                        "",
                        Optional.empty(),
                        List.of(),
                        Personal.NONE,
                        new Personal("Handle with care")))
                .toList();
    }
}
