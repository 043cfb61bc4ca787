package org.helpline.acd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.helpline.acd.Acd.AgentCommand;
import org.helpline.acd.Acd.OfferFailure;
import org.helpline.config.AcdSettings;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.QueueName;
import org.junit.jupiter.api.Test;

/** Who is offered to whom, and what becomes of an offer. The P numbers are pains that people had elsewhere. */
class RoutingTest {

    @Test
    void offersTheCallerToTheAgentWhoHasBeenIdleLongest() {
        Shift shift = Shift.with("anna", "ben").ready("ben");
        shift.passes(5);
        shift.ready("anna");
        shift.calls("kim", "support");
        assertThat(shift.offers()).containsExactly("1:ben<-kim");
        assertThat(shift.last(AcdEvent.Offer.class).ringFor()).isEqualTo(Duration.ofSeconds(20));
        assertThat(shift.state("ben")).isEqualTo("offered");
    }

    @Test
    void connectsAndWrapsUpAndIsReadyAgain() {
        Shift shift = Shift.with("anna").ready("anna");
        shift.calls("kim", "support");
        shift.passes(3);
        shift.answers(1);
        assertThat(shift.last(AcdEvent.Connect.class))
                .isEqualTo(new AcdEvent.Connect(
                        1,
                        new InteractionId("kim"),
                        new QueueName("support"),
                        new AgentId("anna"),
                        Duration.ofSeconds(3)));
        shift.passes(60);
        shift.hangsUp("kim");
        assertThat(shift.state("anna")).isEqualTo("wrap-up");
        assertThat(shift.line("anna").until()).contains(shift.clock.now().plusSeconds(30));
        shift.passes(29);
        assertThat(shift.state("anna")).isEqualTo("wrap-up");
        shift.passes(1);
        assertThat(shift.state("anna")).isEqualTo("ready");
    }

    @Test
    void p22CallersAreConnectedInTheOrderOfTheirComing() {
        Shift shift = Shift.with("anna");
        for (int i = 1; i <= 13; i++) {
            shift.calls("c" + i, i % 2 == 0 ? "support" : "billing");
            shift.passes(1);
        }
        shift.ready("anna");
        for (int i = 1; i <= 13; i++) {
            assertThat(shift.last(AcdEvent.Offer.class).interaction().value()).isEqualTo("c" + i);
            shift.answers(i);
            shift.hangsUp("c" + i);
            shift.command("anna", new AgentCommand.Ready());
        }
    }

    @Test
    void higherPriorityGoesFirstAndEqualOnesByWait() {
        Shift shift = Shift.with("anna");
        shift.calls("early", "support", 0, Optional.empty());
        shift.calls("vip", "billing", 5, Optional.empty());
        shift.calls("second-vip", "support", 5, Optional.empty());
        shift.ready("anna");
        shift.answers(1);
        shift.hangsUp("vip");
        shift.command("anna", new AgentCommand.Ready());
        assertThat(shift.offers()).containsExactly("1:anna<-vip", "2:anna<-second-vip");
    }

    @Test
    void p23NoAgentStaysReservedWhenTheCallerLeavesWhileItRings() {
        Shift shift = Shift.with("anna").ready("anna");
        shift.calls("kim", "support");
        shift.leaves("kim");
        assertThat(shift.last(AcdEvent.Withdraw.class).why()).isEqualTo("caller left");
        assertThat(shift.state("anna")).isEqualTo("ready");
        shift.calls("lee", "support");
        assertThat(shift.offers()).containsExactly("1:anna<-kim", "2:anna<-lee");
    }

    @Test
    void p24AnAnswerThatCrossesTheHangUpConnectsNobody() {
        Shift shift = Shift.with("anna").ready("anna");
        shift.calls("kim", "support");
        shift.leaves("kim");
        shift.answers(1);
        assertThat(shift.all(AcdEvent.Connect.class)).isEmpty();
        assertThat(shift.last(AcdEvent.Withdraw.class).why()).isEqualTo("too late");
        assertThat(shift.state("anna")).isEqualTo("ready");
        assertThat(shift.queueLine("support").answered()).isZero();
    }

    @Test
    void p24AHangUpThatCrossesTheAnswerLeavesNobodyTalking() {
        Shift shift = Shift.with("anna").ready("anna");
        shift.calls("kim", "support");
        shift.answers(1);
        shift.leaves("kim");
        assertThat(shift.state("anna")).isEqualTo("wrap-up");
        shift.hangsUp("kim");
        assertThat(shift.state("anna")).isEqualTo("wrap-up");
    }

