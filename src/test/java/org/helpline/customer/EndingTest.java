package org.helpline.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.helpline.config.StoreSettings;
import org.helpline.core.Clock;
import org.helpline.core.Problems;
import org.helpline.core.ScreenPop;
import org.helpline.store.Callers;
import org.helpline.store.Numbers;
import org.helpline.store.Row;
import org.helpline.store.Store;
import org.helpline.store.Tx;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Customers by the end of a number, and what a caller who is known costs the store. */
class EndingTest {

    @TempDir
    private Path directory;

    private Store store;
    private Customers customers;
    private KnownNumbers known;

    @BeforeEach
    void open() throws IOException {
        StoreSettings settings = new StoreSettings(
                directory.resolve("store.db"), directory.resolve("spill"), directory.resolve("customers.csv"), "TR");
        Files.writeString(settings.customers(), """
                id,name,phones,language
                c1,Ada,+49 30 1234567,de
                c2,Bo,+44 7700 900456,en
                c3,Cem,+1 202 555 0143;+33 2 02 55 01 43,fr
                c4,Dee,200,en
                """);
        store = Store.open(settings, new Problems()).orElseThrow();
        Callers callers = answer(store.write(tx -> Callers.of(tx, new Numbers("TR"), new Random(1))))
                .orThrow();
        customers = new Customers(store, callers, settings, Clock.system(), ZoneOffset.UTC);
        assertThat(customers.importIfChanged(new Problems(), _ -> {})).isInstanceOf(Imported.Done.class);
        known = new KnownNumbers(store, callers);
        assertThat(answer(known.read())).isTrue();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static <T> T answer(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private List<ScreenPop.Match> matches(String number) {
        return answer(customers.lookUp(number, 5, known.mayEndAlike(number))).matches();
    }

    /** FIELD P60: the trunk has lost the country, or another exchange has put its own before it. */
    @ParameterizedTest
    @CsvSource({
        "301234567, c1",
        "0301234567, c1",
        "+90 530 123 4567, c1",
        "+90 530 123 4568, ''",
        "+90 301234567, c1",
        "7700900456, c2",
        "00999300301234567, c1"
    })
    void aNumberThatNobodyHasFindsWhoseNumberEndsAlikeAndSaysThatItIsDoubtful(String number, String id) {
        List<ScreenPop.Match> found = matches(number);
        assertThat(found).extracting(ScreenPop.Match::id).isEqualTo(id.isEmpty() ? List.of() : List.of(id));
        assertThat(found).allSatisfy(m -> {
            assertThat(m.more().sure()).isEqualTo(ScreenPop.Sure.DOUBTFUL);
            assertThat(m.more().why()).isEqualTo("Only the last nine digits of the number are this customer's.");
        });
        assertThat(known.mayKnow(number)).isEqualTo(!id.isEmpty());
    }

    @Test
    void whoHasTheNumberItselfIsFoundAlone() {
        assertThat(matches("+49 30 1234567"))
                .singleElement()
                .satisfies(m -> assertThat(m.more().sure()).isEqualTo(ScreenPop.Sure.LIKELY));
    }

    @Test
    void aShortNumberAndANameEndLikeNobodys() {
        assertThat(matches("00")).isEmpty();
        assertThat(matches("1234567")).isEmpty();
        assertThat(matches("ada301234567")).isEmpty();
        assertThat(Ending.of("200")).isEqualTo(Optional.empty());
    }

    @Test
    void aDoubtfulCustomerDoesNotChooseTheLanguage() {
        assertThat(answer(customers.lookUp("301234567", 5, true)).language()).isEmpty();
        assertThat(answer(customers.lookUp("+49301234567", 5, true)).language()).contains("de");
    }

    @Test
    void aNumberThatIsAddedAtTheDeskEndsAlikeToo() {
        known.learn("+43 1 98 76 54 321");
        assertThat(known.mayEndAlike("0876 543 21")).isFalse();
        assertThat(known.mayEndAlike("+41 9 87 65 43 21")).isTrue();
    }

    /** A look-up is some statements of some 20 µs each, beside other calls'. */
    @Test
    void aKnownCallerCostsTwelveStatementsAndAnUnknownOneThree() {
        assertThat(statements("+49301234567", true)).isEqualTo(12);
        assertThat(statements("+4930999", false)).isEqualTo(3);
        assertThat(statements("301234567", true)).as("by the end of the number").isEqualTo(14);
    }

    private int statements(String number, boolean ends) {
        List<String> asked = new ArrayList<>();
        Customers.Known found = answer(store.read(tx -> customers.known(new Counting(tx, asked), number, 5, ends)))
                .orThrow();
        assertThat(found).isNotNull();
        return asked.size();
    }

    /** Writes down what is asked of another. */
    private record Counting(Tx tx, List<String> asked) implements Tx {
        @Override
        public int execute(String sql, @Nullable Object... args) {
            asked.add(sql);
            return tx.execute(sql, args);
        }

        @Override
        public <T> List<T> query(String sql, Function<Row, T> mapper, @Nullable Object... args) {
            asked.add(sql);
            return tx.query(sql, mapper, args);
        }
    }
}
