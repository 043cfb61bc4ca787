package org.helpline.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.helpline.config.StoreSettings;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {

    @TempDir
    private Path directory;

    private StoreSettings settings;
    private final Problems problems = new Problems();

    @BeforeEach
    void settle() {
        settings = new StoreSettings(
                directory.resolve("data/store.db"), directory.resolve("spill"), directory.resolve("c.csv"), "GB");
    }

    private static <T> Stored<T> answer(CompletionStage<Stored<T>> stage) {
        return stage.toCompletableFuture().join();
    }

    private Store open() {
        return Store.open(settings, problems)
                .orElseThrow(() -> new AssertionError(problems.all().toString()));
    }

    private Connection another() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + settings.file());
    }

    private static Stored<Integer> remember(Store store, String caller) {
        return answer(store.write(
                tx -> tx.execute("insert into caller_language (caller_id, language) values (?, 'en')", caller)));
    }

    private static long remembered(Store store) {
        return answer(store.read(tx -> tx.first("select count(*) as n from caller_language", row -> row.number("n"))
                        .orElseThrow()))
                .orThrow();
    }

    private Problem refused() {
        Optional<Store> store = Store.open(settings, problems);
        store.ifPresent(Store::close);
        assertThat(store).isEmpty();
        assertThat(problems.all()).hasSize(1);
        assertThat(problems.all().getFirst().source()).isEqualTo(settings.file().toString());
        return problems.all().getFirst();
    }

    @Test
    void makesAFileThatItsOwnerAloneCanRead() throws IOException {
        try (Store store = open()) {
            remember(store, "a");
            for (String side : List.of("", "-wal", "-shm")) {
                Path file = Path.of(settings.file() + side);
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .as(file.toString())
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void keepsWhatWasWrittenWhenItIsOpenedAgain() {
        try (Store store = open()) {
            remember(store, "a");
        }
        try (Store store = open()) {
            assertThat(remembered(store)).isEqualTo(1);
        }
    }

    @Test
    void changesNothingWhenWorkFailsHalfWay() {
        try (Store store = open()) {
            Stored<Integer> twice = answer(store.write(tx -> {
                tx.execute("insert into caller_language (caller_id, language) values ('a', 'en')");
                return tx.execute("insert into caller_language (caller_id, language) values ('a', 'tr')");
            }));
            assertThat(twice).isInstanceOf(Stored.Failed.class);
            assertThat(remembered(store)).isZero();
            assertThat(remember(store, "b")).isEqualTo(new Stored.Done<>(1));
        }
    }

    @Test
    void aBugInOnePieceOfWorkEndsThatPieceAlone() {
        try (Store store = open()) {
            CompletionStage<Stored<Integer>> bug = store.write(tx -> {
                tx.execute("insert into caller_language (caller_id, language) values ('a', 'en')");
                throw new IllegalStateException("a bug");
            });
            assertThat(bug.toCompletableFuture()).failsWithin(java.time.Duration.ofSeconds(10));
            assertThat(remember(store, "b")).isEqualTo(new Stored.Done<>(1));
            assertThat(remembered(store)).isEqualTo(1);
        }
    }

    @Test
    void tellsAFullDiskAsAValueAndGoesOnWhenThereIsRoom() {
        try (Store store = open()) {
            long pages = answer(store.read(tx -> tx.first("pragma page_count", row -> row.number("page_count"))
                            .orElseThrow()))
                    .orThrow();
            limit(store, pages);
            Stored<Integer> big = remember(store, "x".repeat(50_000));
            assertThat(big)
                    .isInstanceOfSatisfying(
                            Stored.Failed.class,
                            failed -> assertThat(failed.trouble().kind()).isEqualTo(Trouble.Kind.FULL));
            assertThat(remembered(store)).isZero();
            limit(store, pages + 100);
            assertThat(remember(store, "x".repeat(50_000))).isEqualTo(new Stored.Done<>(1));
        }
    }

    private static void limit(Store store, long pages) {
        answer(store.write(tx -> tx.query("pragma max_page_count=" + pages, row -> row.number("max_page_count"))))
                .orThrow();
    }

    @Test
    void tellsALockedFileAsAValue() throws SQLException {
        try (Store store = open();
                Connection other = another()) {
            other.createStatement().execute("begin immediate");
            assertThat(remember(store, "a")).isInstanceOfSatisfying(Stored.Failed.class, failed -> {
                assertThat(failed.trouble().kind()).isEqualTo(Trouble.Kind.LOCKED);
                assertThat(failed.trouble().what()).isEqualTo(settings.file() + " is locked by another process");
            });
            assertThat(remembered(store)).as("readers go on").isZero();
            other.createStatement().execute("rollback");
            assertThat(remember(store, "a")).isEqualTo(new Stored.Done<>(1));
        }
    }

    @Test
    void refusesWorkOnceClosed() {
        Store store = open();
        store.close();
        assertThat(remember(store, "a"))
                .isInstanceOfSatisfying(
                        Stored.Failed.class,
                        failed -> assertThat(failed.trouble().kind()).isEqualTo(Trouble.Kind.CLOSED));
    }

    @Test
    void namesADamagedFileAndWhatToDo() throws IOException {
        Files.createDirectories(directory.resolve("data"));
        Files.writeString(settings.file(), "this is no database, it is a letter to the operator".repeat(100));
        Problem problem = refused();
        assertThat(problem.what()).contains("damaged or is not an SQLite database");
        assertThat(problem.fix()).contains("restore FILE");
    }

    @Test
    void namesAFileThatAnotherProcessHolds() throws SQLException {
        open().close();
        try (Connection other = another()) {
            other.createStatement().execute("pragma locking_mode=exclusive");
            other.createStatement().execute("begin exclusive");
            assertThat(refused().what()).contains("locked by another process");
        }
    }

    @Test
    void letsNoSecondServerServeTheSameStore() {
        Store first = open();
        assertThat(refused().what()).isEqualTo("Another Helpline serves this store.");
        try (Store reader = Store.openToRead(settings, new Problems()).orElseThrow()) {
            assertThat(remembered(reader)).isZero();
        }
        first.close();
        open().close();
    }

    @Test
    void namesADirectoryThatIsAFile() throws IOException {
        Files.writeString(directory.resolve("data"), "");
        assertThat(refused().fix()).contains("--data DIR");
    }

    @Test
    void leavesTheStoreOfANewerHelplineAlone() throws SQLException {
        open().close();
        try (Connection other = another()) {
            other.createStatement().execute("pragma user_version=99");
        }
        assertThat(refused().what()).contains("newer Helpline (version 99");
    }

    @Test
    void readsWithoutWriting() {
        open().close();
        try (Store store = Store.openToRead(settings, problems).orElseThrow()) {
            assertThat(remembered(store)).isZero();
            assertThat(remember(store, "a")).isInstanceOf(Stored.Failed.class);
        }
    }

    @Test
    void saysThatThereIsNothingToRead() {
        assertThat(Store.openToRead(settings, problems)).isEmpty();
        assertThat(problems.all().getFirst().what()).isEqualTo("There is no store here yet.");
        assertThat(settings.file()).doesNotExist();
    }

    @Test
    void aMigrationThatFailsIsAProblem() throws SQLException {
        try (Connection fresh = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("new.db"))) {
            Optional<Problem> problem = Schema.migrate(directory.resolve("new.db"), fresh, "org/helpline/store-broken");
            assertThat(problem).isPresent();
            assertThat(problem.get().what()).contains("could not be brought to version");
            assertThat(Schema.version(fresh)).isZero();
        }
    }

    @Test
    void knowsItsLatestMigration() throws IOException {
        try (var files = Files.list(Path.of("src/main/resources/org/helpline/store"))) {
            List<Integer> versions = files.map(f -> f.getFileName().toString())
                    .map(name -> Integer.valueOf(name.substring(1, name.indexOf("__"))))
                    .sorted()
                    .toList();
            assertThat(versions).last().isEqualTo(Schema.LATEST);
            assertThat(versions).doesNotHaveDuplicates();
        }
    }
}