    @Test
    void p25AnAgentWhoCannotBeReachedDoesNotStopTheOthers() {
        Shift shift = Shift.with("anna", "ben", "cem").ready("anna", "ben", "cem");
        shift.reachable("anna", false);
        shift.calls("kim", "support");
        assertThat(shift.offers()).containsExactly("1:ben<-kim");
        shift.fails(1, OfferFailure.UNREACHABLE);
        assertThat(shift.offers()).containsExactly("1:ben<-kim", "2:cem<-kim");
        assertThat(shift.state("ben")).isEqualTo("not-ready (phone unreachable)");
    }

    @Test
    void anAgentWhosePhoneComesBackIsOfferedWhoWaits() {
        Shift shift = Shift.with("anna").ready("anna");
        shift.reachable("anna", false);
        shift.calls("kim", "support");
        assertThat(shift.offers()).isEmpty();
        shift.reachable("anna", true);
        assertThat(shift.offers()).containsExactly("1:anna<-kim");
    }

    @Test
    void p26AnAgentWhoGoesAwayWhileItRingsIsRungNoMore() {
        Shift shift = Shift.with("anna", "ben").ready("anna", "ben");
        shift.calls("kim", "support");
        shift.command("anna", new AgentCommand.LogOut());
        assertThat(shift.last(AcdEvent.Withdraw.class).why()).isEqualTo("agent logged out");
        assertThat(shift.state("anna")).isEqualTo("offline");
        assertThat(shift.offers()).containsExactly("1:anna<-kim", "2:ben<-kim");
        shift.command("ben", new AgentCommand.NotReady("break"));
        shift.passes(600);
        assertThat(shift.offers()).hasSize(2);
        assertThat(shift.queueLine("support").waiting()).isEqualTo(1);
    }

    @Test
    void p27NewSettingsLogNobodyOutAndLoseNoPlaceAndNoWrapUp() {
        AcdSettings before = Shift.settings(List.of(Shift.queue("support")), "anna", "ben", "cem");
        Shift shift = new Shift(before).ready("anna", "ben", "cem");
        shift.calls("kim", "support");
        shift.calls("lee", "support");
        shift.answers(1);
        shift.answers(2);
        shift.hangsUp("lee");
        shift.command("cem", new AgentCommand.NotReady("lunch"));
        shift.calls("moe", "support");
        shift.passes(10);
        shift.reconfigure(
                _ -> Shift.settings(
                        List.of(Shift.queue("support"), Shift.queue("sales")), "anna", "ben", "cem", "deniz"),
                before);
        assertThat(shift.state("anna")).isEqualTo("talking");
        assertThat(shift.state("ben")).isEqualTo("wrap-up");
        assertThat(shift.line("ben").until()).contains(shift.clock.now().plusSeconds(20)); // P30: not begun again
        assertThat(shift.state("cem")).isEqualTo("not-ready (lunch)");
        assertThat(shift.state("deniz")).isEqualTo("offline");
        assertThat(shift.queueLine("support").longestWait()).isEqualTo(Duration.ofSeconds(10));
        shift.calls("nur", "sales");
        shift.passes(20);
        assertThat(shift.offers()).contains("3:ben<-moe");
    }

    @Test
    void agentsAndQueuesThatAreTakenAwayFinishWhatTheyHave() {
        AcdSettings before = Shift.settings(List.of(Shift.queue("support"), Shift.queue("sales")), "anna", "ben");
        Shift shift = new Shift(before).ready("anna", "ben");
        shift.calls("kim", "support");
        shift.answers(1);
        shift.calls("lee", "sales");
        shift.calls("moe", "sales");
        shift.reconfigure(_ -> Shift.settings(List.of(Shift.queue("support")), "ben"), before);
        assertThat(shift.state("anna")).isEqualTo("talking (then log out)");
        shift.answers(2); // it rang before: lee is still served
        assertThat(shift.last(AcdEvent.Connect.class).interaction().value()).isEqualTo("lee");
        shift.calls("nur", "sales");
        assertThat(shift.last(AcdEvent.NotQueued.class).why()).isEqualTo("closed");
        shift.hangsUp("kim");
        shift.passes(2);
        assertThat(shift.queueLine("sales").waiting()).as("moe waits for ben").isEqualTo(1);
        shift.hangsUp("lee");
        shift.command("ben", new AgentCommand.Ready());
        shift.answers(3);
        assertThat(shift.last(AcdEvent.Connect.class).interaction().value()).isEqualTo("moe");
        assertThat(shift.acd.board().agents())
                .extracting(a -> a.agent().value())
                .containsExactly("ben");
        assertThat(shift.acd.board().queues())
                .extracting(q -> q.queue().value())
                .containsExactly("support");
    }

