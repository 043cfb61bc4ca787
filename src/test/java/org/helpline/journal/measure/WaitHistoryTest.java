package org.helpline.journal.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;
import org.helpline.core.Fact;
import org.helpline.core.Personal;
import org.helpline.core.Published;
import org.helpline.core.QueueFact;
import org.helpline.core.QueueName;
import org.helpline.core.ScreenPop;
import org.helpline.journal.RunningJournal;
import org.helpline.journal.measure.WaitHistory.Waited;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the journal tells of waits, for those who will wait. */
class WaitHistoryTest {

    private static final QueueName SUPPORT = new QueueName("support");
    private static final QueueName BILLING = new QueueName("billing");
    private static final AgentId ANNA = new AgentId("anna");
    private static final Instant NINE = Instant.parse("2026-11-02T09:00:00Z");

    @TempDir
    private Path folder;

    private final List<Published> facts = new ArrayList<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private final Map<String, Integer> joined = new HashMap<>();

    private WaitHistoryTest at(int second, String call, Fact fact) {
        facts.add(new Published(
                call, numbers.merge(call, 1L, Long::sum), NINE.plusSeconds(second), second * 1000L, fact));
        return this;
    }

    private WaitHistoryTest joins(int second, String call, QueueName queue) {
        joined.put(call, second);
        if (!numbers.containsKey(call)) {
            at(
                    second,
                    call,
                    new CallFact.Arrived(
                            new Personal("1"), Personal.NONE, "200", call + "@x", "udp 127.0.0.1:5060", "phone"));
        }
        return at(second, call, new QueueFact.Joined(queue, 1, 0));
    }

    private WaitHistoryTest rings(int second, String call, QueueName queue) {
        ScreenPop pop = new ScreenPop(new Personal("1"), List.of(), List.of(), queue, "en");
        return at(second, call, new QueueFact.Offered(queue, ANNA, second, waited(second, call), pop));
    }

    private WaitHistoryTest connected(int second, String call, QueueName queue) {
        return at(second, call, new QueueFact.Connected(queue, ANNA, waited(second, call)));
    }

    private Duration waited(int second, String call) {
        return Duration.ofSeconds(second - joined.getOrDefault(call, 0));
    }

    private List<Waited> since(Instant since) {
        try (RunningJournal journal = MeasuredDays.play(folder, List.of(facts))) {
            return MeasuredDays.told(new WaitHistory(journal.store()).since(since));
        }
    }

    private static Waited wait(QueueName queue, int from, int position, int seconds, boolean answered) {
        return new Waited(queue, NINE.plusSeconds(from), position, Duration.ofSeconds(seconds), answered);
    }

    @Test
    void eachWaitIsToldWithThePlaceInLineOnJoining() {
        joins(0, "a", SUPPORT).rings(0, "a", SUPPORT).connected(5, "a", SUPPORT); // an agent was free: no wait
        joins(10, "b", SUPPORT).joins(20, "c", SUPPORT).joins(25, "d", BILLING).joins(30, "e", SUPPORT);
        rings(60, "b", SUPPORT).connected(65, "b", SUPPORT);
        at(90, "c", new QueueFact.Abandoned(SUPPORT, waited(90, "c")));
        joins(95, "f", SUPPORT);
        rings(100, "e", SUPPORT).connected(105, "e", SUPPORT);
        at(110, "d", new QueueFact.SentOn(BILLING, "max wait", waited(110, "d")));
        assertThat(since(NINE))
                .containsExactly(
                        wait(SUPPORT, 10, 1, 55, true),
                        wait(SUPPORT, 20, 2, 70, false),
                        wait(BILLING, 25, 1, 85, false),
                        wait(SUPPORT, 30, 3, 75, true)); // f waits still
    }

    @Test
    void whatIsOlderIsNotTold() {
        joins(0, "a", SUPPORT).joins(1, "b", SUPPORT);
        rings(30, "a", SUPPORT)
                .connected(31, "a", SUPPORT)
                .rings(70, "b", SUPPORT)
                .connected(71, "b", SUPPORT);
        assertThat(since(NINE.plusSeconds(1))).containsExactly(wait(SUPPORT, 1, 1, 70, true));
    }
}
