package org.helpline.acd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.helpline.acd.Acd.AgentCommand;
import org.helpline.acd.Acd.OfferFailure;
import org.helpline.acd.Acd.Ticket;
import org.helpline.config.AcdSettings;
import org.helpline.config.AcdSettings.Sharing;
import org.helpline.config.AcdSettings.Strategy;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.QueueName;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Queues that ring all: {@code support} does, {@code billing} rings one after the other. All agents serve both. */
class RingAllTest {

    private static AcdSettings settings(int atOnce, String... agents) {
        return Shift.settings(
                List.of(
                        Shift.queue("support")
                                .sharedBy(Sharing.USUAL.by(Strategy.RING_ALL).atOnce(atOnce)),
                        Shift.queue("billing")),
                agents);
    }

    private static Shift shift(String... agents) {
        return new Shift(settings(10, agents)).ready(agents);
    }

    /** Who is rung now, in the order of the offers. */
    private static List<String> rung(Shift shift) {
        return shift.acd.board().agents().stream()
                .filter(a -> a.state().equals("offered"))
                .map(a -> a.agent().value())
                .toList();
    }

    private static long offer(Shift shift, String agent) {
        return shift.all(AcdEvent.Offer.class).stream()
                .filter(o -> o.agent().value().equals(agent))
                .map(AcdEvent.Offer::offer)
                .toList()
                .getLast();
    }

    private static List<String> withdrawn(Shift shift) {
        return shift.all(AcdEvent.Withdraw.class).stream()
                .map(w -> w.agent() + ": " + w.why())
                .toList();
    }

    @Test
    void allAreRungAndTheFirstWhoAnswersHasTheCaller() {
        Shift shift = shift("anna", "ben", "cem");
        shift.calls("kim", "support");
        assertThat(rung(shift)).containsExactly("anna", "ben", "cem");
        shift.answers(offer(shift, "ben"));
        assertThat(shift.state("ben")).isEqualTo("talking");
        assertThat(shift.state("anna")).isEqualTo("ready");
        assertThat(shift.state("cem")).isEqualTo("ready");
        assertThat(withdrawn(shift)).containsExactly("anna: taken by ben", "cem: taken by ben");
        assertThat(shift.all(AcdEvent.Withdraw.class))
                .allMatch(w -> w.takenBy().equals(Optional.of(new AgentId("ben"))));
        assertThat(shift.queueLine("support").answered()).isOne();
    }

    @Test
    void whoSeesTheCallTakenIsAsIdleAsBefore() {
        Shift shift = shift("anna", "ben", "cem");
        shift.calls("kim", "support");
        shift.answers(offer(shift, "cem"));
        shift.command("deniz", new AgentCommand.Ready());
        shift.calls("lee", "billing"); // one after the other: whoever has been idle longest
        assertThat(shift.last(AcdEvent.Offer.class).agent().value()).isEqualTo("anna");
        shift.calls("mo", "billing");
        assertThat(shift.last(AcdEvent.Offer.class).agent().value()).isEqualTo("ben");
    }

    @Test
    void nobodyIsRungForLongerOrGoesNotReadyBecauseAnotherTookIt() {
        Shift shift = shift("anna", "ben");
        shift.calls("kim", "support");
        shift.passes(19);
        shift.answers(offer(shift, "ben"));
        shift.passes(30); // past the end of all ring times
        assertThat(shift.state("anna")).isEqualTo("ready");
        assertThat(shift.state("ben")).isEqualTo("talking");
    }

    @ParameterizedTest
    @EnumSource
    void whoDoesNotTakeItDropsOutAlone(OfferFailure why) {
        Shift shift = shift("anna", "ben", "cem");
        shift.calls("kim", "support");
        shift.fails(offer(shift, "anna"), why);
        assertThat(rung(shift)).containsExactly("ben", "cem");
        assertThat(shift.queueLine("support").waiting()).isOne();
        shift.passes(6); // anna is ready again after a refusal, and is not rung for this caller once more
        assertThat(rung(shift)).containsExactly("ben", "cem");
        shift.answers(offer(shift, "cem"));
        assertThat(shift.state("ben")).isEqualTo("ready");
    }

    @Test
    void whoGoesOnABreakOrHomeWhileAllRingDropsOutAlone() {
        Shift shift = shift("anna", "ben", "cem");
        shift.calls("kim", "support");
        shift.command("anna", new AgentCommand.NotReady("lunch"));
        shift.command("ben", new AgentCommand.LogOut());
        assertThat(rung(shift)).containsExactly("cem");
        assertThat(withdrawn(shift)).containsExactly("anna: agent not ready", "ben: agent logged out");
        shift.answers(offer(shift, "cem"));
        assertThat(shift.state("cem")).isEqualTo("talking");
    }

