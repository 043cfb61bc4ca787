package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.helpline.acd.Acd;
import org.helpline.acd.AcdLog;
import org.helpline.acd.Board;
import org.helpline.acd.LiveAcd;
import org.helpline.config.AcdSettings;
import org.helpline.config.AcdSettings.Target;
import org.helpline.core.InteractionId;
import org.helpline.core.ManualClock;
import org.helpline.core.Published;
import org.helpline.core.QueueName;
import org.helpline.core.SameThreadLoop;
import org.helpline.core.ServerFact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queues that are declared urgent, and what a restart has of them. */
class UrgentSwitchTest {

    @TempDir
    private Path data;

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-18T12:00:00Z"));
    private final SameThreadLoop loop = new SameThreadLoop("acd", clock);
    private final List<Published> told = new ArrayList<>();
    private final Set<String> known = new TreeSet<>(Set.of("billing", "support"));
    private Acd acd = acd();

    private Acd acd() {
        List<AcdSettings.QueueSettings> queues = known.stream()
                .map(name -> new AcdSettings.QueueSettings(
                        new QueueName(name),
                        "default",
                        Duration.ofMinutes(5),
                        0,
                        new Target.Goodbye(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofSeconds(18),
                        Duration.ZERO))
                .toList();
        return LiveAcd.start(
                new AcdSettings(queues, List.of(), Duration.ofSeconds(18)),
                loop,
                _ -> true,
                () -> new InteractionId("none"),
                AcdLog.NONE,
                _ -> {});
    }

    /** As a start of the server does it, with another ACD. */
    private UrgentSwitch load() throws IOException {
        acd = acd();
        UrgentSwitch urgent =
                UrgentSwitch.load(data.resolve("urgent"), acd, () -> known, clock, new ServerFacts(told::add, clock));
        loop.run();
        return urgent;
    }

    private List<String> urgent() {
        loop.run();
        return acd.board().queues().stream()
                .filter(Board.QueueLine::urgent)
                .map(q -> q.queue().value())
                .toList();
    }

    @Test
    void whatIsDeclaredHoldsAlsoAfterARestart() throws IOException {
        assertThat(load().set("support", true, "sue")).isEmpty();
        assertThat(urgent()).containsExactly("support");
        UrgentSwitch again = load();
        assertThat(urgent()).containsExactly("support");
        assertThat(again.queues())
                .hasEntrySatisfying(
                        "support", by -> assertThat(by.orElseThrow()).endsWith(" by sue"))
                .containsEntry("billing", Optional.empty());
        again.set("support", false, "sam");
        assertThat(urgent()).isEmpty();
        assertThat(load().queues().get("support")).isEmpty();
    }

    @Test
    void theRecordTellsWhoDeclaredItAndOnlyOnce() throws IOException {
        UrgentSwitch urgent = load();
        urgent.set("support", true, "sue");
        urgent.set("support", true, "sam");
        urgent.set("support", false, "sam");
        assertThat(told)
                .extracting(Published::fact)
                .containsExactly(
                        new ServerFact.UrgentDeclared(new QueueName("support"), true, "sue"),
                        new ServerFact.UrgentDeclared(new QueueName("support"), false, "sam"));
    }

    @Test
    void aQueueThatIsNotThereIsRefusedButOneThatWasCanBeTakenBack() throws IOException {
        UrgentSwitch urgent = load();
        assertThat(urgent.set("vip", true, "sue")).contains("There is no queue vip.");
        urgent.set("support", true, "sue");
        known.remove("support");
        assertThat(urgent.set("support", false, "sue")).isEmpty();
        assertThat(Files.readString(data.resolve("urgent"))).isEmpty();
    }

    @Test
    void aSpoiltFileDeclaresNothing() throws IOException {
        Files.writeString(data.resolve("urgent"), "support\nbilling = since yesterday by sue\n= since\n");
        assertThat(load().queues().values()).allMatch(Optional::isEmpty);
        assertThat(urgent()).isEmpty();
    }

    @Test
    void whatCannotBeKeptHoldsUntilARestartAndSaysSo() throws IOException {
        UrgentSwitch urgent = load();
        Files.createDirectory(data.resolve("urgent"));
        assertThat(urgent.set("support", true, "sue").orElseThrow()).startsWith("It is so now, but cannot be kept");
        assertThat(urgent()).containsExactly("support");
    }
}
