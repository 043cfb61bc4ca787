package org.helpline.acd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.helpline.acd.Acd.AgentCommand;
import org.helpline.config.AcdSettings;
import org.helpline.config.AcdSettings.AgentSettings;
import org.helpline.config.AcdSettings.QueueSettings;
import org.helpline.config.AcdSettings.Sharing;
import org.helpline.config.AcdSettings.Strategy;
import org.helpline.config.AcdSettings.Target;
import org.helpline.core.QueueName;
import org.junit.jupiter.api.Test;

/** Queues that somebody declares urgent. Anna serves both queues, hana serves billing and helps out in support. */
class UrgentTest {

    private static final QueueName SUPPORT = new QueueName("support");
    private static final QueueName BILLING = new QueueName("billing");

    private final Shift shift = new Shift(settings(Shift.queue("support"), Shift.queue("billing")));

    private static AcdSettings settings(QueueSettings... queues) {
        List<AgentSettings> people = List.of(
                Shift.agent("anna", false, List.of(SUPPORT, BILLING)), Shift.helping("hana", "support", BILLING));
        return new AcdSettings(List.of(queues), people, Duration.ofSeconds(18));
    }

    private List<Integer> positions(String caller) {
        return shift.all(AcdEvent.PositionChanged.class).stream()
                .filter(p -> p.interaction().value().equals(caller))
                .map(AcdEvent.PositionChanged::position)
                .toList();
    }

    @Test
    void anUrgentQueuesCallersGoBeforeThoseOfAllOthers() {
        shift.calls("old", "billing");
        shift.passes(100);
        shift.calls("important", "billing", 10, Optional.empty());
        shift.calls("kim", "support");
        shift.urgent("support", true);
        shift.calls("lee", "support");
        shift.ready("anna");
        assertThat(shift.offers()).containsExactly("1:anna<-kim");
        assertThat(shift.queueLine("support").urgent()).isTrue();
        assertThat(shift.queueLine("billing").urgent()).isFalse();
        shift.fails(1, Acd.OfferFailure.DECLINED);
        shift.leaves("kim");
        shift.passes(6);
        assertThat(shift.last(AcdEvent.Offer.class).interaction().value()).isEqualTo("lee");
    }

    @Test
    void amongThemselvesTheyGoAsEver() {
        shift.urgent("support", true);
        shift.calls("kim", "support");
        shift.calls("vip", "support", 5, Optional.empty());
        assertThat(positions("kim")).containsExactly(2);
    }

    @Test
    void whoHelpsOutIsOfferedThemAtOnce() {
        shift.ready("hana");
        shift.calls("kim", "support");
        shift.passes(60);
        assertThat(shift.offers()).isEmpty();
        shift.urgent("support", true);
        assertThat(shift.offers()).containsExactly("1:hana<-kim");
        shift.answers(1);
        assertThat(shift.state("hana")).isEqualTo("talking");
    }

    @Test
    void theQueuesOwnAgentsGoBeforeThoseWhoHelpOut() {
        shift.ready("hana", "anna");
        shift.urgent("support", true);
        shift.calls("kim", "support");
        shift.calls("lee", "support");
        assertThat(shift.offers()).containsExactly("1:anna<-kim", "2:hana<-lee");
    }

    @Test
    void whenItIsOverEverybodyStandsAsBefore() {
        shift.calls("old", "billing");
        shift.passes(10);
        shift.calls("kim", "support");
        shift.urgent("support", true);
        shift.urgent("support", false);
        shift.ready("hana");
        assertThat(shift.offers()).containsExactly("1:hana<-old");
        shift.ready("anna");
        assertThat(shift.offers()).containsExactly("1:hana<-old", "2:anna<-kim");
    }

    @Test
    void aPhoneThatRingsForAnotherQueueRingsOn() {
        shift.ready("anna");
        shift.calls("old", "billing");
        shift.calls("kim", "support");
        shift.urgent("support", true);
        assertThat(shift.state("anna")).isEqualTo("offered");
        shift.answers(1);
        assertThat(shift.last(AcdEvent.Connect.class).interaction().value()).isEqualTo("old");
    }

    @Test
    void itIsSaidTwiceAndNothingChanges() {
        shift.calls("kim", "support");
        shift.urgent("support", true);
        int told = shift.told.size();
        shift.urgent("support", true);
        shift.urgent("nowhere", true);
        assertThat(shift.told).hasSize(told);
    }

    @Test
    void aReloadKeepsItAndAQueueThatComesBackIsUrgentStill() {
        shift.urgent("support", true);
        shift.acd.reconfigure(settings(Shift.queue("support"), Shift.queue("billing")));
        shift.loop.run();
        assertThat(shift.queueLine("support").urgent()).isTrue();
        shift.acd.reconfigure(settings(Shift.queue("billing")));
        shift.acd.reconfigure(settings(Shift.queue("support"), Shift.queue("billing")));
        shift.loop.run();
        assertThat(shift.queueLine("support").urgent()).isTrue();
    }

    @Test
    void aCallBackThatRestsComesBackBeforeAllOthers() {
        Shift rests = new Shift(settings(
                Shift.callingBack("support", "office", AcdSettings.CallbackTerms.USUAL), Shift.queue("billing")));
        rests.closedHours.add("office");
        rests.asks("kim", "callback1", "support", "+4930111");
        rests.calls("old", "billing");
        rests.urgent("support", true);
        rests.closedHours.clear();
        rests.passes(2);
        rests.ready("anna");
        assertThat(rests.all(AcdEvent.CallbackDue.class)).hasSize(1);
        assertThat(rests.offers()).isEmpty();
    }

    @Test
    void whileOnlyThoseWhoHelpOutAreThereTheQueueTakesCallersAsLongAsItIsUrgent() {
        Shift strict = new Shift(settings(
                Shift.limited("support", Duration.ofMinutes(5), 0, Optional.of(new Target.Goodbye()), ""),
                Shift.queue("billing")));
        strict.ready("hana");
        strict.calls("first", "support");
        assertThat(strict.last(AcdEvent.NotQueued.class).why()).isEqualTo("nobody serving");
        strict.command("hana", new AgentCommand.NotReady("lunch"));
        strict.urgent("support", true);
        strict.calls("kim", "support");
        assertThat(strict.queueLine("support").waiting()).isOne();
        strict.urgent("support", false);
        assertThat(strict.last(AcdEvent.SendOn.class).why()).isEqualTo("nobody serving");
        strict.urgent("support", true);
        strict.calls("lee", "support");
        strict.command("hana", new AgentCommand.LogOut());
        assertThat(strict.all(AcdEvent.SendOn.class)).hasSize(2);
    }

    @Test
    void allRingOfAnUrgentQueueThoseWhoHelpOutToo() {
        Shift all = new Shift(
                settings(Shift.queue("support").sharedBy(Sharing.USUAL.by(Strategy.RING_ALL)), Shift.queue("billing")));
        all.ready("anna", "hana");
        all.calls("kim", "support");
        assertThat(all.offers()).containsExactly("1:anna<-kim");
        all.urgent("support", true);
        assertThat(all.offers()).containsExactly("1:anna<-kim", "2:hana<-kim");
    }
}
