package org.helpline.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import org.helpline.config.StoreSettings;
import org.helpline.core.ManualClock;
import org.helpline.core.Problems;
import org.helpline.core.SameThreadLoop;
import org.helpline.customer.KeptVariables.Kept;
import org.helpline.store.Callers;
import org.helpline.store.Numbers;
import org.helpline.store.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of a caller from one call to the next. */
class KeptVariablesTest {

    private static final String ADA = "+447700900123";

    @TempDir
    private Path directory;

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-18T09:00:00Z"));
    private final SameThreadLoop loop = new SameThreadLoop("store", clock);
    private Store store;
    private KeptVariables variables;

    private KeptVariablesTest() {}

    @BeforeEach
    void open() {
        Problems problems = new Problems();
        StoreSettings settings = new StoreSettings(
                directory.resolve("store.db"), directory.resolve("spill"), directory.resolve("customers.csv"), "GB");
        store = Store.openOn(loop, settings, problems).orElseThrow(() -> new AssertionError(problems.all()));
        Callers callers = answer(store.write(tx -> Callers.of(tx, new Numbers("GB"), new Random(1))))
                .orThrow();
        variables = new KeptVariables(store, callers, clock);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private <T> T answer(CompletionStage<T> stage) {
        loop.run();
        return stage.toCompletableFuture().join();
    }

    private boolean keep(String number, String name, String value) {
        return answer(variables.keep(number, name, new Kept("text", value)));
    }

    private Map<String, Kept> of(String number) {
        return answer(variables.of(number));
    }

    @Test
    void whatWasKeptIsThereAfterARestart() {
        keep(ADA, "favourite_shop", "Leeds");
        answer(variables.keep(ADA, "visits", new Kept("number", "3")));
        close();
        open();
        assertThat(of(ADA))
                .containsExactly(
                        Map.entry("favourite_shop", new Kept("text", "Leeds")),
                        Map.entry("visits", new Kept("number", "3")));
    }

    @Test
    void aNumberIsOneHoweverItIsWritten() {
        keep("07700 900123", "favourite_shop", "Leeds");
        assertThat(of("+44 7700 900123")).containsKey("favourite_shop");
        assertThat(of("+447700900124")).isEmpty();
    }

    @Test
    void theLaterValueStandsAndAnEmptyOneIsForgotten() {
        keep(ADA, "favourite_shop", "Leeds");
        keep(ADA, "favourite_shop", "York");
        assertThat(of(ADA)).containsEntry("favourite_shop", new Kept("text", "York"));
        keep(ADA, "favourite_shop", "");
        assertThat(of(ADA)).isEmpty();
    }

    @Test
    void nothingIsKeptOfAWithheldNumber() {
        assertThat(keep("", "favourite_shop", "Leeds")).isFalse();
        assertThat(of("")).isEmpty();
        assertThat(rows()).isEmpty();
    }

    @Test
    void neitherTheNumberNorMoreThanItsShareIsStored() {
        for (int i = 0; i <= KeptVariables.MOST; i++) {
            keep(ADA, "v" + i, "x");
        }
        assertThat(of(ADA)).hasSize(KeptVariables.MOST);
        assertThat(keep(ADA, "v0", "changed")).isTrue();
        assertThat(rows()).noneMatch(r -> r.contains("7700"));
    }

    private List<String> rows() {
        return answer(store.read(tx -> tx.query(
                        "select caller_id, name, value from customer_variable",
                        row -> row.text("caller_id") + row.text("name") + row.text("value"))))
                .orThrow();
    }
}
