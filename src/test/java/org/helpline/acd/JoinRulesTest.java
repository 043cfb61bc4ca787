package org.helpline.acd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.acd.Acd.AgentCommand;
import org.helpline.acd.Acd.Ticket;
import org.helpline.config.AcdSettings;
import org.helpline.config.AcdSettings.AgentSettings;
import org.helpline.config.AcdSettings.Joining;
import org.helpline.config.AcdSettings.Presence;
import org.helpline.config.AcdSettings.QueueSettings;
import org.helpline.config.AcdSettings.Role;
import org.helpline.config.AcdSettings.Target;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.QueueName;
import org.junit.jupiter.api.Test;

/** Who is taken at the door of a queue: by who is there, and by how long the wait is likely to be. */
class JoinRulesTest {

    private static final QueueName SUPPORT = new QueueName("support");
    private static final AgentCommand BREAK = new AgentCommand.NotReady("break");
    private static final Optional<Target> ELSEWHERE = Optional.of(new Target.Goodbye());

    private static Shift shift(Joining joining, Optional<Target> nobody, AgentSettings... agents) {
        QueueSettings support =
                Shift.limited("support", Duration.ZERO, 0, nobody, "").joinedBy(joining);
        return new Shift(new AcdSettings(List.of(support), List.of(agents), Duration.ofSeconds(18)));
    }

    private static AgentSettings agent(String id, Map<String, Integer> skills) {
        return new AgentSettings(new AgentId(id), id, List.of(SUPPORT), false, Role.AGENT, skills, true);
    }

    private static Joining presence(Presence presence) {
        return new Joining(presence, Duration.ZERO, Optional.empty(), true);
    }

    private static Joining expecting(Duration most) {
        return new Joining(Presence.LOGGED_IN, most, Optional.empty(), true);
    }

    private static List<String> refused(Shift shift) {
        return shift.all(AcdEvent.NotQueued.class).stream()
                .map(AcdEvent.NotQueued::why)
                .toList();
    }

    // ---- who is there

    @Test
    void allOnABreakCountsAsNobodyWhereSomebodyMustBeReady() {
        Shift shift = shift(presence(Presence.READY), Optional.empty(), agent("anna", Map.of()))
                .ready("anna");
        shift.calls("kim", "support");
        shift.command("anna", BREAK);
        shift.calls("lou", "support");
        assertThat(refused(shift)).containsExactly("nobody ready");
    }

    @Test
    void whoTalksOrWorksAfterACallIsThere() {
        Shift shift = shift(presence(Presence.READY), Optional.empty(), agent("anna", Map.of()))
                .ready("anna");
        shift.calls("kim", "support");
        shift.answers(1);
        shift.calls("lou", "support");
        shift.hangsUp("kim");
        assertThat(shift.state("anna")).isEqualTo("wrap-up");
        shift.calls("mia", "support");
        assertThat(refused(shift)).isEmpty();
    }

    @Test
    void whoGoesOnABreakAfterTheCallIsNotThere() {
        Shift shift = shift(presence(Presence.READY), Optional.empty(), agent("anna", Map.of()))
                .ready("anna");
        shift.calls("kim", "support");
        shift.answers(1);
        shift.command("anna", BREAK);
        shift.calls("lou", "support");
        assertThat(refused(shift)).containsExactly("nobody ready");
    }

    @Test
    void whoIsReadyMustHaveTheSkillSoonerOrLater() {
        Shift shift = shift(
                        presence(Presence.READY),
                        Optional.empty(),
                        agent("anna", Map.of()),
                        agent("ben", Map.of("german", 3)))
                .ready("anna", "ben");
        shift.command("ben", BREAK);
        Ticket german = new Ticket(new InteractionId("kim"), SUPPORT, 0, Optional.empty())
                .by(Plan.needing(Demand.of(Map.of("german", 2))));
        shift.acd.join(german);
        shift.loop.run();
        assertThat(refused(shift)).containsExactly("nobody ready with german 2");
    }

