package org.helpline.interaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.helpline.call.FakeCaller;
import org.helpline.call.FakeMediaLeg;
import org.helpline.config.AcdSettings;
import org.helpline.config.QueueRecording;
import org.helpline.config.QueueRecording.When;
import org.helpline.config.RecordingSettings;
import org.helpline.config.Settings;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;
import org.helpline.core.InteractionId;
import org.helpline.core.QueueName;
import org.helpline.interaction.DeskPort.Command;
import org.helpline.interaction.DeskPort.Result;
import org.helpline.interaction.DeskPort.Taped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whose conversations are recorded: by queues, scripts and agents, with the announcement before, pauses and the end. */
class TapingTest {

    private static final AgentId ANNA = new AgentId("anna");
    private static final AgentId BEN = new AgentId("ben");

    private final HouseOnOneThread house = HouseOnOneThread.straight("anna", "ben");

    private void queue(When when) {
        settings(s -> s.with(
                s.calls(),
                new AcdSettings(
                        s.acd().queues().stream()
                                .map(q -> q.recorded(new QueueRecording(when, Optional.empty())))
                                .toList(),
                        s.acd().agents(),
                        s.acd().serviceLevel()),
                s.scripts()));
    }

    private void silently() {
        settings(s -> {
            RecordingSettings r = s.recordings();
            return s.with(new RecordingSettings(
                    r.folder(), r.format(), r.keep(), r.keyFile(), Optional.empty(), r.keepFree(), r.ownCalls()));
        });
    }

    private void settings(UnaryOperator<Settings> change) {
        house.hallway.change(change.apply(house.hallway.settings()));
    }

    private FakeCaller calls(String number) {
        FakeCaller caller = house.calls(number);
        house.edge.last().rings().answers();
        house.run();
        return caller;
    }

    private FakeMediaLeg callersLeg() {
        return house.media.legs().getFirst();
    }

    private void ends(FakeCaller caller) {
        caller.hangsUp();
        house.passes(40);
        house.assertNothingIsLeft("at the end");
    }

    private String refused(String agent, Command command) {
        return ((Result.Refused) house.desk(agent, command)).why();
    }

    private void does(Command command) {
        assertThat(house.desk("anna", command)).isEqualTo(new Result.Done());
    }

    private Taped shown(String agent) {
        return house.onDesk(agent).orElseThrow().hand().taped();
    }

    @Test
    void aQueueThatRecordsHasItSaidFirst() {
        queue(When.ON);
        FakeCaller caller = calls("300");
        FakeMediaLeg annas = house.media.last();
        assertThat(callersLeg().isPlaying()).isTrue();
        assertThat(annas.isPlaying()).isTrue();
        assertThat(callersLeg().isTaped()).isFalse();
        assertThat(shown("anna")).isEqualTo(new Taped("announced", false));
        house.passes(10);
        assertThat(callersLeg().isTaped()).isTrue();
        assertThat(annas.isOnTapeOf(callersLeg())).isTrue();
        assertThat(shown("anna")).isEqualTo(new Taped("on", false));
        house.passes(60);
        ends(caller);
        String id = house.archive.begun.getFirst().id();
        assertThat(house.archive.begun).singleElement().satisfies(b -> {
            assertThat(b.by()).isEqualTo("queue support");
            assertThat(b.queue()).contains(new QueueName("support"));
            assertThat(b.id()).isEqualTo(b.call() + "-1");
        });
        assertThat(house.archive.ended).singleElement().satisfies(e -> {
            assertThat(e.agents()).containsExactly(ANNA);
            assertThat(e.length().toSeconds()).isCloseTo(68, within(5L));
            assertThat(e.trouble()).isEmpty();
        });
        assertThat(house.story(0, CallFact.RecordingAnnounced.class)).hasSize(1);
        assertThat(house.story(0, CallFact.RecordingBegan.class))
                .containsExactly(new CallFact.RecordingBegan(id, "queue support"));
        assertThat(house.story(0, CallFact.RecordingEnded.class)).hasSize(1);
        assertThat(house.story(0, CallFact.class).getLast()).isInstanceOf(CallFact.Ended.class);
    }

