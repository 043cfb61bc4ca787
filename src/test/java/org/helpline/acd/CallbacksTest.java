package org.helpline.acd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.helpline.acd.Acd.AgentCommand;
import org.helpline.acd.Acd.CallbackTicket;
import org.helpline.acd.Acd.KeptCallback;
import org.helpline.acd.Acd.Miss;
import org.helpline.acd.Acd.OfferFailure;
import org.helpline.config.AcdSettings.CallbackTerms;
import org.helpline.core.InteractionId;
import org.helpline.core.Personal;
import org.helpline.core.QueueName;
import org.junit.jupiter.api.Test;

class CallbacksTest {

    private static final CallbackTerms CUSTOMER_FIRST =
            new CallbackTerms(true, CallbackTerms.USUAL.again(), 50, Duration.ofDays(2), Duration.ZERO);

    private final Shift shift = Shift.with("anna", "ben");

    /** Pain P36: call-backs jump ahead of waiting callers; the place is lost. */
    @Test
    void p36TheCallbackStandsAtTheCallersPlace() {
        shift.calls("kim", "support");
        shift.calls("lee", "support");
        shift.calls("max", "support");
        shift.holds("lee");
        shift.passes(30);
        shift.asks("lee", "cb", "support", "+49301");
        assertThat(shift.last(AcdEvent.CallbackTaken.class).position()).isEqualTo(2);
        assertThat(shift.last(AcdEvent.Gone.class).why()).isEqualTo(Acd.LeaveReason.CALLBACK);
        shift.ready("anna");
        assertThat(shift.offers()).containsExactly("1:anna<-kim");
        shift.ready("ben");
        AcdEvent.CallbackDue due = shift.last(AcdEvent.CallbackDue.class);
        assertThat(due.agent().value()).isEqualTo("ben");
        assertThat(due.waited()).isEqualTo(Duration.ofSeconds(30));
        assertThat(shift.offers()).hasSize(1);
    }

    /** Pain P36: call-backs jump ahead of waiting callers. Who asks for tomorrow has not waited since today. */
    @Test
    void p36CallbacksDoNotOvertakeWhoWaitsLonger() {
        Instant from = shift.clock.now().plusSeconds(600);
        shift.acd.callBack(new CallbackTicket(
                new InteractionId("cb"),
                new InteractionId("cb"),
                new QueueName("support"),
                0,
                new Personal("+49301"),
                Duration.ZERO,
                Optional.of(new Acd.CallbackWindow(from, from.plusSeconds(3_600)))));
        shift.loop.run();
        shift.passes(590);
        shift.calls("lee", "support");
        shift.passes(20);
        shift.ready("anna");
        assertThat(shift.offers()).containsExactly("1:anna<-lee");
        shift.ready("ben");
        assertThat(shift.all(AcdEvent.CallbackDue.class)).hasSize(1);
    }

    @Test
    void whoCouldNotBeCalledInTheTimeThatTheyWishedIsNotCalledAfterwards() {
        Instant from = shift.clock.now().plusSeconds(60);
        shift.acd.callBack(new CallbackTicket(
                new InteractionId("cb"),
                new InteractionId("cb"),
                new QueueName("support"),
                0,
                new Personal("+49301"),
                Duration.ZERO,
                Optional.of(new Acd.CallbackWindow(from, from.plusSeconds(60)))));
        shift.loop.run();
        shift.passes(119);
        assertThat(shift.all(AcdEvent.CallbackOver.class)).isEmpty();
        shift.passes(3);
        assertThat(shift.last(AcdEvent.CallbackOver.class).why())
                .isEqualTo("The customer could not be reached in time.");
        shift.ready("anna");
        assertThat(shift.all(AcdEvent.CallbackDue.class)).isEmpty();
    }