    @Test
    void whoWaitsAlreadyWaitsOnWhileAllAreOnABreak() {
        Shift shift = shift(presence(Presence.READY), ELSEWHERE, agent("anna", Map.of()))
                .ready("anna");
        shift.calls("kim", "support");
        shift.command("anna", BREAK);
        shift.passes(60);
        assertThat(shift.all(AcdEvent.SendOn.class)).isEmpty();
        shift.command("anna", new AgentCommand.LogOut());
        assertThat(shift.last(AcdEvent.SendOn.class).why()).isEqualTo("nobody serving");
    }

    private static Shift leaving(int afterSeconds, AgentSettings... agents) {
        return shift(presence(Presence.READY).unstaffed(Duration.ofSeconds(afterSeconds)), Optional.empty(), agents);
    }

    private static List<String> sentOn(Shift shift) {
        return shift.all(AcdEvent.SendOn.class).stream()
                .map(e -> e.interaction() + ": " + e.why())
                .toList();
    }

    @Test
    void whoHasWaitedLongEnoughForNobodyGoesOnAndTheReasonIsTold() {
        Shift shift = leaving(60, agent("anna", Map.of())).ready("anna");
        shift.calls("kim", "support");
        shift.command("anna", BREAK);
        shift.passes(59);
        assertThat(sentOn(shift)).isEmpty();
        shift.passes(3);
        assertThat(sentOn(shift)).containsExactly("kim: nobody ready");
    }

    @Test
    void whoComesBackInTimeKeepsThemAndTheTimeBeginsAnew() {
        Shift shift =
                leaving(60, agent("anna", Map.of()), agent("ben", Map.of())).ready("anna");
        shift.calls("kim", "support");
        shift.calls("lou", "support");
        shift.command("anna", BREAK);
        shift.passes(40);
        shift.ready("ben");
        shift.answers(shift.last(AcdEvent.Offer.class).offer());
        shift.passes(90); // who talks is there
        assertThat(sentOn(shift)).isEmpty();
        shift.command("ben", BREAK); // after the call
        shift.passes(59);
        assertThat(sentOn(shift)).isEmpty();
        shift.passes(3);
        assertThat(sentOn(shift)).containsExactly("lou: nobody ready");
    }

    @Test
    void whoCameWhenAllHadGoneHasTheWholeTime() {
        Joining anybody = presence(Presence.ALWAYS).unstaffed(Duration.ofSeconds(60));
        Shift shift = shift(anybody, Optional.empty(), agent("anna", Map.of()));
        shift.calls("kim", "support");
        shift.passes(30);
        shift.calls("lou", "support");
        shift.passes(32);
        assertThat(sentOn(shift)).containsExactly("kim: nobody ready");
        shift.passes(30);
        assertThat(sentOn(shift)).containsExactly("kim: nobody ready", "lou: nobody ready");
    }

    @Test
    void whoNeedsASkillThatNobodyReadyHasGoesOnAlone() {
        Shift shift = leaving(60, agent("anna", Map.of()), agent("ben", Map.of("german", 3)))
                .ready("anna", "ben");
        shift.calls("kim", "support");
        shift.calls("lou", "support");
        shift.answers(1);
        shift.answers(2); // both talk
        shift.acd.join(new Ticket(new InteractionId("mia"), SUPPORT, 0, Optional.empty())
                .by(Plan.needing(Demand.of(Map.of("german", 2)))));
        shift.calls("noa", "support");
        shift.command("ben", BREAK); // after the call; anna comes back
        shift.passes(62);
        assertThat(sentOn(shift)).containsExactly("mia: nobody ready with german 2");
    }

    @Test
    void helpInSightIsWaitedFor() {
        QueueSettings support = Shift.queue("support")
                .joinedBy(presence(Presence.ALWAYS).unstaffed(Duration.ofSeconds(60)))
                .sharedBy(new AcdSettings.Sharing(
                        AcdSettings.Strategy.LONGEST_IDLE,
                        false,
                        Duration.ofMinutes(5),
                        Duration.ZERO,
                        Duration.ofMinutes(3),
                        10));
        AgentSettings helper = Shift.helping("hal", "support", new QueueName("billing"));
        Shift shift = new Shift(
                new AcdSettings(List.of(support, Shift.queue("billing")), List.of(helper), Duration.ofSeconds(18)));
        shift.ready("hal");
        shift.calls("kim", "support");
        shift.passes(182);
        assertThat(sentOn(shift)).isEmpty();
        assertThat(shift.last(AcdEvent.Offer.class).agent()).isEqualTo(new AgentId("hal"));
    }

