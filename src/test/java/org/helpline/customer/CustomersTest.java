package org.helpline.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import org.helpline.config.StoreSettings;
import org.helpline.core.Clock;
import org.helpline.core.Personal;
import org.helpline.core.Problem;
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

class CustomersTest {

    private static final String HEADER = "id,name,phones,language\n";

    @TempDir
    private Path directory;

    private StoreSettings settings;
    private Store store;
    private Callers callers;
    private Customers customers;

    @BeforeEach
    void open() {
        settings = new StoreSettings(
                directory.resolve("store.db"), directory.resolve("spill"), directory.resolve("customers.csv"), "GB");
        Problems problems = new Problems();
        store = Store.open(settings, problems).orElseThrow(() -> new AssertionError(problems.all()));
        callers = answer(store.write(tx -> Callers.of(tx, new Numbers("GB"), new Random(1))))
                .orThrow();
        customers = new Customers(store, callers, settings, Clock.system(), ZoneOffset.UTC);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static <T> T answer(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private Imported take(String csv, Problems problems) throws IOException {
        Files.writeString(settings.customers(), csv);
        return customers.importIfChanged(problems, _ -> {});
    }

    private List<String> found(String number) {
        return answer(customers.byNumber(number, 10)).stream()
                .map(ScreenPop.Match::id)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+447700900123",
                "+44 7700 900123",
                "00447700900123",
                "07700900123",
                "07700/900-123",
                "(07700) 900.123",
                "447700900123",
                "+44 (0)7700 900123",
                "sip:+447700900123@trunk.example",
                "tel:+44-7700-900123;ext=1"
            })
    void findsACallerHoweverTheNumberIsWritten(String number) throws IOException { // P60, P52
        assertThat(take(HEADER + "c1,Ada,07700 / 900 123,en\n", new Problems())).isEqualTo(new Imported.Done(1, 1));
        assertThat(found(number)).containsExactly("c1");
    }

    @Test
    void findsAPersonWhoHasOnlyANumber() throws IOException { // P60
        take("id,name,phones\nc1,Ada,+12025550143\n", new Problems());
        assertThat(found("+1 (202) 555-0143")).containsExactly("c1");
        ScreenPop.Match match = answer(customers.byNumber("+12025550143", 5)).getFirst();
        assertThat(match.company()).isEmpty();
        assertThat(match.language()).isEmpty();
        assertThat(match.lastContacts()).isEmpty();
    }

    @Test
    void findsWhatTheFileSaysOfACustomerAndPrintsNoneOfIt() throws IOException {
        take(
                "id,name,phones,email,notes\nc1,Hannah,+12025550178,hannah@weiss.example,Handle with care\n",
                new Problems());
        ScreenPop.Match match = answer(customers.byNumber("+12025550178", 5)).getFirst();
        assertThat(match.email().value()).isEqualTo("hannah@weiss.example");
        assertThat(match.notes().value()).isEqualTo("Handle with care");
        assertThat(match.toString()).doesNotContain("weiss", "care");
    }

    @Test
    void showsAllWhoShareANumberUpToTheLimit() throws IOException { // P60: several "maybe"
        take(HEADER + "c2,Bo,01632960001,\nc1,Ada,+441632960001;07700900123,\nc3,Cy,01632960001,\n", new Problems());
        assertThat(found("01632 960001")).containsExactly("c1", "c2", "c3");
        assertThat(answer(customers.byNumber("01632960001", 2))).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "caller, c1",
        "Caller, c1",
        "sip:caller@192.0.2.1, c1",
        "204, c2",
        "2040, ''",
        "20, ''",
        "'', ''",
        "anonymous, ''",
        "sip:anonymous@anonymous.invalid, ''",
        "Restricted, ''"
    })
    void matchesExtensionsAndSipUsersExactlyAndNobodyWhenWithheld(String number, String expected) throws IOException {
        take(HEADER + "c1,Ada,caller,\nc2,Bo,204,\n", new Problems());
        assertThat(String.join(" ", found(number))).isEqualTo(expected);
    }

