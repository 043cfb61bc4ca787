package org.helpline.acd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.helpline.acd.Acd.AgentCommand;
import org.helpline.config.AcdSettings;
import org.junit.jupiter.api.Test;

/** New settings disturb nobody, and agents who go away while their phone rings make no loop. */
class ReloadTest {

    @Test
    void p27AReloadOfOneQueueLogsNobodyOut() {
        AcdSettings settings = Shift.settings(List.of(Shift.queue("support"), Shift.queue("billing")), "anna", "ben");
        Shift shift = new Shift(settings).ready("anna", "ben");
        shift.calls("kim", "support");
        shift.reconfigure(s -> s, settings);
        assertThat(shift.state("anna")).isEqualTo("offered");
        assertThat(shift.state("ben")).isEqualTo("ready");
        shift.answers(1);
        assertThat(shift.state("anna")).isEqualTo("talking");
    }

    @Test
    void p30AReloadEndsNoWrapUp() {
        AcdSettings settings = Shift.settings(List.of(Shift.queue("support")), "anna");
        Shift shift = new Shift(settings).ready("anna");
        shift.calls("kim", "support");
        shift.answers(1);
        shift.hangsUp("kim");
        shift.passes(20);
        shift.reconfigure(s -> s, settings);
        assertThat(shift.state("anna")).isEqualTo("wrap-up");
        shift.passes(9);
        assertThat(shift.state("anna")).isEqualTo("wrap-up");
        shift.passes(2);
        assertThat(shift.state("anna")).isEqualTo("ready");
    }

    @Test
    void p32AReloadWithTenThousandAgentsTellsNothing() {
        String[] agents = IntStream.range(0, 10_000).mapToObj(i -> "agent" + i).toArray(String[]::new);
        AcdSettings settings = Shift.settings(List.of(Shift.queue("support"), Shift.queue("billing")), agents);
        Shift shift = new Shift(settings).ready("agent1", "agent2");
        int told = shift.told.size();
        shift.reconfigure(s -> s, settings);
        assertThat(shift.told).hasSize(told);
    }

    @Test
    void p31ARaisedPriorityCounts() {
        Shift shift = Shift.with("anna");
        shift.calls("first", "support");
        shift.calls("second", "support");
        shift.calls("second", "support", 2, Optional.empty()); // joins again, more important
        shift.ready("anna");
        assertThat(shift.offers()).containsExactly("1:anna<-second");
    }

    @Test
    void p26AnAgentWhoGoesAwayWhileItRingsIsNotRungAgain() {
        Shift shift = Shift.with("anna").ready("anna");
        shift.calls("kim", "support");
        shift.command("anna", new AgentCommand.NotReady("gone"));
        shift.passes(60);
        assertThat(shift.offers()).containsExactly("1:anna<-kim");
        assertThat(shift.all(AcdEvent.Withdraw.class)).hasSize(1);
        shift.command("anna", new AgentCommand.Ready());
        assertThat(shift.offers()).containsExactly("1:anna<-kim", "2:anna<-kim");
    }

    /** The first hear of a move at once, those far behind within seconds. */
    @Test
    void positionsFarBehindAreToldALittleLater() {
        Shift shift = Shift.with("anna");
        for (int i = 0; i < 30; i++) {
            shift.calls("c" + i, "support");
        }
        int told = shift.told.size();
        shift.leaves("c0");
        assertThat(positions(shift, told)).hasSize(20).contains("c1 1", "c20 20");
        shift.passes(1);
        assertThat(positions(shift, told)).hasSize(29).contains("c29 29");
    }

    private static List<String> positions(Shift shift, int from) {
        return shift.told.stream()
                .skip(from)
                .filter(AcdEvent.PositionChanged.class::isInstance)
                .map(AcdEvent.PositionChanged.class::cast)
                .map(p -> p.interaction() + " " + p.position())
                .toList();
    }
}