    @Test
    void whereNobodyNeedBeThereAllAreTaken() {
        Shift shift = shift(presence(Presence.ALWAYS), ELSEWHERE, agent("anna", Map.of()));
        shift.calls("kim", "support");
        shift.ready("anna");
        shift.fails(1, Acd.OfferFailure.DECLINED);
        shift.command("anna", new AgentCommand.LogOut());
        assertThat(refused(shift)).isEmpty();
        assertThat(shift.all(AcdEvent.SendOn.class)).isEmpty();
    }

    // ---- how long it is likely to be

    /** Anna has answered five of eight callers, one each 90 s; three wait, so that the next one stands at the fourth place. */
    private static Shift outOfABacklog(Duration most) {
        Shift shift = Shift.outOfABacklog();
        QueueSettings support = Shift.queue("support").joinedBy(expecting(most));
        AcdSettings now = Shift.settings(List.of(support, Shift.queue("billing")), "anna");
        shift.reconfigure(s -> s, now);
        return shift;
    }

    @Test
    void aWaitThatIsLikelyToBeTooLongIsNotBegun() {
        Shift shift = outOfABacklog(Duration.ofMinutes(5));
        shift.calls("kim", "support");
        assertThat(refused(shift)).containsExactly("expected wait");
        assertThat(shift.queueLine("support").offered())
                .as("not taken, not counted")
                .isEqualTo(8);
    }

    @Test
    void aShorterOneIs() {
        Shift shift = outOfABacklog(Duration.ofMinutes(7));
        shift.calls("kim", "support");
        assertThat(refused(shift)).isEmpty();
    }

    @Test
    void whoGoesBeforeOthersWaitsLess() {
        Shift shift = outOfABacklog(Duration.ofMinutes(5));
        shift.calls("vip", "support", 10, Optional.empty());
        assertThat(refused(shift)).isEmpty();
    }

    @Test
    void nobodyIsTurnedAwayForAWaitThatIsNotKnown() {
        Shift shift = shift(expecting(Duration.ofSeconds(1)), Optional.empty(), agent("anna", Map.of()));
        shift.calls("kim", "support");
        shift.calls("lou", "support");
        assertThat(refused(shift)).isEmpty();
    }

    @Test
    void nobodyIsTurnedAwayWhileAnAgentIsFree() {
        Shift shift = outOfABacklog(Duration.ofSeconds(1));
        List.of("c5", "c6", "c7").forEach(shift::leaves);
        shift.passes(5);
        assertThat(shift.state("anna")).isEqualTo("ready");
        shift.calls("kim", "support");
        assertThat(refused(shift)).isEmpty();
    }

    // ---- the wait counts on

    /** P31, P22: who has waited in another queue stands where their whole wait puts them. */
    @Test
    void whoWaitedElsewhereStandsBeforeWhoCameSince() {
        Shift shift = Shift.with("anna");
        shift.calls("lou", "billing");
        shift.passes(30);
        shift.acd.join(new Ticket(new InteractionId("kim"), new QueueName("billing"), 0, Optional.empty())
                .after(Duration.ofSeconds(60)));
        shift.loop.run();
        assertThat(shift.last(AcdEvent.Queued.class).position()).isEqualTo(1);
        shift.ready("anna");
        assertThat(shift.last(AcdEvent.Offer.class).waited()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void aCallbackThatIsAskedForElsewhereStandsWhereTheWholeWaitPutsIt() {
        Shift shift = Shift.with("anna");
        shift.calls("lou", "billing");
        shift.passes(30);
        shift.acd.callBack(new Acd.CallbackTicket(
                new InteractionId("wish"),
                new InteractionId("kim"),
                new QueueName("billing"),
                0,
                new org.helpline.core.Personal("+4930"),
                Duration.ofSeconds(60),
                Optional.empty()));
        shift.loop.run();
        assertThat(shift.last(AcdEvent.CallbackTaken.class).position()).isEqualTo(1);
    }
}