    @Test
    void tellsEveryMistakeByLineAndColumnAndKeepsWhoWasThere() throws IOException {
        take(HEADER + "c1,Ada,07700900123,en\n", new Problems());
        Problems problems = new Problems();
        Imported again = take(
                HEADER + "c2,Bo,,en\n,Cy,204,en\nc2,Dee,205,en\nc3,,206,en\nc4,Ed,#,en\nc5,Flo,207,english!\nc6,Gil\n",
                problems);
        assertThat(again).isEqualTo(new Imported.Refused());
        String file = settings.customers().toString();
        assertThat(problems.all().stream().map(Problem::toString))
                .satisfiesExactly(
                        p -> assertThat(p).startsWith(file + ":3:1: This customer has no id."),
                        p -> assertThat(p).startsWith(file + ":4:1: Customer c2 stands on line 2 already."),
                        p -> assertThat(p).startsWith(file + ":5:4: This customer has no name."),
                        p -> assertThat(p).startsWith(file + ":6:7: \"#\" is not a phone number."),
                        p -> assertThat(p).startsWith(file + ":7:12: \"english!\" is not a language tag."),
                        p -> assertThat(p).startsWith(file + ":8:4: This line has 2 fields"));
        assertThat(found("07700900123")).containsExactly("c1");
        assertThat(found("204")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id,name,phone|1:9: There is no column \"phone\"",
                "id,name|1:1: Column \"phones\" is missing",
                "id,name,phones,id|1:16: Column \"id\" stands here twice",
                "id,name,phones\\nc1,\"Ada,204|2:4: This quote is never closed",
                "id,name,phones\\nc1,\"Ada\"x,204|2:9: Text follows a closing quote",
            })
    void namesWhatIsWrongWithTheFileItself(String csv, String problem) throws IOException {
        Problems problems = new Problems();
        assertThat(take(csv.replace("\\n", "\n"), problems)).isEqualTo(new Imported.Refused());
        assertThat(problems.all().getFirst().toString()).startsWith(settings.customers() + ":" + problem);
    }

    @Test
    void refusesAFileThatIsNotUtf8() throws IOException {
        Files.write(settings.customers(), (HEADER + "c1,Zoë,204,\n").getBytes(StandardCharsets.ISO_8859_1));
        Problems problems = new Problems();
        assertThat(customers.importIfChanged(problems, _ -> {})).isEqualTo(new Imported.Refused());
        assertThat(problems.all().getFirst().what()).contains("not in UTF-8");
    }

    @Test
    void readsWhatSpreadsheetsWrite() throws IOException {
        take(
                "\uFEFFid;name;phones;#mood\r\nc1;\"O'Neil, \"\"Ned\"\"\r\nand sons\";\"204;205\";good\r\n\r\n",
                new Problems());
        ScreenPop.Match match = answer(customers.byNumber("205", 5)).getFirst();
        assertThat(match.name().value()).isEqualTo("O'Neil, \"Ned\"\r\nand sons");
    }

    @Test
    void importsAgainOnlyWhatHasChanged() throws IOException {
        assertThat(customers.importIfChanged(new Problems(), _ -> {})).isEqualTo(new Imported.Missing());
        assertThat(take(HEADER + "c1,Ada,204,\n", new Problems())).isEqualTo(new Imported.Done(1, 1));
        assertThat(take(HEADER + "c1,Ada,204,\n", new Problems())).isEqualTo(new Imported.Unchanged(1));
        assertThat(take(HEADER + "c2,Bo,205;204,\n", new Problems())).isEqualTo(new Imported.Done(1, 2));
        assertThat(found("204")).containsExactly("c2");
        assertThat(count("customer")).isEqualTo(1);
        assertThat(count("customer_number")).isEqualTo(2);
    }

