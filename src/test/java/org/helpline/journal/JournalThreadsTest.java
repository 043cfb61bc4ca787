package org.helpline.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.helpline.config.StoreSettings;
import org.helpline.core.CallFact;
import org.helpline.core.Clock;
import org.helpline.core.Fact;
import org.helpline.core.Personal;
import org.helpline.core.Problems;
import org.helpline.core.Published;
import org.helpline.store.OtherProcess;
import org.helpline.store.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal on its own threads. */
class JournalThreadsTest {

    private static final int PUBLISHERS = 4;
    private static final int STREAMS_EACH = 5;
    private static final int FACTS_EACH = 500;

    @TempDir
    private Path directory;

    private Store store;
    private Journal journal;
    private StoreSettings settings;

    @BeforeEach
    void open() {
        settings = new StoreSettings(
                directory.resolve("store.db"), directory.resolve("spill"), directory.resolve("c.csv"), "GB");
        Problems problems = new Problems();
        store = Store.open(settings, problems).orElseThrow(() -> new AssertionError(problems.all()));
        journal = Journal.open(store, settings, Clock.system(), new SecureRandom(), problems)
                .orElseThrow(() -> new AssertionError(problems.all()));
    }

    @AfterEach
    void close() {
        journal.close();
        store.close();
    }

    private void publish(int publisher) {
        for (long number = 1; number <= FACTS_EACH; number++) {
            for (int stream = 0; stream < STREAMS_EACH; stream++) {
                Fact fact = number == 1
                        ? ScriptedCall.from("+4477009001" + publisher + stream, "", publisher + "@" + stream)
                        : new CallFact.DigitPressed("caller", new Personal("5"), "rtp");
                journal.publish(new Published(
                        "call-" + publisher + "-" + stream,
                        number,
                        ScriptedCall.START.plusMillis(number),
                        number,
                        fact));
            }
        }
    }

    private List<Long> numbers(String stream) {
        return store.read(tx -> tx.query(
                        "select number from fact where stream = ? order by rowid", row -> row.number("number"), stream))
                .toCompletableFuture()
                .join()
                .orThrow();
    }

    private void publishFromAll() throws Exception {
        try (ExecutorService publishers = Executors.newFixedThreadPool(PUBLISHERS)) {
            List<Future<?>> done = new ArrayList<>();
            for (int p = 0; p < PUBLISHERS; p++) {
                int publisher = p;
                done.add(publishers.submit(() -> publish(publisher)));
            }
            for (Future<?> d : done) {
                d.get();
            }
        }
    }

    @Test
    void keepsTheOrderOfEveryStreamFromSeveralThreads() throws Exception {
        publishFromAll();
        assertThat(journal.flush().toCompletableFuture()).succeedsWithin(Duration.ofSeconds(60));
        List<Long> inOrder = LongStream.rangeClosed(1, FACTS_EACH).boxed().toList();
        for (int p = 0; p < PUBLISHERS; p++) {
            for (int s = 0; s < STREAMS_EACH; s++) {
                assertThat(numbers("call-" + p + "-" + s)).isEqualTo(inOrder);
            }
        }
        assertThat(journal.backlog()).isZero();
    }

    @Test
    void takesFactsWhileTheFileIsLockedAndStoresAllOfThemAfterwards() throws Exception {
        try (OtherProcess other = OtherProcess.holding(settings.file())) {
            assertThat(other).isNotNull();
            publishFromAll(); // returns: a publisher never waits for the store
            await().atMost(Duration.ofSeconds(60)).until(() -> journal.spilled() > 0);
            assertThat(numbers("call-0-0")).isEmpty();
        }
        int all = PUBLISHERS * STREAMS_EACH * FACTS_EACH;
        await().atMost(Duration.ofSeconds(60)).until(() -> journal.stored() >= all);
        for (int p = 0; p < PUBLISHERS; p++) {
            assertThat(numbers("call-" + p + "-4")).hasSize(FACTS_EACH).isSorted();
        }
    }

    @Test
    void storesWhatIsPublishedRightBeforeItCloses() {
        ScriptedCall.served("call-1", "+447700900123").facts().forEach(journal::publish);
        journal.close();
        assertThat(new CallRecords(store)
                        .find("call-1")
                        .toCompletableFuture()
                        .join()
                        .orThrow())
                .isInstanceOfSatisfying(
                        Found.One.class,
                        one -> assertThat(one.record().outcome()).isEqualTo("served"));
    }
}