    /** Pain P36: a call-back in a state that is called "Default". */
    @Test
    void p36TheStateHasAlwaysAName() {
        shift.asks("kim", "cb", "support", "+49301");
        shift.ready("anna");
        shift.answers(shift.last(AcdEvent.CallbackDue.class).offer());
        shift.missed(shift.last(AcdEvent.CallbackDue.class).interaction().value(), Miss.BUSY);
        shift.acd.sleep(new InteractionId("cb"), new InteractionId("second"));
        shift.loop.run();
        shift.acd.wake(new InteractionId("cb"), new InteractionId("second"));
        shift.loop.run();
        assertThat(shift.all(AcdEvent.CallbackIs.class))
                .extracting(i -> i.state().word())
                .containsExactly(
                        "in line", "calling the agent", "calling the customer", "resting", "asleep", "resting");
        assertThat(CallbackState.values())
                .extracting(CallbackState::word)
                .containsExactly("in line", "resting", "closed", "asleep", "calling the agent", "calling the customer");
    }

    @Test
    void aHeldPlaceIsNotOfferedAndIsTakenUpAgain() {
        shift.calls("kim", "support");
        shift.calls("lee", "support");
        shift.holds("kim");
        shift.ready("anna");
        assertThat(shift.offers()).containsExactly("1:anna<-lee");
        shift.calls("kim", "support");
        assertThat(shift.last(AcdEvent.Queued.class).position()).isEqualTo(1);
        assertThat(shift.queueLine("support").offered()).isEqualTo(2);
        shift.ready("ben");
        assertThat(shift.offers()).contains("2:ben<-kim");
    }

    @Test
    void whoHangsUpWhileAskedForANumberHasAbandoned() {
        shift.calls("kim", "support");
        shift.holds("kim");
        shift.leaves("kim");
        assertThat(shift.queueLine("support").abandoned()).isEqualTo(1);
        assertThat(shift.queueLine("support").waiting()).isZero();
    }

    @Test
    void aPhoneThatRingsForACallerWhoAsksForANumberStops() {
        shift.ready("anna");
        shift.calls("kim", "support");
        shift.holds("kim");
        assertThat(shift.last(AcdEvent.Withdraw.class).offer()).isEqualTo(1);
        assertThat(shift.state("anna")).isEqualTo("ready");
    }

    @Test
    void theAgentTakesItAndThenTheCustomerIsReached() {
        shift.asks("kim", "cb", "support", "+49301");
        shift.ready("anna");
        AcdEvent.CallbackDue due = shift.last(AcdEvent.CallbackDue.class);
        assertThat(due.customerFirst()).isFalse();
        shift.answers(due.offer());
        assertThat(shift.last(AcdEvent.Connect.class).interaction()).isEqualTo(due.interaction());
        shift.reached(due.interaction().value());
        assertThat(shift.state("anna")).isEqualTo("talking");
        assertThat(shift.last(AcdEvent.CallbackReached.class).callback().value())
                .isEqualTo("cb");
        shift.hangsUp(due.interaction().value());
        assertThat(shift.state("anna")).isEqualTo("wrap-up");
        Board.QueueLine line = shift.queueLine("support");
        assertThat(line.reached()).isEqualTo(1);
        assertThat(line.promised()).isZero();
        assertThat(line.offered()).isZero();
        assertThat(line.answered()).isZero();
    }

    @Test
    void theAgentIsFreeAtOnceWhenTheCustomerIsBusyAndSeesWhy() {
        shift.asks("kim", "cb", "support", "+49301");
        shift.ready("anna");
        AcdEvent.CallbackDue due = shift.last(AcdEvent.CallbackDue.class);
        shift.answers(due.offer());
        shift.missed(due.interaction().value(), Miss.BUSY);
        assertThat(shift.state("anna")).isEqualTo("ready (the customer was busy)");
        AcdEvent.CallbackMissed missed = shift.last(AcdEvent.CallbackMissed.class);
        assertThat(missed.attempts()).isEqualTo(1);
        assertThat(missed.again()).isEqualTo(shift.clock.now().plus(Duration.ofMinutes(5)));
        shift.passes(299);
        assertThat(shift.all(AcdEvent.CallbackDue.class)).hasSize(1);
        shift.passes(2);
        assertThat(shift.all(AcdEvent.CallbackDue.class)).hasSize(2);
    }