    @Test
    void tellsHowFarABigFileIs() throws IOException {
        StringBuilder csv = new StringBuilder(HEADER);
        for (int i = 0; i < 40_001; i++) {
            csv.append('c').append(i).append(",N,").append(100_000 + i).append(",\n");
        }
        Files.writeString(settings.customers(), csv);
        List<String> progress = new ArrayList<>();
        assertThat(customers.importIfChanged(new Problems(), progress::add))
                .isEqualTo(new Imported.Done(40_001, 40_001));
        assertThat(progress)
                .containsExactly(
                        settings.customers() + ": 20000 of 40001 customers",
                        settings.customers() + ": 40000 of 40001 customers");
    }

    @Test
    void leavesTheOldCustomersWhenTheDiskIsFull() throws IOException {
        take(HEADER + "c1,Ada,204,\n", new Problems());
        long pages = answer(store.read(tx -> tx.first("pragma page_count", r -> r.number("page_count"))
                        .orElseThrow()))
                .orThrow();
        answer(store.write(tx -> tx.query("pragma max_page_count=" + (pages + 3), r -> r.number("max_page_count"))));
        StringBuilder csv = new StringBuilder(HEADER);
        for (int i = 0; i < 5_000; i++) {
            csv.append('d')
                    .append(i)
                    .append(",A long enough name to fill some pages,")
                    .append(100_000 + i)
                    .append(",\n");
        }
        assertThat(take(csv.toString(), new Problems())).isInstanceOf(Imported.NotStored.class);
        assertThat(found("204")).containsExactly("c1");
        assertThat(found("100007")).isEmpty();
    }

    @Test
    void remembersTheLanguageOfACallerOverTheImportedOne() throws IOException {
        take(HEADER + "c1,Ada,07700900123;204,tr\n", new Problems());
        assertThat(answer(customers.languageOf("204"))).contains("tr");
        assertThat(answer(customers.languageOf("07700900999"))).isEmpty();
        customers.rememberLanguage("+447700900123", "en");
        customers.rememberLanguage("anonymous", "de");
        customers.rememberLanguage("+447700900999", "de");
        answer(store.write(_ -> 0));
        assertThat(answer(customers.languageOf("07700 900123"))).contains("en");
        assertThat(answer(customers.byNumber("204", 1)).getFirst().language()).contains("en");
        assertThat(answer(customers.languageOf("07700900999"))).contains("de");
        assertThat(answer(customers.languageOf("anonymous"))).isEmpty();
    }

    @Test
    void theSampleIsInOrder() throws IOException {
        Problems problems = new Problems();
        Imported sample = take(Files.readString(Path.of("conf/customers.csv")), problems);
        assertThat(problems.all()).isEmpty();
        assertThat(sample).isEqualTo(new Imported.Done(12, 19));
        assertThat(found("sipp")).containsExactly("C-1002");
        assertThat(found("01632 960001")).containsExactly("C-1007", "C-1008");
        assertThat(answer(customers.byNumber("caller", 1)).getFirst().lastContacts())
                .containsExactly("2026-10-02 order confirmed by e-mail");
    }

    private long count(String table) {
        return answer(store.read(tx -> tx.first("select count(*) as n from " + table, r -> r.number("n"))
                        .orElseThrow()))
                .orThrow();
    }

    @Test
    void aCardHasWhatScriptsMayAsk() throws IOException {
        take("""
                id,name,phones,company,revenue,satisfaction,last_contact,language,vip,tags
                C-1,Ada,+447700900123,Moon Ltd,"48,200 EUR",5 of 5,2026-10-02 order,en,yes,gold; baker;gold
                """, new Problems());
        customers.rememberLanguage("07700900123", "tr");
        answer(store.write(_ -> 0)); // after it
        assertThat(answer(customers.cards("07700 900123")))
                .contains(List.of(new CustomerCard(
                        "C-1",
                        "Ada",
                        "Moon Ltd",
                        "",
                        "tr",
                        "48,200 EUR",
                        "5 of 5",
                        "2026-10-02 order",
                        true,
                        List.of("gold", "baker"))));
        assertThat(answer(customers.cards(""))).contains(List.of());
        assertThat(answer(customers.cards("+447700900124"))).contains(List.of());
    }