    /** A reason as the story has it, how it came about, and whether the talk goes on. */
    private void withdrawnWhileItIsAnnounced(String why, Runnable how, boolean goesOn) {
        FakeMediaLeg annas = house.media.last();
        assertThat(callersLeg().isPlaying()).isTrue();
        assertThat(annas.isPlaying()).isTrue();
        how.run();
        house.run();
        assertThat(callersLeg().isPlaying()).as("nobody hears the rest of it").isFalse();
        assertThat(annas.isPlaying()).isFalse();
        house.passes(10);
        assertThat(callersLeg().isTaped()).isFalse();
        assertThat(house.archive.begun).isEmpty();
        assertThat(house.story(0, CallFact.RecordingAnnounced.class)).isEmpty();
        assertThat(house.story(0, CallFact.NotRecorded.class)).containsExactly(new CallFact.NotRecorded(why));
        if (goesOn) {
            assertThat(callersLeg().peer()).contains(annas);
        }
    }

    @Test
    void whatTheAgentStopsWhileItIsAnnouncedIsSaidNoFurtherAndSaidWholeTheNextTime() {
        queue(When.BY_AGENT);
        FakeCaller caller = calls("300");
        does(new Command.RecordCall(true));
        house.run();
        withdrawnWhileItIsAnnounced(
                "anna stopped it while it was announced", () -> does(new Command.RecordCall(false)), true);
        assertThat(shown("anna")).isEqualTo(new Taped("", true));
        does(new Command.RecordCall(true));
        house.run();
        assertThat(callersLeg().isPlaying()).as("it has not been said yet").isTrue();
        house.passes(10);
        assertThat(callersLeg().isTaped()).isTrue();
        ends(caller);
        assertThat(house.archive.begun).hasSize(1);
    }

    @Test
    void whatAProgramStopsWhileItIsAnnouncedIsSaidNoFurtherAndDoesNotBegin() {
        queue(When.ON);
        FakeCaller caller = calls("300");
        withdrawnWhileItIsAnnounced(
                "the program crm stopped it while it was announced", () -> programDoes(Supervision.Taking.STOP), true);
        ends(caller);
    }

    @Test
    void anAgentWhoLeavesWhileItIsAnnouncedLeavesNothingPlaying() {
        queue(When.ON);
        FakeCaller caller = calls("302");
        withdrawnWhileItIsAnnounced("the agent left while it was announced", () -> does(new Command.HangUp()), false);
        ends(caller);
    }

    @Test
    void withoutAnAnnouncementItBeginsAtOnce() {
        queue(When.ON);
        silently();
        FakeCaller caller = calls("300");
        assertThat(callersLeg().isTaped()).isTrue();
        assertThat(callersLeg().isPlaying()).isFalse();
        ends(caller);
        assertThat(house.story(0, CallFact.RecordingAnnounced.class)).isEmpty();
    }

