package org.helpline.interaction.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.helpline.core.Clock;
import org.helpline.core.ThreadLoop;
import org.helpline.interaction.lookup.BackEnd.Answer;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.run.LookUpAnswer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Look-ups against a real server on loopback. */
class HttpLookUpsTest {

    private static final String FIELDS = "\nfields = number, state, eta?: date, total?: money EUR at sums.total\n";
    private static final String GOOD =
            "{\"number\": 4711, \"state\": \"on its way\", \"eta\": \"2026-12-01T10:00:00Z\", \"sums\": {\"total\": 12.5}}";

    private final ThreadLoop loop = ThreadLoop.start("call", Clock.system(), 100);
    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private BackEnd shop = new BackEnd(Answer.of(GOOD));
    private HttpLookUps lookUps = HttpLookUps.of(Map.of(), Clock.system(), blocking);

    @AfterEach
    void closes() {
        lookUps.close();
        shop.close();
        loop.close();
        blocking.shutdownNow();
    }

    private void shop(String settings, Answer... answers) {
        shop.close();
        shop = new BackEnd(answers);
        lookUps = HttpLookUps.of(LookUpTexts.order("url = " + shop.origin() + settings), Clock.system(), blocking);
    }

    private CompletableFuture<LookUpAnswer> begin(Map<String, Value> parameters) {
        CompletableFuture<LookUpAnswer> told = new CompletableFuture<>();
        loop.tell(() -> lookUps.ask("order_status", parameters, loop, told::complete));
        return told;
    }

