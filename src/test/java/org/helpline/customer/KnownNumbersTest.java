package org.helpline.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import org.helpline.config.StoreSettings;
import org.helpline.core.Clock;
import org.helpline.core.Problems;
import org.helpline.customer.KeptVariables.Kept;
import org.helpline.store.Callers;
import org.helpline.store.Numbers;
import org.helpline.store.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who need not be looked up. */
class KnownNumbersTest {

    private static final String ADA = "+447700900123";
    private static final String STRANGER = "+447700900999";

    @TempDir
    private Path directory;

    private StoreSettings settings;
    private Store store;
    private Callers callers;
    private KnownNumbers numbers;

    @BeforeEach
    void open() {
        settings = new StoreSettings(
                directory.resolve("store.db"), directory.resolve("spill"), directory.resolve("customers.csv"), "GB");
        Problems problems = new Problems();
        store = Store.open(settings, problems).orElseThrow(() -> new AssertionError(problems.all()));
        callers = answer(store.write(tx -> Callers.of(tx, new Numbers("GB"), new Random(1))))
                .orThrow();
        numbers = new KnownNumbers(store, callers);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static <T> T answer(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private Customers customers() {
        return new Customers(store, callers, settings, Clock.system(), ZoneOffset.UTC);
    }

    private void take(String csv) throws IOException {
        Files.writeString(settings.customers(), csv);
        assertThat(customers().importIfChanged(new Problems(), _ -> {})).isInstanceOf(Imported.Done.class);
    }

    @Test
    void everybodyMayBeKnownUntilTheStoreHasBeenRead() {
        assertThat(numbers.mayKnow(STRANGER)).isTrue();
        answer(numbers.read());
        assertThat(numbers.mayKnow(STRANGER)).isFalse();
        numbers.askOfAll();
        assertThat(numbers.mayKnow(STRANGER)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"+447700900123", "07700 900123", "00447700900123", "447700900123", "204", "sip:204@pbx"})
    void aCustomersNumberIsKnownHoweverItIsWritten(String sent) throws IOException {
        take("id,name,phones\nc1,Ada,07700900123;204\n");
        answer(numbers.read());
        assertThat(numbers.mayKnow(sent)).isTrue();
        assertThat(numbers.mayKnow(STRANGER)).isFalse();
        assertThat(numbers.mayKnow("anonymous")).isFalse();
    }

    @Test
    void whoIsNoLongerInTheFileIsForgotten() throws IOException {
        take("id,name,phones\nc1,Ada,07700900123\n");
        take("id,name,phones\nc2,Bo,204\n");
        answer(numbers.read());
        assertThat(numbers.mayKnow(ADA)).isFalse();
        assertThat(numbers.mayKnow("204")).isTrue();
    }

    @Test
    void whoChoseALanguageOrHasSomethingKeptIsKnownAfterARestart() {
        customers().rememberLanguage(ADA, "tr");
        answer(new KeptVariables(store, callers, Clock.system()).keep("204", "visits", new Kept("number", "3")));
        answer(numbers.read());
        assertThat(numbers.mayKnow(ADA)).isTrue();
        assertThat(numbers.mayKnow("204")).isTrue();
        assertThat(numbers.mayKnow(STRANGER)).isFalse();
    }

    @Test
    void whoIsLearntIsKnownBeforeTheStoreHasIt() {
        answer(numbers.read());
        numbers.learn(ADA);
        assertThat(numbers.mayKnow("07700 900123")).isTrue();
        answer(numbers.read());
        assertThat(numbers.mayKnow(ADA)).as("its write may still be on its way").isTrue();
    }

    @Test
    void asksOfAllRatherThanForgetSomebody() {
        answer(numbers.read());
        for (int i = 0; i <= KnownNumbers.MOST_LEARNT; i++) {
            numbers.learn("user" + i);
        }
        assertThat(numbers.mayKnow("user" + KnownNumbers.MOST_LEARNT)).isTrue();
        answer(numbers.read());
        assertThat(numbers.mayKnow("user" + KnownNumbers.MOST_LEARNT)).isTrue();
    }
}