    @Test
    void whereNothingIsSaidOfItNothingIsRecorded() {
        FakeCaller caller = calls("300");
        house.passes(10);
        assertThat(callersLeg().isTaped()).isFalse();
        assertThat(shown("anna")).isEqualTo(Taped.NOT);
        assertThat(refused("anna", new Command.RecordCall(true))).contains("neither begin");
        assertThat(refused("anna", new Command.PauseRecording(true))).contains("not being recorded");
        ends(caller);
        assertThat(house.archive.begun).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"310, OFF, true", "310, BY_AGENT, true", "311, ON, false", "311, BY_AGENT, false"})
    void theScriptsWordCounts(String number, When when, boolean recorded) {
        queue(when);
        silently();
        FakeCaller caller = calls(number);
        assertThat(callersLeg().isTaped()).isEqualTo(recorded);
        assertThat(refused("anna", new Command.RecordCall(!recorded)))
                .contains(when == When.BY_AGENT ? "script" : "neither");
        house.desk("anna", new Command.TransferToQueue(new QueueName("billing")));
        house.passes(1);
        house.edge.last().rings().answers();
        house.run();
        assertThat(callersLeg().isTaped()).as("after a transfer").isEqualTo(recorded);
        ends(caller);
        assertThat(house.archive.begun).hasSize(recorded ? 1 : 0);
        if (recorded) {
            assertThat(house.archive.begun.getFirst().by()).isEqualTo("the script");
        }
    }

    @Test
    void theAgentBeginsAndEndsItWhereTheQueueLeavesItToThem() {
        queue(When.BY_AGENT);
        FakeCaller caller = calls("300");
        assertThat(shown("anna")).isEqualTo(new Taped("", true));
        does(new Command.RecordCall(true));
        assertThat(shown("anna").phase()).isEqualTo("announced");
        house.passes(10);
        assertThat(shown("anna")).isEqualTo(new Taped("on", true));
        does(new Command.RecordCall(true));
        house.passes(20);
        does(new Command.RecordCall(false));
        house.passes(1);
        assertThat(shown("anna")).isEqualTo(new Taped("", true));
        assertThat(callersLeg().isTaped()).isFalse();
        does(new Command.RecordCall(true)); // it was said before
        house.run();
        assertThat(callersLeg().isTaped()).isTrue();
        ends(caller);
        assertThat(house.archive.begun).extracting(CallArchive.Beginning::by).containsExactly("anna", "anna");
        assertThat(house.archive.ended).hasSize(2);
        assertThat(house.story(0, CallFact.RecordingAnnounced.class)).hasSize(1);
    }

    @Test
    void aPauseIsMarkedAndShown() {
        queue(When.ON);
        silently();
        FakeCaller caller = calls("300");
        house.passes(10);
        does(new Command.PauseRecording(true));
        does(new Command.PauseRecording(true));
        assertThat(callersLeg().isTaped()).isFalse();
        assertThat(shown("anna").phase()).isEqualTo("paused");
        assertThat(refused("ben", new Command.PauseRecording(false))).contains("no call");
        house.passes(30);
        does(new Command.PauseRecording(false));
        does(new Command.PauseRecording(false));
        assertThat(callersLeg().isTaped()).isTrue();
        house.passes(5);
        ends(caller);
        assertThat(house.archive.ended.getFirst().pauses()).singleElement().satisfies(p -> {
            assertThat(p.by()).isEqualTo("anna");
            assertThat(p.from().toSeconds()).isCloseTo(10, within(1L));
            assertThat(p.to().minus(p.from())).isCloseTo(Duration.ofSeconds(30), Duration.ofSeconds(1));
        });
        assertThat(house.story(0, CallFact.RecordingPaused.class))
                .extracting(CallFact.RecordingPaused::on)
                .containsExactly(true, false);
    }

    @Test
    void aPauseEndsWithTheCall() {
        queue(When.ON);
        silently();
        FakeCaller caller = calls("300");
        does(new Command.PauseRecording(true));
        house.passes(30);
        ends(caller);
        assertThat(house.archive.ended.getFirst().pauses()).hasSize(1);
    }

    @Test
    void whoTakesTheCallOverIsRecordedToo() {
        queue(When.ON);
        silently();
        FakeCaller caller = calls("300");
        house.passes(10);
        does(new Command.PauseRecording(true));
        does(new Command.Consult("ben"));
        house.answers();
        FakeMediaLeg bens = house.media.last();
        assertThat(bens.isOnTapeOf(callersLeg())).isTrue();
        does(new Command.Complete());
        house.passes(1);
        assertThat(callersLeg().isTaped()).as("the pause was anna's").isTrue();
        assertThat(shown("ben").phase()).isEqualTo("on");
        house.passes(10);
        ends(caller);
        assertThat(house.archive.ended)
                .singleElement()
                .satisfies(e -> assertThat(e.agents()).containsExactly(ANNA, BEN));
    }

    @Test
    void whatCannotBeKeptIsToldAndTheCallGoesOn() {
        queue(When.ON);
        silently();
        house.archive.isFull = true;
        FakeCaller caller = calls("300");
        house.passes(10);
        assertThat(house.story(0, CallFact.NotRecorded.class)).hasSize(1);
        assertThat(house.onDesk("anna").orElseThrow().phase()).isEqualTo("talking");
        assertThat(house.log).anyMatch(l -> l.contains("cannot be recorded"));
        ends(caller);
        assertThat(List.copyOf(house.archive.ended)).isEmpty();
    }

    @Test
    void itEndsWhenTheScriptHasTheCallerAgain() {
        queue(When.ON);
        silently();
        FakeCaller caller = calls("302");
        house.passes(10);
        does(new Command.HangUp());
        house.passes(1);
        assertThat(callersLeg().isTaped()).isFalse();
        assertThat(house.archive.ended).hasSize(1);
        ends(caller);
    }

    private Result program(Supervision.Taking what) {
        InteractionId call = new InteractionId(house.streams().getFirst());
        var answer = house.hallway
                .supervision()
                .carryOut("the program crm", new Supervision.Order.Take(call, what))
                .toCompletableFuture();
        house.run();
        return answer.join();
    }

    private void programDoes(Supervision.Taking what) {
        assertThat(program(what)).isEqualTo(new Result.Done());
    }

    private String programIsRefused(Supervision.Taking what) {
        return ((Result.Refused) program(what)).why();
    }

    @ParameterizedTest
    @EnumSource(When.class)
    void aProgramBeginsPausesAndEndsItWhateverTheQueueSays(When when) {
        queue(when);
        FakeCaller caller = calls("300");
        house.passes(10);
        if (when == When.ON) {
            assertThat(programIsRefused(Supervision.Taking.START)).isEqualTo("This call is being recorded already.");
        } else {
            assertThat(programIsRefused(Supervision.Taking.STOP)).isEqualTo("This call is not being recorded.");
            assertThat(programIsRefused(Supervision.Taking.PAUSE)).isEqualTo("This call is not being recorded.");
            programDoes(Supervision.Taking.START);
            assertThat(callersLeg().isPlaying()).as("it is said first").isTrue();
            house.passes(10);
        }
        assertThat(callersLeg().isTaped()).isTrue();
        programDoes(Supervision.Taking.PAUSE);
        assertThat(shown("anna").phase()).isEqualTo("paused");
        house.passes(10);
        programDoes(Supervision.Taking.RESUME);
        house.passes(10);
        assertThat(callersLeg().isTaped()).isTrue();
        programDoes(Supervision.Taking.STOP);
        house.passes(1);
        assertThat(callersLeg().isTaped()).isFalse();
        ends(caller);
        assertThat(house.archive.begun)
                .extracting(CallArchive.Beginning::by)
                .containsExactly(when == When.ON ? "queue support" : "the program crm");
        assertThat(house.archive.ended.getFirst().pauses())
                .extracting(CallArchive.Pause::by)
                .containsExactly("the program crm");
    }

    @ParameterizedTest
    @CsvSource({"OFF, START, true", "ON, STOP, false"})
    void whatAProgramSaysHoldsAfterATransfer(When when, Supervision.Taking order, boolean recorded) {
        queue(when);
        silently();
        FakeCaller caller = calls("300");
        programDoes(order);
        house.passes(1);
        house.desk("anna", new Command.TransferToQueue(new QueueName("billing")));
        house.passes(1);
        house.edge.last().rings().answers();
        house.run();
        assertThat(callersLeg().isTaped()).isEqualTo(recorded);
        ends(caller);
    }

    @Test
    void aProgramsPauseOutlastsATransferButAnAgentMayEndIt() {
        queue(When.ON);
        silently();
        FakeCaller caller = calls("300");
        house.passes(10);
        programDoes(Supervision.Taking.PAUSE);
        does(new Command.Consult("ben"));
        house.answers();
        does(new Command.Complete());
        house.passes(1);
        assertThat(shown("ben").phase()).isEqualTo("paused");
        assertThat(house.desk("ben", new Command.PauseRecording(false))).isEqualTo(new Result.Done());
        assertThat(callersLeg().isTaped()).isTrue();
        ends(caller);
    }

    @ParameterizedTest
    @CsvSource({"310, STOP, has this call recorded", "311, START, not to be recorded"})
    void aProgramIsRefusedWhatTheScriptForbids(String number, Supervision.Taking order, String why) {
        queue(When.BY_AGENT);
        silently();
        FakeCaller caller = calls(number);
        boolean before = callersLeg().isTaped();
        assertThat(programIsRefused(order)).contains("script", why);
        house.passes(1);
        assertThat(callersLeg().isTaped()).isEqualTo(before).isEqualTo(order == Supervision.Taking.STOP);
        ends(caller);
    }

    @Test
    void beforeAnybodyTalksAProgramIsRefused() {
        queue(When.ON);
        FakeCaller caller = house.calls("300");
        house.run();
        assertThat(programIsRefused(Supervision.Taking.START)).isEqualTo("No agent talks in this call now.");
        ends(caller);
        assertThat(programIsRefused(Supervision.Taking.START)).isEqualTo("This call is over.");
    }
}