    @Test
    void whenAllHaveGoneTheCallerWaitsOnFirstInLine() {
        Shift shift = shift("anna", "ben");
        shift.calls("kim", "support");
        shift.calls("lee", "support");
        shift.passes(20); // both phones ring in vain
        assertThat(shift.state("anna")).isEqualTo("not-ready (no answer)");
        assertThat(shift.state("ben")).isEqualTo("not-ready (no answer)");
        assertThat(shift.queueLine("support").waiting()).isEqualTo(2);
        shift.ready("ben", "anna");
        assertThat(shift.offers()).endsWith("3:ben<-kim", "4:anna<-lee");
    }

    @Test
    void whoeverHasDeclinedIsRungAgainOnceAllHave() {
        Shift shift = shift("anna", "ben");
        shift.calls("kim", "support");
        shift.fails(offer(shift, "anna"), OfferFailure.DECLINED);
        shift.fails(offer(shift, "ben"), OfferFailure.DECLINED);
        assertThat(rung(shift)).isEmpty();
        shift.passes(6);
        assertThat(rung(shift)).containsExactly("anna", "ben");
    }

    @Test
    void theCallerHangsUpAndAllStop() {
        Shift shift = shift("anna", "ben", "cem");
        shift.calls("kim", "support");
        shift.leaves("kim");
        assertThat(rung(shift)).isEmpty();
        assertThat(withdrawn(shift)).containsExactly("anna: caller left", "ben: caller left", "cem: caller left");
        assertThat(shift.queueLine("support").abandoned()).isOne();
        assertThat(shift.loop.pendingTimers()).as("only the tick").isOne();
    }

    @Test
    void twoAnswerInTheSameMomentAndOneHasTheCall() {
        Shift shift = shift("anna", "ben");
        shift.calls("kim", "support");
        long anna = offer(shift, "anna");
        long ben = offer(shift, "ben");
        shift.acd.accepted(ben);
        shift.acd.accepted(anna);
        shift.acd.failed(anna, OfferFailure.NO_ANSWER); // and even this comes too late
        shift.loop.run();
        assertThat(shift.all(AcdEvent.Connect.class))
                .singleElement()
                .satisfies(c -> assertThat(c.agent().value()).isEqualTo("ben"));
        assertThat(withdrawn(shift)).containsExactly("anna: taken by ben", "anna: too late");
        assertThat(shift.last(AcdEvent.Withdraw.class).takenBy()).contains(new AgentId("ben"));
        assertThat(shift.state("anna")).isEqualTo("ready");
    }

    @Test
    void whoIsRungForOneQueueIsNotRungForAnother() {
        Shift shift = shift("anna", "ben");
        shift.calls("kim", "support");
        shift.calls("lee", "billing");
        shift.calls("mo", "support");
        assertThat(shift.offers()).containsExactly("1:anna<-kim", "2:ben<-kim");
        shift.answers(1);
        assertThat(shift.offers()).containsExactly("1:anna<-kim", "2:ben<-kim", "3:ben<-lee");
    }

    @Test
    void eachCallerHasOnePhoneBeforeTheFirstHasAll() {
        Shift shift = new Shift(settings(10, "anna", "ben", "cem"));
        shift.calls("kim", "support");
        shift.calls("lee", "support");
        shift.calls("mo", "billing");
        shift.ready("anna", "ben", "cem");
        assertThat(shift.offers()).containsExactly("1:anna<-kim", "2:ben<-lee", "3:cem<-mo");
        shift.answers(3);
        shift.hangsUp("mo");
        shift.passes(19);
        shift.answers(1);
        shift.answers(2);
        shift.passes(11); // cem's wrap-up is over
        assertThat(shift.state("cem")).isEqualTo("ready");
    }

    @Test
    void whoBecomesFreeWhileOthersRingIsRungToo() {
        Shift shift = new Shift(settings(10, "anna", "ben"));
        shift.ready("anna");
        shift.calls("kim", "support");
        shift.passes(10);
        shift.ready("ben");
        assertThat(rung(shift)).containsExactly("anna", "ben");
        shift.passes(10); // anna's ring time is over; ben's is not
        assertThat(shift.state("anna")).isEqualTo("not-ready (no answer)");
        assertThat(rung(shift)).containsExactly("ben");
    }

