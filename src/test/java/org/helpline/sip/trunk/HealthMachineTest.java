package org.helpline.sip.trunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.helpline.core.DurationText;
import org.helpline.sip.trunk.HealthMachine.State;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@link HealthMachine} as a table. */
class HealthMachineTest {

    @ParameterizedTest
    @CsvSource({
        "UNKNOWN,  ANSWERED,    30, ALIVE,    30000",
        "ALIVE,    ANSWERED,    30, ALIVE,    30000",
        "ALIVE,    MISSED,      30, DOUBTFUL, 250",
        "UNKNOWN,  MISSED,      30, DOUBTFUL, 250",
        "DOUBTFUL, ANSWERED,    30, ALIVE,    30000",
        "DOUBTFUL, MISSED,      30, DEAD 0,   1000",
        "DEAD 0,   MISSED,      30, DEAD 1,   2000",
        "DEAD 3,   MISSED,      30, DEAD 4,   16000",
        "DEAD 90,  MISSED,      30, DEAD 91,  60000",
        "DEAD 90,  MISSED,       1, DEAD 91,  4000",
        "DEAD 9,   ANSWERED,    30, ALIVE,    30000",
        "ALIVE,    CALL_FAILED, 30, DEAD 0,   1000",
        "UNKNOWN,  CALL_FAILED, 30, DEAD 0,   1000",
        "DEAD 3,   CALL_FAILED, 30, DEAD 3,   8000",
        "ALIVE,    CALL_FAILED,  0, DEAD 0,   30000",
        "DEAD 0,   CALL_FAILED,  0, DEAD 0,   30000",
        "DEAD 0,   FORGIVE,      0, UNKNOWN,  0",
        "UNKNOWN,  ANSWERED,     0, ALIVE,    0",
    })
    void steps(String from, HealthMachine.Event event, int pingSeconds, String to, long afterMillis) {
        HealthMachine.Step step = HealthMachine.on(state(from), event, Duration.ofSeconds(pingSeconds));
        assertThat(step.next()).isEqualTo(state(to));
        assertThat(step.after()).isEqualTo(Duration.ofMillis(afterMillis));
    }

    @ParameterizedTest
    @CsvSource({"1s, 1s", "2s, 2s", "30s, 3s"})
    void waitsForAnAnswerNoLongerThanItAsks(String ping, String patience) {
        assertThat(HealthMachine.patience(DurationText.read(ping).orElseThrow()))
                .isEqualTo(DurationText.read(patience).orElseThrow());
    }

    private static State state(String text) {
        String[] parts = text.split(" ", -1);
        return switch (parts[0]) {
            case "UNKNOWN" -> new State.Unknown();
            case "ALIVE" -> new State.Alive();
            case "DOUBTFUL" -> new State.Doubtful();
            default -> new State.Dead(Integer.parseInt(parts[1]));
        };
    }
}