    @Test
    void whoWaitsInAQueueThatIsTakenAwayIsSentOnWhenNobodyIsLeftToServeIt() {
        AcdSettings before = Shift.settings(List.of(Shift.queue("support"), Shift.queue("sales")), "anna");
        Shift shift = new Shift(before).ready("anna");
        shift.calls("kim", "support");
        shift.answers(1);
        shift.calls("lee", "sales");
        shift.reconfigure(_ -> Shift.settings(List.of(Shift.queue("support")), "anna"), before);
        shift.passes(2);
        assertThat(shift.queueLine("sales").waiting()).isEqualTo(1);
        shift.hangsUp("kim");
        shift.command("anna", new AgentCommand.LogOut());
        shift.passes(2);
        assertThat(shift.last(AcdEvent.SendOn.class).interaction().value()).isEqualTo("lee");
        assertThat(shift.acd.board().queues())
                .extracting(q -> q.queue().value())
                .containsExactly("support");
    }

    @Test
    void aQueueThatComesBackBeforeItIsEmptyIsAsItWas() {
        AcdSettings before = Shift.settings(List.of(Shift.queue("support"), Shift.queue("sales")), "anna");
        Shift shift = new Shift(before).ready("anna");
        shift.calls("kim", "support");
        shift.calls("lee", "sales");
        shift.reconfigure(_ -> Shift.settings(List.of(Shift.queue("support")), "anna"), before);
        shift.reconfigure(same -> same, before);
        shift.calls("moe", "sales");
        assertThat(shift.queueLine("sales").waiting()).isEqualTo(2);
        assertThat(shift.queueLine("sales").offered()).isEqualTo(2);
    }

    @Test
    void p29QueuesOfEqualPriorityDoNotStarveOneAnother() {
        Shift shift = Shift.with("anna");
        shift.calls("lonely", "billing");
        for (int i = 0; i < 20; i++) {
            shift.calls("s" + i, "support");
        }
        shift.ready("anna");
        assertThat(shift.offers()).containsExactly("1:anna<-lonely");
    }

    @Test
    void p30WrapUpComesAfterATransferToo() {
        Shift shift = Shift.with("anna", "ben").ready("anna");
        shift.calls("kim", "support");
        shift.answers(1);
        shift.calls("kim", "billing"); // blind transfer: joins before the first agent's leg has gone
        shift.hangsUp("kim");
        assertThat(shift.state("anna")).isEqualTo("wrap-up");
        shift.ready("ben");
        shift.answers(2);
        assertThat(shift.state("ben")).isEqualTo("talking");
        assertThat(shift.state("anna")).isEqualTo("wrap-up");
    }

    @Test
    void p31TheLongestWaitingCallerOverAllQueuesIsOfferedEvenAfterARefusal() {
        Shift shift = Shift.with("anna").ready("anna");
        shift.calls("kim", "billing");
        shift.calls("lee", "support");
        shift.fails(1, OfferFailure.DECLINED);
        assertThat(shift.offers()).hasSize(1);
        shift.passes(5);
        assertThat(shift.offers()).containsExactly("1:anna<-kim", "2:anna<-kim");
    }

    @Test
    void p32NewSettingsForAThousandAgentsTellNothingThatHasNotChanged() {
        String[] thousand =
                IntStream.rangeClosed(1, 1000).mapToObj(i -> "agent-" + i).toArray(String[]::new);
        AcdSettings settings = Shift.settings(List.of(Shift.queue("support"), Shift.queue("billing")), thousand);
        Shift shift = new Shift(settings).ready(thousand);
        shift.calls("kim", "support");
        int before = shift.told.size();
        shift.reconfigure(same -> same, settings);
        assertThat(shift.told).hasSize(before);
        assertThat(shift.acd.board().agents()).hasSize(1000);
    }

    @Test
    void p39AMissedCallCostsOnePressOnReady() {
        Shift shift = Shift.with("anna").ready("anna");
        shift.calls("kim", "support");
        shift.passes(20);
        assertThat(shift.state("anna")).isEqualTo("not-ready (no answer)");
        shift.command("anna", new AgentCommand.Ready());
        assertThat(shift.offers()).containsExactly("1:anna<-kim", "2:anna<-kim");
    }

