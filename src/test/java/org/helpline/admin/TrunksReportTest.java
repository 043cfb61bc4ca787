package org.helpline.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.helpline.config.TrunkSettings;
import org.helpline.config.TrunksSettings;
import org.helpline.sip.trunk.Allowances;
import org.helpline.sip.trunk.TrunkStatus;
import org.helpline.sip.trunk.TrunkStatus.Health;
import org.helpline.sip.trunk.TrunkStatus.Registration;
import org.helpline.sip.trunk.Trunks;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrunksReportTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @DisplayName("P43: a refused password looks like another thing than an outage")
    @ParameterizedTest(name = "{0} with a machine {1}: {2}")
    @CsvSource({
        "REGISTERED, ALIVE, registered",
        "ASKING, ALIVE, registering",
        "ASKING, UNKNOWN, registering",
        "ASKING, DEAD, unreachable",
        "FAILING, ALIVE, not registered",
        "FAILING, DEAD, unreachable",
        "REFUSED, ALIVE, password refused",
        "NONE, ALIVE, ready",
        "NONE, UNKNOWN, ready",
        "NONE, DEAD, unreachable",
        "NONE, , no address",
        "ASKING, , no address",
    })
    void theStateIsOneWordOrTwo(Registration registration, Health health, String state) {
        List<String> table = report(Trunks.withLogin("acme"), registration, Optional.ofNullable(health), "")
                .table();
        assertThat(table.get(1)).matches("acme +" + state + " +acme.example.*");
        boolean well = List.of("registered", "ready").contains(state);
        assertThat(table).hasSize(well ? 2 : 3);
        if (!well) {
            assertThat(table.getLast()).isEqualTo("acme: This is how it is.");
        }
    }

    @Test
    void aDisabledTrunkIsNoTrouble() {
        List<String> table = report(Trunks.disabled("acme"), Registration.NONE, Optional.empty(), "")
                .table();
        assertThat(table).hasSize(2).last().asString().contains("disabled");
    }

    @Test
    void whatWasNotGrantedLastIsToldOfATrunkThatIsWell() {
        List<String> table = report(
                        Trunks.plain("acme"), Registration.NONE, Optional.of(Health.ALIVE), "All lines in\u001b use.")
                .table();
        assertThat(table.getLast()).isEqualTo("acme: last not granted: All lines in  use.");
        assertThat(table.get(1)).contains("1 of 1 well").contains("2").doesNotContain("\u001b");
    }

    @Test
    void showTellsEachMachine() {
        List<String> lines = report(Trunks.withLogin("acme"), Registration.REGISTERED, Optional.of(Health.ALIVE), "")
                .show("acme");
        assertThat(lines)
                .anySatisfy(l ->
                        assertThat(l).matches("machine udp 203.0.113.9:5060 +alive, 12 ms \\(sip1.acme.example\\)"))
                .anySatisfy(l -> assertThat(l).matches("registered as +account@acme.example until .*"))
                .anySatisfy(l -> assertThat(l).matches("it sees us as +198.51.100.1:5060"));
    }

    @Test
    void withoutTrunksItSaysSo() {
        TrunksReport none = new TrunksReport(TrunksSettings.NONE, Map.of(), Map.of(), (_, _) -> Optional.empty());
        assertThat(none.table()).containsExactly("There is no trunk: trunks.ini names none.");
        assertThat(none.json()).isEqualTo("{\"trunks\":[]}");
    }

    private static TrunksReport report(
            TrunkSettings trunk, Registration registration, Optional<Health> health, String lastRefusal) {
        List<TrunkStatus.Machine> machines = health.map(h -> List.of(new TrunkStatus.Machine(
                        "udp 203.0.113.9:5060", "sip1.acme.example", h, Optional.of(Duration.ofMillis(12)), "")))
                .orElse(List.of());
        TrunkStatus status = new TrunkStatus(
                "acme",
                trunk.enabled(),
                "acme.example",
                registration,
                Optional.empty(),
                Optional.of(NOON),
                Optional.of("198.51.100.1:5060"),
                machines,
                "This is how it is.",
                NOON);
        return new TrunksReport(
                new TrunksSettings(List.of(trunk), Set.of("112"), TrunksSettings.Accept.TRUNKS),
                Map.of("acme", status),
                Map.of("acme", new Allowances.Count(2, 3, 4, 5, 6, lastRefusal)),
                (_, _) -> Optional.empty());
    }
}