    private LookUpAnswer ask(String... parameters) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            values.put(parameters[i], Value.text(parameters[i + 1]));
        }
        return begin(values).orTimeout(20, TimeUnit.SECONDS).join();
    }

    private String why(String... parameters) {
        return ((LookUpAnswer.Failed) ask(parameters)).why();
    }

    @Test
    void takesTheFieldsByTheirTypes() {
        shop("/orders/{number}?phone={phone}" + FIELDS, Answer.of(GOOD));
        LookUpAnswer.Found found = (LookUpAnswer.Found) ask("number", "4711", "phone", "+90 532");
        assertThat(found.fields().written())
                .isEqualTo("number: 4711, state: on its way, eta: 2026-12-01, total: 12.50 EUR");
        assertThat(found.fields().field("eta").orElseThrow()).isInstanceOf(Value.Date.class);
        assertThat(shop.asked().getFirst().line()).isEqualTo("GET /orders/4711?phone=%2B90%20532");
        assertThat(shop.asked().getFirst().headers()).containsEntry("accept", "application/json");
    }

    @Test
    void numbersAreTakenAsTheyAreWritten() {
        shop(
                "/x\nfields = n: number, m: money EUR\n",
                Answer.of("{\"n\": 12345678901234.1234567, \"m\": 0.10}"),
                Answer.of("{\"n\": 1e999999999, \"m\": 1}"));
        assertThat(((LookUpAnswer.Found) ask()).fields().written()).isEqualTo("n: 12345678901234.1234567, m: 0.10 EUR");
        assertThat(why()).isEqualTo("'n' of its answer is no number.");
    }

    @Test
    void aMissingFieldIsEmptyIfItMayBeMissingAndAFailureIfNot() {
        shop("/x" + FIELDS, Answer.of("{\"number\": \"1\", \"state\": \"open\"}"), Answer.of("{\"number\": \"1\"}"));
        assertThat(((LookUpAnswer.Found) ask()).fields().field("eta")).contains(Value.NOTHING);
        assertThat(why()).isEqualTo("Its answer has no 'state'.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"number": 1, "state": "x", "eta": "soon"}       | 'eta' of its answer is no date.
            {"number": 1, "state": "x", "eta": "2026-02-30"} | 'eta' of its answer is no date.
            {"number": {"a": 1}, "state": "x"}               | 'number' of its answer is no text.
            {"number": 1e99, "state": "x"}                   | 'number' of its answer is no text.
            {"number": 1, "state": "x", "sums": {"total": "much"}} | 'total' of its answer is no money.
            {"number": 1,                                    | Its answer is no JSON.
            <html>down</html>                                | Its answer is no JSON.
            [{"number": 1}]                                  | Its answer is a list, not an object; 'record' in look-ups.ini says where one stands.
            "4711"                                           | Its answer is a single value, not an object; 'record' in look-ups.ini says where one stands.
            """)
    void aWrongAnswerFailsWithoutTellingItsValues(String answer, String why) {
        shop("/x" + FIELDS, Answer.of(answer));
        assertThat(why()).isEqualTo(why);
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 204, 200})
    void nothingIsKnownBy404OrByAnEmptyAnswer(int status) {
        shop("/x" + FIELDS, Answer.of(status));
        assertThat(ask()).isEqualTo(new LookUpAnswer.None());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                     | empty
            []                     | empty
            null                   | empty
            {"result": []}         | empty
            {"result": null}       | empty
            {"result": [{"number": 1, "state": "x"}], "found": false}  | found: false
            {"result": [{"number": 1, "state": "x"}], "status": "unknown"} | 410, status: unknown
            """)
    void nothingIsKnownByWhatTheSettingsSay(String answer, String none) {
        shop("/x\nrecord = result.0\nnone = " + none + FIELDS, Answer.of(answer));
        assertThat(ask()).isEqualTo(new LookUpAnswer.None());
    }

    @Test
    void otherStatusesFail() {
        shop("/x" + FIELDS, Answer.of(403), Answer.of(410));
        assertThat(why()).isEqualTo("It answered with the status 403.");
        assertThat(why()).isEqualTo("It answered with the status 410.");
        assertThat(shop.asked()).hasSize(2);
    }

    @Test
    void aStumblingServerIsAskedAgain() {
        shop("/x" + FIELDS, Answer.of(500), Answer.of(GOOD));
        assertThat(ask()).isInstanceOf(LookUpAnswer.Found.class);
        assertThat(shop.asked()).hasSize(2);
    }

    @Test
    void aPostThatMayHaveBeenDoneIsNotSentTwice() {
        shop("/x\nmethod = POST" + FIELDS, Answer.of(500), Answer.of(GOOD));
        assertThat(why("number", "1")).isEqualTo("It answered with the status 500.");
        assertThat(shop.asked()).hasSize(1);
    }

    @Test
    void redirectsAreNotFollowed() {
        BackEnd elsewhere = new BackEnd(Answer.of(GOOD));
        shop("/x" + FIELDS, Answer.redirect(elsewhere.origin() + "/"));
        assertThat(why()).isEqualTo("It answered with a redirect (302), and redirects are not followed.");
        assertThat(elsewhere.asked()).isEmpty();
        elsewhere.close();
    }

    @Test
    void whoDoesNotAnswerInTimeHasFailed() {
        shop("/x\ntimeout = 200ms" + FIELDS, Answer.hanging());
        assertThat(why()).isEqualTo("No answer came within 200 ms.");
    }

    @Test
    void halfAnAnswerIsNotWaitedForEither() {
        shop("/x\ntimeout = 200ms" + FIELDS, Answer.half("{\"number\""));
        assertThat(why()).isEqualTo("No answer came within 200 ms.");
    }

    @Test
    void nobodyThereFailsAfterTheTries() {
        shop("/x\nretries = 2" + FIELDS, Answer.of(GOOD));
        shop.close();
        assertThat(why()).isEqualTo("No connection came about. It was tried 3 times.");
    }

    @Test
    void anAnswerThatIsTooLargeIsNotReadToItsEnd() {
        shop("/x\nmax-answer = 100" + FIELDS, Answer.of("{\"state\": \"" + "x".repeat(1_000_000) + "\"}"));
        assertThat(why()).isEqualTo("Its answer is larger than 100 bytes.");
    }

    @Test
    void secretsGoOutAndAreNotTold() {
        shop("/x?key={env:SHOP_TOKEN}\nheaders = Authorization: Bearer {env:SHOP_TOKEN}" + FIELDS, Answer.of(403));
        assertThat(why()).doesNotContain("t-98765");
        assertThat(shop.asked().getFirst().headers()).containsEntry("authorization", "Bearer t-98765");
        assertThat(shop.asked().getFirst().line()).isEqualTo("GET /x?key=t-98765");
        assertThat(lookUps.shown("order_status", Map.of()))
                .contains("GET " + shop.origin() + "/x?key={env:SHOP_TOKEN}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a&b=c#d | GET /x?phone=a%26b%3Dc%23d&end=1
            ?x=     | GET /x?phone=%3Fx%3D&end=1
            ../..   | GET /x?phone=..%2F..&end=1
            çok     | GET /x?phone=%C3%A7ok&end=1
            """)
    void aValueBehindTheQuestionMarkStaysOneValue(String value, String line) {
        shop("/x?phone={phone}&end=1" + FIELDS, Answer.of(GOOD));
        ask("phone", value);
        assertThat(shop.asked().getFirst().line()).isEqualTo(line);
    }

    @Test
    void aLineBreakInAValueDoesNotBreakTheRequest() {
        shop("/x?phone={phone}" + FIELDS, Answer.of(GOOD));
        ask("phone", "1\r\nX-Admin: yes\r\n\r\nGET /secret");
        assertThat(shop.asked()).hasSize(1);
        assertThat(shop.asked().getFirst().headers()).doesNotContainKey("x-admin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "../admin", "a/b", "a\\b", "%2e%2e/", "1\r\n2", "\u0000"})
    void aValueThatCouldLeadElsewhereIsNotAskedFor(String value) {
        shop("/orders/{number}/state" + FIELDS, Answer.of(GOOD));
        assertThat(why("number", value)).isEqualTo("The value of 'number' cannot stand in an address.");
        assertThat(shop.asked()).isEmpty();
    }

    @Test
    void whatIsPlainOrNotStaysOnePieceOfThePath() {
        shop("/orders/{number}/state" + FIELDS, Answer.of(GOOD));
        ask("number", "a?b#c;d=e%2f");
        assertThat(shop.asked().getFirst().line()).isEqualTo("GET /orders/a%3Fb%23c%3Bd%3De%252f/state");
    }

    @Test
    void anEmptyPieceOfThePathAsksForNothing() {
        shop("/orders/{number}" + FIELDS, Answer.of(GOOD));
        assertThat(ask("number", "")).isEqualTo(new LookUpAnswer.None());
        assertThat(shop.asked()).isEmpty();
    }

    @Test
    void aPostSendsAllParametersAsJson() {
        shop("/x\nmethod = POST" + FIELDS, Answer.of(GOOD));
        Map<String, Value> values = new LinkedHashMap<>();
        values.put("number", Value.text("\"}, {\""));
        values.put("count", Value.Number.of(3));
        begin(values).orTimeout(20, TimeUnit.SECONDS).join();
        assertThat(shop.asked().getFirst().body()).isEqualTo("{\"number\":\"\\\"}, {\\\"\",\"count\":3}");
        assertThat(shop.asked().getFirst().headers()).containsEntry("content-type", "application/json");
    }

    @Test
    void aPostSendsTheBodyOfTheSettings() {
        shop(
                "/x\nmethod = POST\nbody = {\"order\": {\"no\": \"{number}\", \"tags\": [\"no. {number}\"]}, \"all\": true}"
                        + FIELDS,
                Answer.of(GOOD));
        ask("number", "47\"11");
        assertThat(shop.asked().getFirst().body())
                .isEqualTo("{\"order\":{\"no\":\"47\\\"11\",\"tags\":[\"no. 47\\\"11\"]},\"all\":true}");
    }

    @Test
    void theSameQuestionIsAnsweredFromTheCache() {
        shop("/orders/{number}\ncache = 1h" + FIELDS, Answer.of(GOOD), Answer.of(404));
        LookUpAnswer first = ask("number", "1");
        assertThat(ask("number", "1")).isEqualTo(first);
        assertThat(shop.asked()).hasSize(1);
        assertThat(ask("number", "2")).isEqualTo(new LookUpAnswer.None());
    }

    @Test
    void whatIsCalledOffIsNotTold() throws Exception {
        shop("/x\ntimeout = 300ms" + FIELDS, Answer.hanging());
        CompletableFuture<LookUpAnswer> told = new CompletableFuture<>();
        CompletableFuture<List<String>> after = new CompletableFuture<>();
        loop.tell(() -> {
            lookUps.ask("order_status", Map.of(), loop, told::complete).cancel();
            loop.timers().after(java.time.Duration.ofMillis(600), () -> after.complete(List.of()));
        });
        after.get(20, TimeUnit.SECONDS);
        assertThat(told.isDone()).isFalse();
    }

    @Test
    void manyAtOnceAreAnsweredEachItsOwn() throws TimeoutException {
        shop("/orders/{number}\nat-most = 100" + FIELDS, Answer.of(GOOD));
        List<CompletableFuture<LookUpAnswer>> all = java.util.stream.IntStream.range(0, 100)
                .mapToObj(i -> begin(Map.of("number", Value.text("" + i))))
                .toList();
        assertThat(all)
                .allSatisfy(f ->
                        assertThat(f.orTimeout(20, TimeUnit.SECONDS).join()).isInstanceOf(LookUpAnswer.Found.class));
        assertThat(shop.asked().stream().map(BackEnd.Asked::line).distinct()).hasSize(100);
    }
}