    /** What a survey asked stands beside what the file says, from all numbers of the customer, the latest first. */
    @Test
    void showsWhatACustomerHasAnsweredLately() throws IOException {
        take("""
                id,name,phones,satisfaction
                C-1,Ada,07700900123;204,5 of 5
                C-2,Ben,07700900456,
                C-3,Cy,07700900789,
                """, new Problems());
        rated("call-1", 1, "+447700900123", 2, 5);
        rated("call-2", 2, "204", 9, 10);
        rated("call-3", 3, "+447700900123", 3, 5);
        rated("call-4", 4, "+447700900123", 4, 5);
        rated("call-5", 5, "07700900456", 1, 5);
        rated("call-6", 6, "anonymous", 1, 5);
        assertThat(satisfaction("07700 900123")).isEqualTo("5 of 5; rated 4 of 5, 3 of 5, 9 of 10");
        assertThat(satisfaction("07700 900456")).isEqualTo("rated 1 of 5");
        assertThat(satisfaction("07700 900789")).isEmpty();
        assertThat(answer(customers.cards("07700900456"))
                        .orElseThrow()
                        .getFirst()
                        .satisfaction())
                .as("for scripts, where the file says nothing")
                .isEqualTo("1 of 5");
        assertThat(answer(customers.cards("07700900123"))
                        .orElseThrow()
                        .getFirst()
                        .satisfaction())
                .isEqualTo("5 of 5");
        assertThat(answer(customers.byNumber("07700900456", 1)).getFirst().lastContacts())
                .containsExactly("1970-01-01 00:00 served, support, anna, rated 1 of 5");
    }

    private String satisfaction(String number) {
        return answer(customers.byNumber(number, 1)).getFirst().satisfaction();
    }

    /** A call with a score, as the journal keeps it. */
    private void rated(String call, long at, String number, long score, long most) {
        String caller = callers.idOf(new Personal(number)).orElse("call:" + call);
        answer(store.write(tx -> {
                    tx.execute(
                            "insert into call_record (id, call_id, arrived, ended, dialled, caller_id, caller, caller_name,"
                                    + " script, language, queue, agent, waited_ms, talked_ms, outcome, ended_by, reason,"
                                    + " sip_status) values (?, ?, ?, ?, '', ?, '', '', '', '', 'support', 'anna', 0, 0,"
                                    + " 'served', '', '', 200)",
                            call,
                            call,
                            at,
                            at,
                            caller);
                    return tx.execute(
                            "insert into rating (call, number, at, question, score, most, queue, agent, caller_id)"
                                    + " values (?, 1, ?, 'satisfaction', ?, ?, 'support', 'anna', ?)",
                            call,
                            at,
                            score,
                            most,
                            caller);
                }))
                .orThrow();
    }

    @Test
    void aNumberOfSeveralHasACardForEach() throws IOException {
        take(HEADER + "C-1,Ada,+447700900123,\nC-2,Ben,+447700900123,\n", new Problems());
        assertThat(answer(customers.cards("+447700900123")).orElseThrow())
                .extracting(CustomerCard::id)
                .containsExactly("C-1", "C-2");
    }

    @Test
    void aStoreThatCannotSayIsNotTakenForNobody() {
        store.close();
        assertThat(answer(customers.cards("+447700900123"))).isEmpty();
    }

    @Test
    void aWrongVipIsToldWithItsPlace() throws IOException {
        Problems problems = new Problems();
        take("id,name,phones,vip\nC-1,Ada,+447700900123,perhaps\n", problems);
        assertThat(problems.all())
                .extracting(Problem::what, Problem::line)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("\"perhaps\" is neither yes nor no.", 2));
    }
}