    @Test
    void atMostSoManyRingAtOnceAndAnotherOneForEachWhoDropsOut() {
        Shift shift = new Shift(settings(2, "anna", "ben", "cem")).ready("anna", "ben", "cem");
        shift.calls("kim", "support");
        assertThat(rung(shift)).containsExactly("anna", "ben");
        shift.fails(offer(shift, "anna"), OfferFailure.BUSY);
        assertThat(rung(shift)).containsExactly("ben", "cem");
    }

    @Test
    void aCallerForOneColleagueRingsThatOneOnly() {
        Shift shift = shift("anna", "ben");
        shift.calls("kim", "support", 0, Optional.of("ben"));
        assertThat(rung(shift)).containsExactly("ben");
    }

    @Test
    void thePreferredAgentIsRungAloneUntilTheTimeIsOverAndThenAll() {
        Shift shift = shift("anna", "ben", "cem");
        Plan plan = new Plan(
                Plan.ANYBODY.stages(), Optional.of(new Plan.Preference(new AgentId("ben"), Duration.ofSeconds(10))));
        shift.acd.join(new Ticket(new InteractionId("kim"), new QueueName("support"), 0, Optional.empty()).by(plan));
        shift.loop.run();
        assertThat(rung(shift)).containsExactly("ben");
        shift.passes(10);
        assertThat(rung(shift)).containsExactly("anna", "ben", "cem");
    }

    @ParameterizedTest
    @EnumSource
    void anotherStrategyInMidRingDisturbsNobody(Strategy next) {
        Shift shift = shift("anna", "ben", "cem");
        shift.calls("kim", "support");
        AcdSettings settings = settings(2, "anna", "ben", "cem");
        shift.acd.reconfigure(new AcdSettings(
                List.of(
                        settings.queues().getFirst().sharedBy(Sharing.USUAL.by(next)),
                        settings.queues().getLast()),
                settings.agents(),
                settings.serviceLevel()));
        shift.loop.run();
        assertThat(rung(shift)).containsExactly("anna", "ben", "cem");
        shift.answers(offer(shift, "cem"));
        assertThat(shift.state("anna")).isEqualTo("ready");
    }

    @Test
    void anAgentWhoIsTakenOutOfTheSettingsInMidRingDropsOutAlone() {
        Shift shift = shift("anna", "ben");
        shift.calls("kim", "support");
        shift.acd.reconfigure(settings(10, "ben"));
        shift.loop.run();
        assertThat(rung(shift)).containsExactly("ben");
        shift.answers(offer(shift, "ben"));
        assertThat(shift.queueLine("support").answered()).isOne();
    }

    @Test
    void whoHasWaitedTooLongIsGivenUpWhenTheLastPhoneStops() {
        AcdSettings.QueueSettings queue = Shift.limited("support", Duration.ofSeconds(5), 50, Optional.empty(), "")
                .sharedBy(Sharing.USUAL.by(Strategy.RING_ALL));
        Shift shift = new Shift(Shift.settings(List.of(queue), "anna", "ben")).ready("anna", "ben");
        shift.calls("kim", "support");
        shift.passes(10);
        shift.fails(offer(shift, "anna"), OfferFailure.DECLINED);
        assertThat(shift.all(AcdEvent.SendOn.class)).isEmpty();
        shift.fails(offer(shift, "ben"), OfferFailure.DECLINED);
        assertThat(shift.last(AcdEvent.SendOn.class).why()).isEqualTo("max wait");
    }

    @Test
    @DisplayName("P23 twelve phones ring and nobody stays reserved")
    void twelvePhonesRingAndNobodyStaysReserved() {
        String[] twelve =
                IntStream.rangeClosed(1, 12).mapToObj(i -> "agent" + i).toArray(String[]::new);
        Shift shift = new Shift(settings(12, twelve)).ready(twelve);
        for (int i = 0; i < 12; i++) {
            String caller = "kim" + i;
            shift.calls(caller, "support");
            assertThat(rung(shift)).containsExactly(twelve);
            if (i % 3 == 1) {
                shift.leaves(caller);
            } else {
                shift.answers(offer(shift, twelve[i]));
                shift.hangsUp(caller);
                shift.command(twelve[i], new AgentCommand.Ready());
            }
            assertThat(Stream.of(twelve).map(shift::state)).containsOnly("ready");
        }
        assertThat(shift.loop.pendingTimers()).as("only the tick").isOne();
    }
}