    @Test
    void p34NobodyIsRungAgainAndAgain() {
        Shift shift = Shift.with("anna", "ben").ready("anna", "ben");
        shift.calls("kim", "support");
        shift.passes(20);
        assertThat(shift.state("anna")).isEqualTo("not-ready (no answer)");
        assertThat(shift.last(AcdEvent.Withdraw.class).why()).isEqualTo("no answer");
        assertThat(shift.offers()).containsExactly("1:anna<-kim", "2:ben<-kim");
        shift.passes(20);
        assertThat(shift.state("ben")).isEqualTo("not-ready (no answer)");
        shift.passes(300);
        assertThat(shift.offers()).hasSize(2);
    }

    @Test
    void p35ARefusalRingsOthersFirstAndNeverTheSameAgentAtOnce() {
        Shift shift = Shift.with("anna", "ben").ready("anna");
        shift.calls("kim", "support");
        shift.fails(1, OfferFailure.DECLINED);
        assertThat(shift.state("anna")).isEqualTo("ready (declined)");
        assertThat(shift.offers()).hasSize(1);
        shift.passes(4);
        assertThat(shift.offers()).hasSize(1);
        shift.ready("ben");
        assertThat(shift.offers()).containsExactly("1:anna<-kim", "2:ben<-kim");
        shift.passes(1);
        assertThat(shift.state("anna")).isEqualTo("ready");
        shift.fails(2, OfferFailure.BUSY);
        assertThat(shift.state("ben")).isEqualTo("ready (busy)");
        assertThat(shift.offers()).hasSize(3).contains("3:anna<-kim");
    }

    @Test
    void whoRefusedACallerIsAskedAgainOnlyWhenNobodyElseIsFree() {
        Shift shift = Shift.with("anna", "ben").ready("anna");
        shift.calls("kim", "support");
        shift.fails(1, OfferFailure.BUSY);
        shift.command("anna", new AgentCommand.Ready()); // pressing ready ends the pause
        assertThat(shift.offers()).containsExactly("1:anna<-kim", "2:anna<-kim");
        shift.fails(2, OfferFailure.BUSY);
        shift.passes(2);
        shift.ready("ben");
        shift.fails(3, OfferFailure.NO_ANSWER);
        shift.passes(3);
        assertThat(shift.offers()).containsExactly("1:anna<-kim", "2:anna<-kim", "3:ben<-kim", "4:anna<-kim");
    }

    @Test
    void aCallerWhoLeavesInVainDoesNotCostTheAgentTheirTurn() {
        Shift shift = Shift.with("anna", "ben").ready("anna", "ben");
        shift.calls("kim", "support");
        shift.leaves("kim");
        shift.calls("lee", "support");
        assertThat(shift.offers()).containsExactly("1:anna<-kim", "2:anna<-lee");
    }

    @Test
    void p67TalkTimeBeginsWhenTheyAreConnected() {
        Shift shift = Shift.with("anna");
        shift.calls("kim", "support");
        shift.passes(300);
        shift.ready("anna");
        shift.passes(7);
        shift.answers(1);
        assertThat(shift.line("anna").since()).isEqualTo(shift.clock.now());
        assertThat(shift.last(AcdEvent.Connect.class).waited()).isEqualTo(Duration.ofSeconds(307));
    }

    @Test
    void p68WrapUpEndsByItselfAndCanBeLengthened() {
        Shift shift = Shift.with("anna").ready("anna");
        shift.calls("kim", "support");
        shift.answers(1);
        shift.hangsUp("kim");
        shift.passes(20);
        shift.command("anna", new AgentCommand.ExtendWrapUp(Duration.ofMinutes(1)));
        assertThat(shift.last(AcdEvent.WrapUpExtended.class).by()).isEqualTo(Duration.ofMinutes(1));
        assertThat(shift.line("anna").until()).contains(shift.clock.now().plusSeconds(70));
        shift.passes(69);
        assertThat(shift.state("anna")).isEqualTo("wrap-up");
        shift.passes(1);
        assertThat(shift.state("anna")).isEqualTo("ready");
    }

    @Test
    void aCommandDuringACallIsCarriedOutAfterIt() {
        Shift shift = Shift.with("anna").ready("anna");
        shift.calls("kim", "support");
        shift.answers(1);
        shift.command("anna", new AgentCommand.NotReady("lunch"));
        assertThat(shift.state("anna")).isEqualTo("talking (then lunch)");
        shift.hangsUp("kim");
        assertThat(shift.state("anna")).isEqualTo("wrap-up (then lunch)");
        shift.passes(30);
        assertThat(shift.state("anna")).isEqualTo("not-ready (lunch)");
    }

