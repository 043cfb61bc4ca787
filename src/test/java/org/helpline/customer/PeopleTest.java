package org.helpline.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import org.helpline.config.StoreSettings;
import org.helpline.core.ManualClock;
import org.helpline.core.Personal;
import org.helpline.core.Problems;
import org.helpline.core.ScreenPop;
import org.helpline.store.Callers;
import org.helpline.store.Numbers;
import org.helpline.store.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeopleTest {

    private static final String ADA = "+447700900123";
    private static final String BO = "+447700900456";
    private static final String FILE = """
            id,name,company,phones,email,language,tags,orders,vip,notes
            c1,Ada Yıldız,Moonlight,+44 7700 900123;204,ada@a.example;ada@b.example,en,baker,4711;4712,yes,old note
            c2,Bo Weiss,Weiss Optik,+44 7700 900456,bo@w.example,de,optics,,,
            c3,Cy Demir,Weiss Optik,+44 7700 900456,,,,,,
            """;

    @TempDir
    private Path directory;

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T10:00:00Z"));
    private Store store;
    private Customers customers;
    private People people;
    private Flags flags;

    @BeforeEach
    void open() throws IOException {
        StoreSettings settings = new StoreSettings(
                directory.resolve("store.db"), directory.resolve("spill"), directory.resolve("customers.csv"), "GB");
        store = Store.open(settings, new Problems()).orElseThrow();
        Callers callers = answer(store.write(tx -> Callers.of(tx, new Numbers("GB"), new Random(1))))
                .orThrow();
        customers = new Customers(store, callers, settings, clock, ZoneOffset.UTC);
        flags = new Flags(store, callers, clock);
        people = new People(
                store, callers, clock, new Random(2), new KnownNumbers(store, callers), flags, n -> n.equals("112"));
        Files.writeString(settings.customers(), FILE);
        imported();
    }

    private void imported() {
        Problems problems = new Problems();
        customers.importIfChanged(problems, _ -> {});
        assertThat(problems.all()).isEmpty();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static <T> T answer(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private static Person done(CompletionStage<Changed> stage) {
        Changed changed = answer(stage);
        assertThat(changed).isInstanceOf(Changed.Done.class);
        return ((Changed.Done) changed).now();
    }

    private static String refused(CompletionStage<Changed> stage) {
        Changed changed = answer(stage);
        assertThat(changed).isInstanceOf(Changed.Refused.class);
        return ((Changed.Refused) changed).why();
    }

    private List<ScreenPop.Match> matches(String number) {
        return answer(customers.byNumber(number, 5));
    }

    private List<String> ids(String number) {
        return matches(number).stream().map(ScreenPop.Match::id).toList();
    }

    private Person find(String id) {
        return answer(people.find(id)).orElseThrow().orElseThrow();
    }

    @ParameterizedTest(name = "P60: ''{0}'' finds {1}")
    @CsvSource({
        "ada, c1",
        "ADA yıldız, c1",
        "moon, c1",
        "weiss, c2 c3",
        "cy weiss, c3",
        "07700/900123, c1",
        "900456, c2 c3",
        "ada@b.ex, c1",
        "c2, c2",
        "%, ''",
        "nobody, ''",
        "204, c1"
    })
    void aCustomerIsFoundByNameNumberAddressOrId(String words, String found) {
        assertThat(answer(people.search(words, 10)).orElseThrow().stream().map(Person::id))
                .containsExactlyInAnyOrder(found.isEmpty() ? new String[0] : found.split(" ", -1));
    }

    @Test
    void thePopTellsSureTagsOrdersAndAddresses() {
        ScreenPop.Match ada = matches(ADA).getFirst();
        assertThat(ada.more().sure()).isEqualTo(ScreenPop.Sure.LIKELY);
        assertThat(ada.more().tags()).containsExactly("VIP", "baker");
        assertThat(ada.more().orders()).containsExactly("4711", "4712");
        assertThat(ada.email().value()).isEqualTo("ada@a.example, ada@b.example");
        assertThat(matches(BO)).extracting(m -> m.more().sure()).containsOnly(ScreenPop.Sure.ONE_OF);
        assertThat(matches("204").getFirst().more().sure()).isEqualTo(ScreenPop.Sure.DOUBTFUL);
    }

    @Test
    void anUnknownCallerIsMadeACustomerAndFoundByTheNumber() {
        Person made = done(people.create(
                new Draft(Map.of("name", "Dee"), List.of("07700/900 999"), List.of("Dee@D.example")), "anna"));
        assertThat(ids("+447700900999")).containsExactly(made.id());
        assertThat(made.emails()).containsExactly("dee@d.example");
        assertThat(answer(people.search("dee", 5)).orElseThrow()).hasSize(1);
        assertThat(answer(people.timeline(made.id(), clock.now().plusSeconds(1), 10))
                        .orElseThrow())
                .extracting(Happening::outcome)
                .contains("made here", "number added");
    }

    @Test
    void halfACustomerNeverStays() {
        assertThat(refused(
                        people.create(new Draft(Map.of("name", "Eve"), List.of("07700900111", "#"), List.of()), "a")))
                .contains("not a phone number");
        assertThat(answer(people.search("Eve", 5)).orElseThrow()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"name, '', has a name", "language, english!, language", "mood, good, no such field", "vip, maybe, VIP"})
    void whatCannotBeKeptIsRefused(String field, String value, String why) {
        assertThat(refused(people.edit("c1", Map.of(field, value), "anna"))).contains(why);
        assertThat(find("c1").changed()).isEmpty();
    }

    @Test
    void anImportKeepsWhatTheDeskChanged() throws IOException {
        done(people.edit("c1", Map.of("company", "Sunlight", "notes", "new\nnote"), "anna"));
        done(people.reach("c1", Reach.Kind.NUMBER, "204", false, "anna"));
        done(people.reach("c1", Reach.Kind.NUMBER, "+44 7700 900777", true, "anna"));
        Files.writeString(directory.resolve("customers.csv"), FILE.replace("Ada Yıldız", "Ada Demir"));
        imported();
        Person ada = find("c1");
        assertThat(ada.field("name")).isEqualTo("Ada Demir");
        assertThat(ada.field("company")).isEqualTo("Sunlight");
        assertThat(ada.changed()).containsExactly("company", "notes");
        assertThat(ids("204")).isEmpty();
        assertThat(ids("+447700900777")).containsExactly("c1");
        done(people.edit("c1", Map.of("company", "Moonlight"), "anna")); // as the file has it: the file's again
        assertThat(find("c1").changed()).containsExactly("notes");
    }

    @Test
    void twoThatAreOneAnswerAsOne() {
        Person one = done(people.merge("c1", "c2", "mia"));
        assertThat(one.numbers()).containsExactlyInAnyOrder(ADA, "204", BO);
        assertThat(one.tags()).containsExactly("baker", "optics");
        assertThat(one.field("company")).isEqualTo("Moonlight");
        assertThat(ids(BO)).containsExactly("c1", "c3");
        assertThat(find("c2").id()).isEqualTo("c1");
        assertThat(refused(people.merge("c2", "c1", "mia"))).contains("one customer already");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void splittingUndoesMergingWhateverTheOrder(long seed) {
        Random random = new Random(seed);
        List<String> ids = new ArrayList<>(List.of("c1", "c2", "c3"));
        for (int i = 0; i < 4; i++) {
            String name = "P" + i;
            ids.add(done(people.create(new Draft(Map.of("name", name), List.of("0770090020" + i), List.of()), "anna"))
                    .id());
        }
        List<Person> before = ids.stream().map(this::find).toList();
        List<Person.Merged> merges = new ArrayList<>();
        List<String> into = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            String kept = ids.get(random.nextInt(ids.size()));
            String other = ids.get(random.nextInt(ids.size()));
            if (answer(people.merge(kept, other, "mia")) instanceof Changed.Done(Person now)) {
                merges.add(now.merged().getLast());
                into.add(now.id());
            }
        }
        assertThat(merges).isNotEmpty();
        while (!merges.isEmpty()) {
            int i = random.nextInt(merges.size());
            done(people.split(into.remove(i), merges.remove(i).number(), "mia"));
        }
        assertThat(ids.stream().map(this::find).toList()).isEqualTo(before);
    }

    @Test
    void aBlockedCustomerIsBlockedByEveryNumberUntilItIsOver() {
        done(people.flag("c1", Optional.empty(), Flag.BLOCKED, true, "spam", Optional.of(Duration.ofHours(1)), "mia"));
        assertThat(flags.of("204", Flag.BLOCKED)).isPresent();
        assertThat(flags.of("07700 900123", Flag.BLOCKED).orElseThrow().why()).isEqualTo("spam");
        assertThat(flags.of(BO, Flag.BLOCKED)).isEmpty();
        assertThat(matches(ADA).getFirst().more().flags()).containsExactly("blocked");
        clock.move(Duration.ofMinutes(61));
        assertThat(flags.of("204", Flag.BLOCKED)).isEmpty();
        assertThat(matches(ADA).getFirst().more().flags()).isEmpty();
    }

    @Test
    void oneNumberOfACustomerCanBeBlockedAndFreed() {
        done(people.flag("c1", Optional.of(ADA), Flag.BLOCKED, true, "spam", Optional.empty(), "mia"));
        assertThat(flags.of("204", Flag.BLOCKED)).isEmpty();
        assertThat(flags.of(ADA, Flag.BLOCKED)).isPresent();
        done(people.flag("c1", Optional.of(ADA), Flag.BLOCKED, false, "", Optional.empty(), "mia"));
        assertThat(flags.of(ADA, Flag.BLOCKED)).isEmpty();
    }

    @Test
    void anEmergencyNumberIsNeverBlocked() {
        done(people.reach("c1", Reach.Kind.NUMBER, "112", true, "anna"));
        assertThat(refused(people.flag("c1", Optional.empty(), Flag.BLOCKED, true, "no", Optional.empty(), "mia")))
                .contains("emergency");
    }

    @Test
    void forgettingANumberDestroysWhatWasAddedToIt() {
        Person made = done(people.create(
                new Draft(Map.of("name", "Dee"), List.of("07700900999"), List.of("dee@d.example")), "anna"));
        done(people.flag(made.id(), Optional.of("07700900999"), Flag.ABUSIVE, true, "shouts", Optional.empty(), "mia"));
        assertThat(answer(people.forget(new Personal("+44 7700 900999")))).isPositive();
        assertThat(answer(people.find(made.id())).orElseThrow()).isEmpty();
        assertThat(ids("+447700900999")).isEmpty();
        assertThat(flags.of("07700900999", Flag.ABUSIVE)).isEmpty();
        for (String table : List.of("customer_edit", "customer_reach", "customer_flag", "own_customer")) {
            assertThat(answer(store.read(tx -> tx.query("select * from " + table, _ -> 1)))
                            .orThrow())
                    .as(table)
                    .isEmpty();
        }
    }
}
