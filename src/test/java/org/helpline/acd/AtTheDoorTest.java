package org.helpline.acd;

import static org.assertj.core.api.Assertions.assertThat;

import org.helpline.core.AgentId;
import org.helpline.core.QueueName;
import org.junit.jupiter.api.Test;

/** What a caller who has not joined a queue may be told of it. */
class AtTheDoorTest {

    private static AtTheDoor support(Shift shift) {
        shift.loop.run();
        return shift.acd.atTheDoor(new QueueName("support"));
    }

    @Test
    void whileNobodyIsLoggedInTheWaitIsUnknown() {
        Shift shift = Shift.with("anna", "ben");
        assertThat(support(shift)).isEqualTo(AtTheDoor.UNKNOWN);
    }

    @Test
    void whoCanBeAnsweredAtOnceDoesNotWait() {
        Shift shift = Shift.with("anna", "ben");
        shift.ready("anna");
        shift.acd.agent(new AgentId("ben"), new Acd.AgentCommand.LogIn());
        AtTheDoor door = support(shift);
        assertThat(door.expected()).contains(WaitRange.NONE);
        assertThat(door.agents()).isEqualTo(2);
        assertThat(door.free()).isEqualTo(1);
        assertThat(door.waiting()).isZero();
    }

    @Test
    void anAgentWithoutAPhoneIsThereButNotFree() {
        Shift shift = Shift.with("anna");
        shift.ready("anna");
        shift.acd.reachable(new AgentId("anna"), false);
        assertThat(support(shift).agents()).isEqualTo(1);
        assertThat(support(shift).free()).isZero();
        assertThat(support(shift).expected()).isEmpty();
    }

    /** Three answers out of a backlog, some 90 s apart; then nobody waits, and one agent talks. */
    @Test
    void whoJoinsAQueueThatMovesWaitsForOnePlaceMoreThanThereAreBefore() {
        Shift shift = Shift.outOfABacklog();
        AtTheDoor door = support(shift);
        assertThat(door.waiting()).isEqualTo(3);
        assertThat(door.free()).isZero();
        assertThat(door.expected())
                .isEqualTo(ExpectedWait.of(shift.queueLine("support"), 4))
                .isPresent();
    }

    @Test
    void aQueueThatNobodyKnowsHasNobody() {
        assertThat(Shift.with("anna").acd.atTheDoor(new QueueName("elsewhere"))).isEqualTo(AtTheDoor.UNKNOWN);
    }
}