    @Test
    void whoLogsOutInACallAndInAgainStaysInTheCall() {
        Shift shift = Shift.with("anna").ready("anna");
        shift.calls("kim", "support");
        shift.answers(1);
        shift.command("anna", new AgentCommand.LogOut());
        shift.command("anna", new AgentCommand.LogIn());
        assertThat(shift.state("anna")).isEqualTo("talking");
        shift.hangsUp("kim");
        assertThat(shift.state("anna")).isEqualTo("wrap-up");
    }

    @Test
    void anAlwaysReadyAgentNeedsNoDesk() {
        AcdSettings settings = new AcdSettings(
                List.of(Shift.withWrapUp("bench", Duration.ZERO)),
                List.of(Shift.agent("robot", true, List.of(new QueueName("bench")))),
                Duration.ofSeconds(18));
        Shift shift = new Shift(settings);
        shift.reachable("robot", true);
        shift.calls("c1", "bench");
        shift.answers(1);
        shift.calls("c2", "bench");
        shift.hangsUp("c1");
        assertThat(shift.offers()).containsExactly("1:robot<-c1", "2:robot<-c2");
        shift.fails(2, OfferFailure.UNREACHABLE);
        assertThat(shift.state("robot")).isEqualTo("not-ready (phone unreachable)");
        shift.passes(15);
        assertThat(shift.offers()).hasSize(3);
        assertThat(shift.state("robot")).isEqualTo("offered");
    }

    @Test
    void aCallerForOneAgentAloneWaitsForThatAgent() {
        Shift shift = Shift.with("anna", "ben").ready("anna", "ben");
        shift.calls("first", "support");
        shift.answers(1); // anna
        shift.calls("kim", "support", 0, Optional.of("anna"));
        assertThat(shift.last(AcdEvent.Queued.class).position()).isEqualTo(1);
        assertThat(shift.offers()).hasSize(1);
        assertThat(shift.queueLine("support").waiting()).isEqualTo(1);
        shift.hangsUp("first");
        shift.command("anna", new AgentCommand.Ready());
        assertThat(shift.offers()).containsExactly("1:anna<-first", "2:anna<-kim");
        assertThat(shift.state("ben")).isEqualTo("ready");
    }

    @Test
    void aCallerForOneAgentIsSentOnWhenThatAgentGoesHome() {
        Shift shift = Shift.with("anna", "ben").ready("anna", "ben");
        shift.calls("first", "support");
        shift.answers(1);
        shift.calls("kim", "support", 0, Optional.of("anna"));
        shift.command("anna", new AgentCommand.LogOut());
        shift.hangsUp("first");
        assertThat(shift.last(AcdEvent.SendOn.class).why()).isEqualTo("nobody serving");
        shift.calls("lee", "support", 0, Optional.of("anna"));
        assertThat(shift.last(AcdEvent.NotQueued.class).why()).isEqualTo("nobody serving");
    }

    @Test
    void aCallerForOneAgentIsSentOnAfterTheLongestWait() {
        Shift shift = Shift.with("anna").ready("anna");
        shift.command("anna", new AgentCommand.NotReady("lunch"));
        shift.calls("kim", "support", 0, Optional.of("anna"));
        shift.passes(20 * 60);
        assertThat(shift.last(AcdEvent.SendOn.class).why()).isEqualTo("max wait");
    }

    @Test
    void aListenerThatThrowsLosesOnlyItsOwnEvent() {
        Shift quiet = Shift.with("anna");
        List<AcdEvent> heard = new ArrayList<>();
        LiveAcd acd = LiveAcd.start(
                Shift.settings(List.of(Shift.queue("support")), "anna"),
                quiet.loop,
                _ -> true,
                () -> new InteractionId("none"),
                AcdLog.NONE,
                e -> {
                    if (e instanceof AcdEvent.Queued) {
                        throw new IllegalStateException("the listener's own bug");
                    }
                    heard.add(e);
                });
        acd.agent(new AgentId("anna"), new AgentCommand.LogIn());
        acd.agent(new AgentId("anna"), new AgentCommand.Ready());
        acd.reachable(new AgentId("anna"), true);
        quiet.loop.run();
        acd.join(new Acd.Ticket(new InteractionId("kim"), new QueueName("support"), 0, Optional.empty()));
        assertThatThrownBy(quiet.loop::run).hasMessageContaining("own bug");
        quiet.loop.run();
        assertThat(heard).anyMatch(AcdEvent.Offer.class::isInstance);
    }
}
