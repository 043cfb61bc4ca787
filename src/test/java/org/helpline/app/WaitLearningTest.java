package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.helpline.acd.Acd;
import org.helpline.acd.Board;
import org.helpline.acd.ExpectedWait;
import org.helpline.acd.WaitRange;
import org.helpline.config.StoreSettings;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;
import org.helpline.core.Fact;
import org.helpline.core.Personal;
import org.helpline.core.Published;
import org.helpline.core.QueueFact;
import org.helpline.core.QueueName;
import org.helpline.interaction.DeskPort.Command;
import org.helpline.journal.RunningJournal;
import org.helpline.journal.measure.Measuring;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that has just been started knows what callers waited in the weeks before. */
class WaitLearningTest {

    private static final QueueName BILLING = new QueueName("billing");
    private static final AgentId ANNA = new AgentId("anna");
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration PLACE = Duration.ofMinutes(4);

    @TempDir
    private Path folder;

    private Starting starting;

    @BeforeEach
    void prepare() throws IOException {
        starting = new Starting(folder);
    }

    @AfterEach
    void stop() {
        starting.close();
    }

    /** A week ago, at this hour and the next, callers waited for four minutes a place. */
    private void aWeekAgo() throws IOException {
        Files.createDirectories(starting.data());
        StoreSettings store = new StoreSettings(
                starting.data().resolve("helpline.db"),
                starting.data().resolve("spill"),
                folder.resolve("c.csv"),
                "GB");
        try (RunningJournal journal = new RunningJournal(store)) {
            Instant hour = Instant.now().minus(WEEK).truncatedTo(ChronoUnit.HOURS);
            for (int i = 0; i < 30; i++) {
                waits(journal, "this-" + i, hour.plusSeconds(i), i + 1);
                waits(journal, "next-" + i, hour.plusSeconds(3_600 + i), i + 1);
            }
            journal.journal().flush().toCompletableFuture().join();
            new Measuring(journal.store()).catchUp().orThrow();
        }
    }

    private static void waits(RunningJournal journal, String call, Instant at, int position) {
        Duration waited = PLACE.multipliedBy(position);
        List<Fact> facts = List.of(
                new CallFact.Arrived(
                        new Personal("1"), Personal.NONE, "100", call + "@x", "udp 127.0.0.1:5060", "phone"),
                new QueueFact.Joined(BILLING, position, 0),
                new QueueFact.Connected(BILLING, ANNA, waited),
                new CallFact.Ended("served", "caller", "The caller hung up."));
        for (int i = 0; i < facts.size(); i++) {
            Instant when = i < 2 ? at : at.plus(waited);
            journal.journal()
                    .publish(new Published(
                            call, i + 1, when, Duration.between(at, when).toMillis(), facts.get(i)));
        }
    }

    @Test
    void whatWasWaitedAWeekAgoIsExpectedToday() throws IOException {
        aWeekAgo();
        Assembly.Running running = starting.mustStart("queues.billing.wrap-up=0", "agents.anna.queues=billing");
        Acd acd = running.server().acd();
        assertThat(acd.line(BILLING).flatMap(Board.QueueLine::tempo))
                .as("nobody serves yet")
                .isEmpty();
        running.server()
                .hallway()
                .desk()
                .command(ANNA, new Command.LogIn())
                .toCompletableFuture()
                .join();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> acd.line(BILLING).flatMap(Board.QueueLine::tempo).isPresent());
        WaitRange wait = ExpectedWait.of(acd.line(BILLING).orElseThrow(), 1).orElseThrow();
        assertThat(wait.most()).isBetween(Duration.ofMinutes(2), Duration.ofMinutes(15));
    }
}
