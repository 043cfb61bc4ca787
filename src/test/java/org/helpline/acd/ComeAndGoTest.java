package org.helpline.acd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.helpline.acd.Acd.AgentCommand;
import org.helpline.acd.Acd.Ticket;
import org.helpline.config.AcdSettings;
import org.helpline.config.AcdSettings.AgentSettings;
import org.helpline.config.AcdSettings.Joining;
import org.helpline.config.AcdSettings.Presence;
import org.helpline.config.AcdSettings.QueueSettings;
import org.helpline.config.AcdSettings.Sharing;
import org.helpline.config.AcdSettings.Target;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.QueueName;
import org.junit.jupiter.api.Test;

/** Callers who wait while those who could serve them, and whole queues, come and go. */
class ComeAndGoTest {

    private static final QueueName SUPPORT = new QueueName("support");
    private static final QueueName BILLING = new QueueName("billing");
    private static final Plan BILLING_TOO = new Plan(
            List.of(
                    new Plan.Stage(Duration.ZERO, Demand.ANY, Set.of()),
                    new Plan.Stage(Duration.ofSeconds(10), Demand.ANY, Set.of(BILLING))),
            Optional.empty());

    /** Sends on whom nobody can serve. */
    private static QueueSettings queue(String name) {
        return Shift.limited(name, Duration.ZERO, 0, Optional.of(new Target.Goodbye()), "");
    }

    private static AcdSettings settings(List<QueueSettings> queues, AgentSettings... agents) {
        return new AcdSettings(queues, List.of(agents), Duration.ofSeconds(18));
    }

    private static void joins(Shift shift, String caller, Plan plan) {
        shift.acd.join(new Ticket(new InteractionId(caller), SUPPORT, 0, Optional.empty()).by(plan));
        shift.loop.run();
    }

    private static List<String> sentOn(Shift shift) {
        List<String> sent = new ArrayList<>();
        shift.all(AcdEvent.SendOn.class).forEach(s -> sent.add(s.interaction() + ": " + s.why()));
        return sent;
    }

    @Test
    void whoIsAskedForANumberAndWaitsOnIsSentOnIfEverybodyHasGoneMeanwhile() {
        Shift shift = new Shift(settings(List.of(queue("support")), Shift.agent("anna", false, List.of(SUPPORT))));
        shift.reachable("anna", true);
        shift.command("anna", new AgentCommand.LogIn());
        shift.calls("kim", "support");
        shift.holds("kim");
        shift.command("anna", new AgentCommand.LogOut());
        shift.calls("kim", "support");
        assertThat(sentOn(shift)).containsExactly("kim: nobody serving");
    }

    @Test
    void whoMayBeServedByAnotherQueueIsSentOnWhenItsLastAgentLogsOut() {
        Shift shift = new Shift(
                settings(List.of(queue("support"), queue("billing")), Shift.agent("ben", false, List.of(BILLING))));
        shift.command("ben", new AgentCommand.LogIn());
        joins(shift, "kim", BILLING_TOO);
        shift.command("ben", new AgentCommand.LogOut());
        assertThat(sentOn(shift)).containsExactly("kim: nobody serving");
    }

    @Test
    void whoMayBeServedByAnotherQueueIsSentOnWhenThatQueueIsNoMore() {
        AgentSettings ben = Shift.agent("ben", false, List.of(BILLING));
        Shift shift = new Shift(settings(List.of(queue("support"), queue("billing")), ben));
        shift.command("ben", new AgentCommand.LogIn());
        joins(shift, "kim", BILLING_TOO);
        shift.acd.reconfigure(settings(List.of(queue("support")), Shift.agent("ben", false, List.of())));
        shift.loop.run();
        assertThat(sentOn(shift)).containsExactly("kim: nobody serving");
    }

    @Test
    void whoWaitsForAnAgentWhoIsTakenOutOfTheSettingsWaitsForAnybody() {
        AgentSettings anna = Shift.agent("anna", false, List.of(SUPPORT));
        AgentSettings ben = Shift.agent("ben", false, List.of(SUPPORT));
        Shift shift = new Shift(settings(List.of(queue("support")), anna, ben)).ready("anna");
        shift.calls("kim", "support");
        shift.answers(1);
        shift.ready("ben");
        joins(
                shift,
                "lou",
                new Plan(
                        Plan.ANYBODY.stages(),
                        Optional.of(new Plan.Preference(new AgentId("anna"), Duration.ofMinutes(5)))));
        assertThat(shift.offers()).containsExactly("1:anna<-kim");
        shift.acd.reconfigure(settings(List.of(queue("support")), ben));
        shift.loop.run();
        assertThat(shift.offers()).containsExactly("1:anna<-kim", "2:ben<-lou");
    }

    @Test
    void whoHelpsOutInAnotherUrgentQueueDoesNotCountAsReadyForThisOne() {
        Joining ready = new Joining(Presence.READY, Duration.ZERO, Optional.empty(), true);
        Shift shift = new Shift(settings(
                List.of(Shift.queue("support").joinedBy(ready), queue("billing")), Shift.helping("ben", "billing")));
        shift.urgent("billing", true);
        shift.ready("ben");
        shift.acd.join(new Ticket(
                new InteractionId("kim"),
                SUPPORT,
                0,
                Optional.empty(),
                BILLING_TOO,
                false,
                Optional.empty(),
                Optional.empty(),
                Duration.ZERO));
        shift.loop.run();
        assertThat(shift.all(AcdEvent.NotQueued.class))
                .extracting(AcdEvent.NotQueued::why)
                .containsExactly("nobody ready");
    }

    @Test
    void aQueueThatComesBackHelpsThoseWhoWaitAlready() {
        AcdSettings both = settings(
                List.of(Shift.queue("support"), Shift.queue("billing")), Shift.agent("ben", false, List.of(BILLING)));
        Shift shift = new Shift(both);
        joins(shift, "kim", BILLING_TOO);
        shift.acd.reconfigure(settings(List.of(Shift.queue("support")), Shift.agent("ben", false, List.of())));
        shift.passes(20);
        shift.acd.reconfigure(both);
        shift.ready("ben");
        assertThat(shift.offers()).containsExactly("1:ben<-kim");
    }

    @Test
    void whoHelpsOutIsCalledAtTheTimeOfTheNewSettingsForThoseWhoWaitAlready() {
        AgentSettings ben = Shift.helping("ben", "support");
        QueueSettings alone = Shift.queue("support");
        Sharing soon =
                new Sharing(alone.sharing().strategy(), false, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(30), 1);
        Shift shift = new Shift(settings(List.of(alone), ben)).ready("ben");
        shift.calls("kim", "support");
        shift.acd.reconfigure(settings(List.of(alone.sharedBy(soon)), ben));
        shift.passes(29);
        assertThat(shift.offers()).isEmpty();
        shift.passes(2);
        assertThat(shift.offers()).containsExactly("1:ben<-kim");
    }
}