    @Test
    void isGivenUpAfterThreeAttempts() {
        shift.asks("kim", "cb", "support", "+49301");
        shift.ready("anna");
        for (int seconds : new int[] {301, 1801, 0}) {
            AcdEvent.CallbackDue due = shift.last(AcdEvent.CallbackDue.class);
            shift.answers(due.offer());
            shift.missed(due.interaction().value(), Miss.NO_ANSWER);
            shift.passes(seconds);
        }
        assertThat(shift.all(AcdEvent.CallbackDue.class)).hasSize(3);
        assertThat(shift.last(AcdEvent.CallbackOver.class).why())
                .isEqualTo("Called 3 times in vain; the last time the customer did not answer.");
        shift.passes(24 * 3600);
        assertThat(shift.all(AcdEvent.CallbackDue.class)).hasSize(3);
        assertThat(shift.queueLine("support").missed()).isEqualTo(1);
    }

    @Test
    void anAgentWhoHangsUpMeanwhileIsNoAttemptOfTheCustomers() {
        shift.asks("kim", "cb", "support", "+49301");
        shift.ready("anna");
        AcdEvent.CallbackDue due = shift.last(AcdEvent.CallbackDue.class);
        shift.answers(due.offer());
        shift.missed(due.interaction().value(), Miss.AGENT_LEFT);
        assertThat(shift.last(AcdEvent.CallbackMissed.class).attempts()).isZero();
        shift.passes(301);
        assertThat(shift.last(AcdEvent.CallbackDue.class).attempts()).isZero();
    }

    @Test
    void theNextAgentIsRungWhenOneDeclines() {
        shift.asks("kim", "cb", "support", "+49301");
        shift.ready("anna", "ben");
        AcdEvent.CallbackDue first = shift.last(AcdEvent.CallbackDue.class);
        shift.fails(first.offer(), OfferFailure.DECLINED);
        AcdEvent.CallbackDue second = shift.last(AcdEvent.CallbackDue.class);
        assertThat(second.agent().value()).isEqualTo("ben");
        assertThat(second.interaction()).isNotEqualTo(first.interaction());
        assertThat(shift.last(AcdEvent.CallbackMissed.class).why()).isEqualTo("no agent took it");
    }

    /** Pain P36: three calls to one person. */
    @Test
    void p36OneNumberHasOneCallback() {
        shift.asks("kim", "cb1", "support", "+49301");
        shift.asks("lee", "cb2", "billing", "+49301");
        AcdEvent.CallbackThere there = shift.last(AcdEvent.CallbackThere.class);
        assertThat(there.callback().value()).isEqualTo("cb1");
        assertThat(there.queue().value()).isEqualTo("support");
        assertThat(shift.queueLine("billing").promised()).isZero();
    }

    @Test
    void neverMoreAreCalledThanAgentsAreFree() {
        for (int i = 0; i < 5; i++) {
            shift.asks("c" + i, "cb" + i, "support", "+4930" + i);
        }
        shift.ready("anna", "ben");
        assertThat(shift.all(AcdEvent.CallbackDue.class)).hasSize(2);
    }

    @Test
    void onlyInOpenHours() {
        Shift office =
                new Shift(Shift.settings(List.of(Shift.callingBack("support", "office", CallbackTerms.USUAL)), "anna"));
        office.closedHours.add("office");
        office.ready("anna");
        office.asks("kim", "cb", "support", "+49301");
        assertThat(office.last(AcdEvent.CallbackTaken.class).position()).isZero();
        office.passes(3600);
        assertThat(office.all(AcdEvent.CallbackDue.class)).isEmpty();
        office.closedHours.clear();
        office.passes(1);
        assertThat(office.all(AcdEvent.CallbackDue.class)).hasSize(1);
    }

    @Test
    void isNotOfferedInTheSecondInWhichTheHoursEnd() {
        Shift office =
                new Shift(Shift.settings(List.of(Shift.callingBack("support", "office", CallbackTerms.USUAL)), "anna"));
        office.asks("kim", "cb", "support", "+49301");
        office.closedHours.add("office");
        office.ready("anna");
        assertThat(office.all(AcdEvent.CallbackDue.class)).isEmpty();
    }

