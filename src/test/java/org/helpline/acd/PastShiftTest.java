package org.helpline.acd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.helpline.acd.Acd.AgentCommand;
import org.junit.jupiter.api.Test;

/** A day read from the ACD's log, and played. */
class PastShiftTest {

    private static final Instant MIDNIGHT = Instant.parse("2026-11-23T00:00:00Z");

    @Test
    void theDayIsReadAsItWasAndPlayedUnchangedItIsTheSame() {
        Shift shift = shift();
        PastShift past = read(shift);
        assertThat(past.stays())
                .extracting(Play.Stay::how)
                .containsExactly(Play.How.ANSWERED, Play.How.ABANDONED, Play.How.ANSWERED);
        assertThat(past.stays()).extracting(s -> s.waited().toSeconds()).containsExactly(4L, 25L, 73L);

        Play.Outcome played = Play.of(past.day(past.settings(), past.deeds(), 1), 1);
        assertThat(played.stays()).containsExactlyInAnyOrderElementsOf(past.stays());
        assertThat(played.busy()).isEqualTo(Duration.ofSeconds(60 + 10 + 40 + 30));
    }

    @Test
    void withOneAgentMoreNobodyWaitsForTheFirst() {
        PastShift past = read(shift());
        List<Play.Deed> more = new java.util.ArrayList<>(past.deeds());
        more.add(new Play.Deed(
                MIDNIGHT,
                new AcdInput.Reachable(Shift.agent("ben", false, List.of()).id(), true)));
        for (AgentCommand command : List.of(new AgentCommand.LogIn(), new AgentCommand.Ready())) {
            more.add(new Play.Deed(
                    MIDNIGHT,
                    new AcdInput.Agent(Shift.agent("ben", false, List.of()).id(), command)));
        }
        Play.Outcome played = Play.of(past.day(past.settings(), more, 1), 1);
        assertThat(played.stays()).allMatch(s -> s.how() == Play.How.ANSWERED);
        assertThat(played.stays())
                .extracting(s -> s.waited().toSeconds())
                .contains(3L)
                .doesNotContain(25L);
    }

    /** Anna serves kim and max; lea hangs up after 25 s. */
    private static Shift shift() {
        Shift shift = Shift.with("anna", "ben");
        shift.ready("anna");
        shift.passes(60);
        shift.calls("kim", "support");
        shift.passes(4);
        shift.answers(1);
        shift.calls("lea", "support");
        shift.calls("max", "support");
        shift.passes(25);
        shift.leaves("lea");
        shift.passes(35);
        shift.hangsUp("kim");
        shift.passes(10);
        shift.command("anna", new AgentCommand.Ready());
        shift.passes(3);
        shift.answers(2);
        shift.passes(40);
        shift.hangsUp("max");
        shift.passes(60);
        return shift;
    }

    private static PastShift read(Shift shift) {
        PastShift past = new PastShift(MIDNIGHT, MIDNIGHT.plus(Duration.ofDays(1)));
        shift.log().forEach(past::take);
        return past;
    }
}
