package org.helpline.acd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.helpline.acd.Acd.AgentCommand;
import org.helpline.acd.Acd.KeptAgent;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.QueueName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What agents are after a restart of the server. Wrap-up in support lasts 30 s. */
class ReturnsTest {

    private static void takeUp(Shift shift, KeptAgent kept) {
        shift.acd.takeUp(List.of(kept));
        shift.loop.run();
    }

    private static KeptAgent anna(String state, String reason, Optional<Instant> until) {
        return new KeptAgent(
                new AgentId("anna"),
                state,
                reason,
                until,
                Optional.of(new InteractionId("kim")),
                Optional.of(new QueueName("support")));
    }

    @ParameterizedTest
    @CsvSource({
        "ready, '', ready, ready",
        "ready, declined, ready, ready",
        "offered, '', ready, ready",
        "not-ready, lunch, not-ready (lunch), not-ready (lunch)",
        "talking, '', wrap-up, ready",
        "talking, then lunch, wrap-up (then lunch), not-ready (lunch)",
        "talking, then log out, offline, offline",
        "offline, the server was away for 3 h, offline (the server was away for 3 h), offline (the server was away for 3 h)"
    })
    void agentsAreWhatTheyWere(String before, String reason, String after, String halfAMinuteLater) {
        Shift shift = Shift.with("anna");
        takeUp(shift, anna(before, reason, Optional.empty()));
        assertThat(shift.state("anna")).isEqualTo(after);
        shift.passes(31);
        assertThat(shift.state("anna")).isEqualTo(halfAMinuteLater);
        assertThat(shift.replayed().difference()).isEmpty();
    }

    @Test
    void nobodyIsRungBeforeTheirPhoneIsThere() {
        Shift shift = Shift.with("anna");
        takeUp(shift, anna("ready", "", Optional.empty()));
        shift.calls("kim", "support");
        assertThat(shift.offers()).isEmpty();
        shift.reachable("anna", true);
        assertThat(shift.offers()).containsExactly("1:anna<-kim");
    }

    @Test
    void wrapUpGoesOnForItsRest() {
        Shift shift = Shift.with("anna");
        takeUp(
                shift,
                anna("wrap-up", "then lunch", Optional.of(shift.clock.now().plusSeconds(10))));
        shift.passes(9);
        assertThat(shift.state("anna")).isEqualTo("wrap-up (then lunch)");
        shift.passes(2);
        assertThat(shift.state("anna")).isEqualTo("not-ready (lunch)");
    }

    @Test
    void aWrapUpThatEndedMeanwhileIsOver() {
        Shift shift = Shift.with("anna");
        takeUp(shift, anna("wrap-up", "", Optional.of(shift.clock.now().minusSeconds(1))));
        assertThat(shift.state("anna")).isEqualTo("ready");
    }

    @Test
    void whereThereIsNoWrapUpTheTalkIsOver() {
        Shift shift = new Shift(Shift.settings(List.of(Shift.withWrapUp("support", Duration.ZERO)), "anna"));
        takeUp(shift, anna("talking", "", Optional.empty()));
        assertThat(shift.state("anna")).isEqualTo("ready");
    }

    @Test
    void whoHasLoggedInMeanwhileStaysWhatTheyAre() {
        Shift shift = Shift.with("anna");
        shift.command("anna", new AgentCommand.LogIn());
        takeUp(shift, anna("ready", "", Optional.empty()));
        assertThat(shift.state("anna")).isEqualTo("not-ready (logged in)");
    }

    @Test
    void whoWasLoggedOutByALongStopLogsInAsEver() {
        Shift shift = Shift.with("anna");
        takeUp(shift, anna("offline", "the server was away for 3 h", Optional.empty()));
        shift.command("anna", new AgentCommand.LogIn());
        assertThat(shift.state("anna")).isEqualTo("not-ready (logged in)");
        shift.command("anna", new AgentCommand.LogOut());
        assertThat(shift.state("anna")).isEqualTo("offline");
    }

    @Test
    void whoIsNoLongerInTheSettingsIsNotThere() {
        Shift shift = Shift.with("ben");
        takeUp(shift, anna("ready", "", Optional.empty()));
        assertThat(shift.acd.board().agents())
                .extracting(a -> a.agent().value())
                .containsExactly("ben");
    }
}
