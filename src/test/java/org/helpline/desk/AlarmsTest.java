package org.helpline.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.acd.Board;
import org.helpline.acd.Board.AgentLine;
import org.helpline.acd.Board.QueueLine;
import org.helpline.config.AlarmLimits;
import org.helpline.core.AgentId;
import org.helpline.core.QueueName;
import org.helpline.core.ServerFact;
import org.helpline.core.ServerFact.AlarmCleared;
import org.helpline.core.ServerFact.AlarmRaised;
import org.helpline.desk.LiveFigures.Today;
import org.junit.jupiter.api.Test;

/** Alarms come after some seconds, once, and go after some more. */
class AlarmsTest {

    private static final QueueName SUPPORT = new QueueName("support");
    private static final AlarmLimits FIVE_WAIT = new AlarmLimits(5, Duration.ZERO, 0, 0);

    private final Alarms alarms = new Alarms();
    private Instant now = Instant.parse("2026-11-23T09:00:00Z");
    private Map<QueueName, Today> today = Map.of();
    private String annaIs = "ready";

    private List<ServerFact> look(AlarmLimits limits, int waiting, int longest) {
        QueueLine line = new QueueLine(SUPPORT, waiting, Duration.ofSeconds(longest), 0, 0, 0, 0, 0);
        AgentLine anna = new AgentLine(
                new AgentId("anna"),
                "Anna",
                annaIs,
                "",
                now,
                Optional.empty(),
                Optional.empty(),
                List.of(SUPPORT),
                true);
        now = now.plusSeconds(1);
        return alarms.look(now, new Board(now, List.of(line), List.of(anna)), Map.of(SUPPORT, limits), today);
    }

    /** What is told in so many seconds. */
    private List<ServerFact> seconds(int count, AlarmLimits limits, int waiting, int longest) {
        List<ServerFact> told = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            told.addAll(look(limits, waiting, longest));
        }
        return told;
    }

    @Test
    void anAlarmIsRaisedOnceAfterFiveSecondsAndClearedAfterTen() {
        assertThat(seconds(5, FIVE_WAIT, 5, 9)).isEmpty();
        assertThat(seconds(60, FIVE_WAIT, 6, 9)).containsExactly(new AlarmRaised("support", "waiting", "6", "5"));
        assertThat(alarms.on())
                .singleElement()
                .satisfies(a -> assertThat(a.value()).isEqualTo("6"));
        assertThat(seconds(10, FIVE_WAIT, 4, 9)).isEmpty();
        assertThat(seconds(60, FIVE_WAIT, 4, 9)).containsExactly(new AlarmCleared("support", "waiting"));
        assertThat(alarms.on()).isEmpty();
    }

    @Test
    void aCallerMoreOrLessRaisesNothing() {
        for (int i = 0; i < 20; i++) {
            assertThat(seconds(4, FIVE_WAIT, 5, 9)).isEmpty();
            assertThat(seconds(1, FIVE_WAIT, 4, 9)).isEmpty();
        }
        seconds(9, FIVE_WAIT, 5, 9);
        for (int i = 0; i < 20; i++) {
            assertThat(seconds(9, FIVE_WAIT, 4, 9)).as("it stays on").isEmpty();
            assertThat(seconds(1, FIVE_WAIT, 5, 9)).isEmpty();
        }
    }

    @Test
    void theLongestWaitTheServiceLevelAndTheReadyAgentsRaiseTheirsToo() {
        AlarmLimits all = new AlarmLimits(0, Duration.ofSeconds(60), 80, 2);
        assertThat(seconds(9, all, 1, 59))
                .as("nobody knows a level yet")
                .containsExactly(new AlarmRaised("support", "agents", "1", "2"));
        today = Map.of(SUPPORT, new Today(9, 7, 2, 0, 0.777, 12, 300));
        assertThat(seconds(9, all, 1, 60))
                .containsExactlyInAnyOrder(
                        new AlarmRaised("support", "wait", "60 s", "60 s"),
                        new AlarmRaised("support", "service-level", "78 %", "80 %"));
        today = Map.of(SUPPORT, new Today(10, 8, 2, 0, 0.8, 12, 300));
        assertThat(seconds(12, all, 0, 0))
                .containsExactlyInAnyOrder(
                        new AlarmCleared("support", "wait"), new AlarmCleared("support", "service-level"));
    }

    @Test
    void aLimitThatIsTakenOutOfTheSettingsIsClearedAtOnce() {
        seconds(9, FIVE_WAIT, 6, 9);
        assertThat(look(AlarmLimits.NONE, 6, 9)).containsExactly(new AlarmCleared("support", "waiting"));
    }
}
