package org.helpline.acd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.helpline.acd.Acd.AgentCommand;
import org.helpline.acd.Acd.LeaveReason;
import org.helpline.config.AcdSettings;
import org.helpline.config.AcdSettings.AgentSettings;
import org.helpline.config.AcdSettings.Role;
import org.helpline.config.AcdSettings.Target;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.QueueName;
import org.junit.jupiter.api.Test;

/** Limits of queues, what callers are told, and what is counted. */
class QueueRulesTest {

    private static final Duration NO_LIMIT = Duration.ZERO;

    @Test
    void aFullQueueTakesNobodyMore() {
        Shift shift = new Shift(Shift.settings(List.of(Shift.limited("support", NO_LIMIT, 2, Optional.empty(), ""))));
        shift.calls("a", "support");
        shift.calls("b", "support");
        shift.calls("c", "support");
        assertThat(shift.last(AcdEvent.NotQueued.class).why()).isEqualTo("full");
        assertThat(shift.queueLine("support").offered()).isEqualTo(2);
    }

    @Test
    void aSupervisorWithoutQueuesWatchesAndIsNoAgent() {
        Shift shift = new Shift(new AcdSettings(
                List.of(Shift.queue("support")),
                List.of(
                        new AgentSettings(new AgentId("sue"), "Sue", List.of(), false, Role.SUPERVISOR),
                        new AgentSettings(
                                new AgentId("kim"), "Kim", List.of(new QueueName("support")), false, Role.SUPERVISOR)),
                Duration.ofSeconds(18)));
        assertThat(shift.acd.board().agents()).extracting(Board.AgentLine::name).containsExactly("Kim");
    }

    @Test
    void aQueueThatDoesNotExistTakesNobody() {
        Shift shift = Shift.with("anna");
        shift.calls("a", "sales");
        assertThat(shift.last(AcdEvent.NotQueued.class).why()).isEqualTo("unknown queue");
    }

    @Test
    void whoWaitsTooLongIsSentOnButNotWhileAPhoneRings() {
        Shift shift = new Shift(Shift.settings(
                List.of(Shift.limited("support", Duration.ofSeconds(60), 0, Optional.empty(), "")), "anna"));
        shift.calls("a", "support");
        shift.passes(10);
        shift.calls("b", "support");
        shift.passes(45);
        shift.ready("anna");
        shift.passes(15);
        assertThat(shift.all(AcdEvent.SendOn.class))
                .extracting(e -> e.interaction().value())
                .containsExactly("b");
        shift.passes(5);
        assertThat(shift.all(AcdEvent.SendOn.class))
                .extracting(AcdEvent.SendOn::why)
                .containsExactly("max wait", "max wait");
        assertThat(shift.last(AcdEvent.SendOn.class).waited()).isEqualTo(Duration.ofSeconds(75));
    }

    @Test
    void whoWaitsTooLongWhileItRingsMayStillBeAnswered() {
        Shift shift = new Shift(Shift.settings(
                List.of(Shift.limited("support", Duration.ofSeconds(60), 0, Optional.empty(), "")), "anna"));
        shift.calls("a", "support");
        shift.passes(50);
        shift.ready("anna");
        shift.passes(15);
        shift.answers(1);
        assertThat(shift.all(AcdEvent.SendOn.class)).isEmpty();
        assertThat(shift.all(AcdEvent.Connect.class)).hasSize(1);
    }

    @Test
    void nobodyLoggedInRefusesOnlyWhenTheQueueSaysWhereToGo() {
        Optional<Target> nobody = Optional.of(new Target.ToScript("night"));
        Shift shift = new Shift(Shift.settings(
                List.of(Shift.limited("support", NO_LIMIT, 0, nobody, ""), Shift.queue("billing")), "anna"));
        shift.calls("a", "support");
        assertThat(shift.last(AcdEvent.NotQueued.class).why()).isEqualTo("nobody serving");
        shift.calls("b", "billing");
        assertThat(shift.last(AcdEvent.Queued.class).interaction().value()).isEqualTo("b");
        shift.command("anna", new AgentCommand.LogIn());
        shift.calls("c", "support");
        assertThat(shift.last(AcdEvent.Queued.class).interaction().value()).isEqualTo("c");
        shift.command("anna", new AgentCommand.LogOut());
        assertThat(shift.all(AcdEvent.SendOn.class))
                .extracting(e -> e.interaction() + " " + e.why())
                .containsExactly("c nobody serving");
    }