    @Test
    void customerFirstTheCustomerWaitsLikeACallerUntilTheAgentAnswers() {
        Shift first = new Shift(Shift.settings(List.of(Shift.callingBack("support", "", CUSTOMER_FIRST)), "anna"));
        first.asks("kim", "cb", "support", "+49301");
        first.ready("anna");
        AcdEvent.CallbackDue due = first.last(AcdEvent.CallbackDue.class);
        assertThat(due.customerFirst()).isTrue();
        first.passes(25); // longer than an agent's phone rings
        assertThat(first.state("anna")).isEqualTo("offered");
        first.reached(due.interaction().value());
        assertThat(first.last(AcdEvent.Queued.class).position()).isEqualTo(1);
        AcdEvent.Offer offer = first.last(AcdEvent.Offer.class);
        assertThat(offer.offer()).isEqualTo(due.offer());
        first.passes(21);
        assertThat(first.state("anna")).isEqualTo("not-ready (no answer)");
        assertThat(first.queueLine("support").waiting()).isEqualTo(1);
        first.leaves(due.interaction().value());
        assertThat(first.queueLine("support").abandoned()).isEqualTo(1);
        assertThat(first.queueLine("support").promised()).isZero();
    }

    @Test
    void customerFirstTheAgentNoticesNothingOfAnAttemptInVain() {
        Shift first = new Shift(Shift.settings(List.of(Shift.callingBack("support", "", CUSTOMER_FIRST)), "anna"));
        first.asks("kim", "cb", "support", "+49301");
        first.ready("anna");
        first.missed(first.last(AcdEvent.CallbackDue.class).interaction().value(), Miss.NO_ANSWER);
        assertThat(first.state("anna")).isEqualTo("ready");
        assertThat(first.last(AcdEvent.CallbackMissed.class).attempts()).isEqualTo(1);
    }

    @Test
    void customerFirstNobodyIsCalledTwiceAtOnceWhenTheAgentGoes() {
        Shift first =
                new Shift(Shift.settings(List.of(Shift.callingBack("support", "", CUSTOMER_FIRST)), "anna", "ben"));
        first.asks("kim", "cb", "support", "+49301");
        first.ready("anna", "ben");
        first.command("anna", new AgentCommand.NotReady("lunch"));
        assertThat(first.all(AcdEvent.CallbackMissed.class)).hasSize(1);
        assertThat(first.all(AcdEvent.CallbackDue.class)).hasSize(1);
        first.passes(31);
        assertThat(first.last(AcdEvent.CallbackDue.class).agent().value()).isEqualTo("ben");
    }

    @Test
    void aCancelledCallbackStopsItsAttempt() {
        shift.asks("kim", "cb", "support", "+49301");
        shift.ready("anna");
        AcdEvent.CallbackDue due = shift.last(AcdEvent.CallbackDue.class);
        shift.answers(due.offer());
        shift.acd.cancelCallback(new InteractionId("cb"), "Somebody cancelled it.");
        shift.loop.run();
        assertThat(shift.last(AcdEvent.CallbackMissed.class).interaction()).isEqualTo(due.interaction());
        assertThat(shift.last(AcdEvent.CallbackOver.class).why()).isEqualTo("Somebody cancelled it.");
        assertThat(shift.state("anna")).isEqualTo("ready (cancelled)");
    }

    @Test
    void nowMakesItTheNextOfItsQueueAlsoWhileItRests() {
        shift.asks("kim", "cb", "support", "+49301");
        shift.ready("anna");
        AcdEvent.CallbackDue due = shift.last(AcdEvent.CallbackDue.class);
        shift.answers(due.offer());
        shift.missed(due.interaction().value(), Miss.BUSY);
        shift.calls("lee", "support");
        shift.acd.callbackNow(new InteractionId("cb"));
        shift.passes(6);
        assertThat(shift.all(AcdEvent.CallbackDue.class)).hasSize(2);
        assertThat(shift.offers()).isEmpty();
    }