    @Test
    void aLineThatClosesSendsOnWhoWaitsAndTakesNobody() {
        Shift shift = new Shift(
                Shift.settings(List.of(Shift.limited("support", NO_LIMIT, 0, Optional.empty(), "office")), "anna"));
        shift.calls("a", "support");
        shift.closedHours.add("office");
        shift.passes(60);
        assertThat(shift.last(AcdEvent.SendOn.class).why()).isEqualTo("closed");
        shift.calls("b", "support");
        assertThat(shift.last(AcdEvent.NotQueued.class).why()).isEqualTo("closed");
    }

    @Test
    void positionsAreToldWhenTheyChangeAndOnlyThen() {
        Shift shift = Shift.with("anna");
        shift.calls("a", "support");
        shift.calls("b", "support");
        shift.calls("c", "support");
        shift.calls("other", "billing");
        assertThat(shift.all(AcdEvent.Queued.class))
                .extracting(AcdEvent.Queued::position)
                .containsExactly(1, 2, 3, 1);
        assertThat(shift.all(AcdEvent.PositionChanged.class)).isEmpty();
        shift.calls("vip", "support", 1, Optional.empty());
        shift.leaves("a");
        assertThat(shift.all(AcdEvent.PositionChanged.class))
                .extracting(p -> p.interaction() + "=" + p.position())
                .containsExactly("a=2", "b=3", "c=4", "b=2", "c=3");
    }

    @Test
    void aCallerWhoIsOfferedKeepsThePlaceWhenNobodyAnswers() {
        Shift shift = Shift.with("anna").ready("anna");
        shift.calls("a", "support");
        shift.calls("b", "support");
        shift.passes(20);
        shift.command("anna", new AgentCommand.Ready());
        assertThat(shift.offers()).containsExactly("1:anna<-a", "2:anna<-a");
        assertThat(shift.all(AcdEvent.PositionChanged.class)).isEmpty();
    }

    @Test
    void countsEveryWayOutOnce() {
        Shift shift = Shift.with("anna").ready("anna");
        shift.calls("quick", "support");
        shift.passes(18);
        shift.answers(1);
        shift.calls("gone", "support");
        shift.leaves("gone");
        shift.calls("key", "support");
        shift.acd.leave(new InteractionId("key"), LeaveReason.KEY);
        shift.calls("slow", "support");
        shift.hangsUp("quick");
        shift.passes(30);
        shift.answers(2);
        shift.calls("waits", "support");
        shift.passes(4);
        assertThat(shift.queueLine("support"))
                .isEqualTo(new Board.QueueLine(
                        shift.queueLine("support").queue(), 1, Duration.ofSeconds(4), 5, 2, 1, 1, 1));
    }

    @Test
    void joiningAgainMovesTheCaller() {
        Shift shift = Shift.with("anna").ready("anna");
        shift.calls("a", "support");
        shift.calls("a", "billing");
        assertThat(shift.last(AcdEvent.Withdraw.class).offer()).isEqualTo(1);
        assertThat(shift.queueLine("support").sentOn()).isEqualTo(1);
        assertThat(shift.queueLine("support").waiting()).isZero();
        assertThat(shift.offers()).containsExactly("1:anna<-a", "2:anna<-a");
    }

    @Test
    void theBoardGrowsOlderByItself() {
        Shift shift = Shift.with("anna");
        shift.calls("a", "support");
        shift.passes(1);
        Board now = shift.acd.board();
        assertThat(now.asOf(now.at().plusSeconds(5)).queues().getFirst().longestWait())
                .isEqualTo(Duration.ofSeconds(6));
        assertThat(now.asOf(now.at().minusSeconds(5))).isEqualTo(now);
    }
}