    @Test
    void isWorthMakingForTwoDaysAndNoLonger() {
        shift.asks("kim", "cb", "support", "+49301");
        shift.passes(2 * 24 * 3600 - 1);
        assertThat(shift.all(AcdEvent.CallbackOver.class)).isEmpty();
        shift.passes(1);
        assertThat(shift.last(AcdEvent.CallbackOver.class).why())
                .isEqualTo("The customer could not be reached in time.");
    }

    @Test
    void afterARestartItStandsWhereItStood() {
        Instant now = shift.clock.now();
        shift.acd.restore(List.of(
                kept("cb2", "+49302", now.minusSeconds(60), 0, now),
                kept("cb1", "+49301", now.minusSeconds(600), 1, now),
                kept("cb3", "+49303", now.minusSeconds(900), 1, now.plusSeconds(120))));
        shift.loop.run();
        shift.calls("kim", "support");
        shift.ready("anna", "ben");
        assertThat(shift.all(AcdEvent.CallbackDue.class))
                .extracting(d -> d.callback().value() + " " + d.attempts() + " "
                        + d.waited().toSeconds())
                .containsExactly("cb1 1 600", "cb2 0 60");
        shift.passes(121);
        assertThat(shift.queueLine("support").promised()).isEqualTo(3);
    }

    @Test
    void afterARestartACallbackOfAQueueThatIsGoneIsOver() {
        shift.acd.restore(List.of(new KeptCallback(
                new CallbackTicket(
                        new InteractionId("cb"),
                        new InteractionId("kim"),
                        new QueueName("sales"),
                        0,
                        new Personal("+49301")),
                shift.clock.now(),
                0,
                shift.clock.now())));
        shift.loop.run();
        assertThat(shift.last(AcdEvent.CallbackOver.class).why())
                .isEqualTo("The queue sales is no longer in the settings.");
    }

    @Test
    void thereIsALimitOnHowManyArePromised() {
        Shift few = new Shift(Shift.settings(List.of(Shift.callingBack(
                "support", "", new CallbackTerms(false, List.of(), 1, Duration.ofDays(2), Duration.ZERO)))));
        few.asks("kim", "cb1", "support", "+49301");
        few.asks("lee", "cb2", "support", "+49302");
        assertThat(few.last(AcdEvent.CallbackNotTaken.class).why()).isEqualTo("full");
    }

    @Test
    void callbacksDoNotFillTheQueueNorAreSentOn() {
        Shift small = new Shift(
                Shift.settings(List.of(Shift.limited("support", Duration.ofSeconds(60), 1, Optional.empty(), ""))));
        small.asks("kim", "cb1", "support", "+49301");
        small.calls("lee", "support");
        assertThat(small.last(AcdEvent.Queued.class).position()).isEqualTo(2);
        small.passes(61);
        assertThat(small.all(AcdEvent.SendOn.class)).hasSize(1);
        assertThat(small.queueLine("support").promised()).isEqualTo(1);
    }

    @Test
    void aCallerMayWaitAsLongAsTheScriptSays() {
        shift.acd.join(new Acd.Ticket(
                new InteractionId("kim"),
                new QueueName("support"),
                0,
                Optional.empty(),
                Plan.ANYBODY,
                false,
                Optional.empty(),
                Optional.of(Duration.ofSeconds(30)),
                Duration.ZERO));
        shift.acd.join(new Acd.Ticket(
                new InteractionId("lee"),
                new QueueName("support"),
                0,
                Optional.empty(),
                Plan.ANYBODY,
                false,
                Optional.empty(),
                Optional.of(Duration.ofMinutes(30)),
                Duration.ZERO));
        shift.passes(30);
        assertThat(shift.last(AcdEvent.SendOn.class).interaction().value()).isEqualTo("kim");
        shift.passes(25 * 60);
        assertThat(shift.all(AcdEvent.SendOn.class)).hasSize(1);
    }

    private static KeptCallback kept(String id, String number, Instant asked, int attempts, Instant notBefore) {
        return new KeptCallback(
                new CallbackTicket(
                        new InteractionId(id),
                        new InteractionId("from-" + id),
                        new QueueName("support"),
                        0,
                        new Personal(number)),
                asked,
                attempts,
                notBefore);
    }
}
