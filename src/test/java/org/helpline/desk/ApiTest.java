package org.helpline.desk;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.helpline.access.AuditLine.Act;
import org.helpline.access.Scope;
import org.helpline.access.Token;
import org.helpline.core.Clock;
import org.helpline.core.InteractionId;
import org.helpline.core.Personal;
import org.helpline.core.Problems;
import org.helpline.core.ScreenPop;
import org.helpline.core.SoundVerdict;
import org.helpline.core.SoundWay;
import org.helpline.interaction.AnnouncementBoard;
import org.helpline.interaction.DeskPort;
import org.helpline.interaction.HoursBoard;
import org.helpline.interaction.Supervision;
import org.helpline.interaction.UrgentBoard;
import org.helpline.journal.CallQuery;
import org.helpline.journal.CallRecord;
import org.helpline.journal.CallStory;
import org.helpline.journal.EventTail;
import org.helpline.journal.Explanation;
import org.helpline.journal.Found;
import org.helpline.journal.LegVerdict;
import org.helpline.journal.PublicEvent;
import org.helpline.journal.Reading;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What programs ask and are told, by a token, on a real port. */
class ApiTest {

    private static final Instant MORNING = Instant.parse("2026-11-22T08:00:00Z");
    /** An address that answers well, for each row of the description. */
    private static final Map<String, String> EXAMPLES = Map.ofEntries(
            Map.entry("GET /api/v1/me", ""),
            Map.entry("GET /api/v1/calls", "?last=5&since=2026-11-22T00:00:00Z"),
            Map.entry("GET /api/v1/calls/{id}", "call-1"),
            Map.entry("POST /api/v1/calls/{id}/recording", "call-1/recording {\"act\":\"pause\"}"),
            Map.entry("GET /api/v1/queues", ""),
            Map.entry("GET /api/v1/agents", ""),
            Map.entry("POST /api/v1/agents/{id}/state", "anna/state {\"state\":\"not-ready\",\"reason\":\"lunch\"}"),
            Map.entry("GET /api/v1/callbacks", ""),
            Map.entry("GET /api/v1/callbacks/past", ""),
            Map.entry("POST /api/v1/callbacks", " {\"queue\":\"support\",\"number\":\"+49301234\"}"),
            Map.entry("POST /api/v1/callbacks/{id}", "cb-1 {\"act\":\"now\"}"),
            Map.entry("GET /api/v1/customers", "?number=%2B442079460018"),
            Map.entry("GET /api/v1/events", "?after=0"),
            Map.entry(
                    "POST /api/v1/customers",
                    " {\"fields\":{\"name\":\"Ada Okafor\"},\"numbers\":[\"+442079460018\"]}"),
            Map.entry("GET /api/v1/customers/{id}", "C-1"),
            Map.entry(
                    "POST /api/v1/customers/{id}/flags",
                    "C-1/flags {\"flag\":\"blocked\",\"why\":\"threatened staff\",\"hours\":24}"),
            Map.entry("POST /api/v1/customers/{id}/merge", "C-1/merge {\"other\":\"C-2\"}"),
            Map.entry("POST /api/v1/customers/{id}/split", "C-1/split {\"merge\":1}"),
            Map.entry("POST /api/v1/customers/{id}", "C-1 {\"fields\":{\"company\":\"Moonlight\"}}"),
            Map.entry(
                    "POST /api/v1/customers/{id}/reaches",
                    "C-1/reaches {\"kind\":\"email\",\"value\":\"ada@moonlight.example\"}"));

    private final FakeHouse house = new FakeHouse(Clock.system());
    private final Promised promised = new Promised();
    private final HttpClient http = HttpClient.newHttpClient();
    private final WrittenOrders orders = new WrittenOrders();
    private final List<Act> audit = new CopyOnWriteArrayList<>();
    private DeskServer server;
    private OneCustomer customer;

    @BeforeEach
    void start() throws IOException {
        customer = OneCustomer.open();
        promised.promise("cb-1", "support", "+442079460018", MORNING, 1);
        DeskRooms rooms = new DeskRooms(Optional.empty(), DeskRooms.none().notices(), HoursBoard.NONE, promised)
                .with(customer.clientele())
                .with(new ControlRoom(
                        orders, UrgentBoard.NONE, AnnouncementBoard.NONE, LiveFigures.NONE, Map::of, _ -> {}));
        DeskServices services = DeskDemo.services(house, Clock.system(), DeskDemo.accounts(), rooms)
                .with(new DeskAccess(audit::add, ApiTest::find, new OneCall(), new OneEvent()));
        server = DeskServer.start(DeskDemo.settings("127.0.0.1:0", Duration.ofHours(1)), services, new Problems())
                .orElseThrow();
    }

    @AfterEach
    void stop() {
        http.shutdownNow();
        server.close();
        customer.close();
    }

    /** {@code hl_all} is good for all; {@code hl_only-WORD} for one scope. */
    private static Optional<Token> find(String secret) {
        if (secret.equals("hl_all")) {
            return Optional.of(token(EnumSet.allOf(Scope.class)));
        }
        return secret.startsWith("hl_only-")
                ? Scope.of(secret.substring(8)).map(s -> token(Set.of(s)))
                : Optional.empty();
    }

    private static Token token(Set<Scope> scopes) {
        return new Token("crm", "hash", scopes, "os:root", MORNING, Optional.empty(), Optional.empty());
    }

    @Test
    void theDescriptionListsExactlyWhatIsAnswered() {
        Set<String> described = new TreeMap<>(operations()).navigableKeySet();
        assertThat(described).isEqualTo(new TreeMap<>(EXAMPLES).navigableKeySet());
        assertThat(description().path("openapi").asString("")).isEqualTo("3.1.0");
    }

    @Test
    void thePageNamesEveryAddressAndItsScope() throws IOException {
        String page = Files.readString(Path.of("docs/api.md"));
        operations().forEach((name, operation) -> {
            String scope = operation.path("description").asString("").replace("Scope: ", "");
            assertThat(page).contains("| `" + name + "` | " + (scope.isEmpty() ? "any" : "`" + scope + "`") + " |");
        });
        for (Scope scope : Scope.values()) {
            assertThat(page).contains("\n| `" + scope.word() + "` | ");
        }
    }

    @Test
    void eachAnswerIsAsTheDescriptionSays() {
        operations().forEach((name, operation) -> {
            HttpResponse<String> response = ask(name, "hl_all");
            assertThat(response.statusCode()).as(name + " " + response.body()).isEqualTo(200);
            JsonNode shape = operation
                    .path("responses")
                    .path("200")
                    .path("content")
                    .path("application/json")
                    .path("schema");
            assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                            .getSchema(shape)
                            .validate(DeskJson.read(response.body())))
                    .as(name + " " + response.body())
                    .isEmpty();
        });
    }

    @ParameterizedTest
    @EnumSource(Scope.class)
    void aTokenIsGoodForItsScopeAndNoOther(Scope scope) {
        List<String> open = new ArrayList<>();
        operations().forEach((name, operation) -> {
            boolean isOurs = operation.path("description").asString("").equals("Scope: " + scope.word());
            boolean isAnyones = operation.path("description").asString("").isEmpty();
            int status = ask(name, "hl_only-" + scope.word()).statusCode();
            assertThat(status).as(name).isEqualTo(isOurs || isAnyones ? 200 : 403);
            if (isOurs) {
                open.add(name);
            }
        });
        boolean isUsedElsewhere = scope == Scope.PERSONAL;
        assertThat(open.isEmpty()).as(scope + " is good for something").isEqualTo(isUsedElsewhere);
    }

    @Test
    void withoutTheScopePersonalNobodysNumberIsTold() {
        for (String path : List.of("calls", "calls/call-1")) {
            assertThat(get(path, "hl_only-calls:read").body())
                    .contains("call-1")
                    .doesNotContain("7946");
            assertThat(get(path, "hl_all").body()).contains("+442079460018");
        }
        assertThat(get("callbacks", "hl_only-callbacks:read").body())
                .contains("cb-1")
                .doesNotContain("7946");
    }

    @Test
    void aProgramCommandsAndThatIsWrittenDown() {
        assertThat(ask("POST /api/v1/agents/{id}/state", "hl_all").statusCode()).isEqualTo(200);
        assertThat(ask("POST /api/v1/callbacks/{id}", "hl_all").statusCode()).isEqualTo(200);
        assertThat(house.heard()).containsExactly("anna NotReady[reason=lunch]");
        assertThat(audit)
                .extracting(a -> a.who() + " " + a.act() + " " + a.what() + " " + a.result())
                .containsExactly(
                        "token:crm /api/v1/agents/anna/state state=not-ready reason=lunch done",
                        "token:crm /api/v1/callbacks/cb-1 act=now done");
    }

    @Test
    void aProgramMakesAndChangesACustomerAndTheAuditLogHasNoNameOfOne() {
        JsonNode made = DeskJson.read(ask("POST /api/v1/customers", "hl_all").body());
        String id = made.path("id").asString("");
        assertThat(ask("POST /api/v1/customers/{id}", "hl_all").statusCode()).isEqualTo(200);
        assertThat(ask("POST /api/v1/customers/{id}/reaches", "hl_all").statusCode())
                .isEqualTo(200);
        assertThat(customer.people().find(id).toCompletableFuture().join().orElseThrow())
                .hasValueSatisfying(p -> assertThat(p.numbers()).containsExactly("+442079460018"));
        assertThat(customer.people().find("C-1").toCompletableFuture().join().orElseThrow())
                .hasValueSatisfying(p -> {
                    assertThat(p.field("company")).isEqualTo("Moonlight");
                    assertThat(p.emails()).containsExactly("ada@moonlight.example");
                });
        assertThat(audit).hasSize(3).allSatisfy(a -> assertThat(a.what()).doesNotContain("Ada", "7946", "ada@"));
    }

    @Test
    void withoutTheScopePersonalACustomerHasNoNameAndNoNumber() {
        assertThat(send(post(
                                "customers/C-1/flags",
                                "{\"flag\":\"abusive\",\"why\":\"shouts\",\"number\":\"+442079460018\"}"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(get("customers/C-1", "hl_only-customers:read").body())
                .contains("Moonlight", "abusive", "shouts")
                .doesNotContain("Ada", "7946");
        assertThat(get("customers?number=%2B442079460018", "hl_only-customers:read")
                        .body())
                .contains("Demir Lojistik")
                .doesNotContain("Elif", "@");
        JsonNode whole = DeskJson.read(get("customers/C-1", "hl_all").body());
        assertThat(whole.path("fields").path("name").asString("")).isEqualTo("Ada Okafor");
        assertThat(whole.path("numbers").get(0).asString("")).isEqualTo("+442079460018");
        assertThat(whole.path("flags").get(0).path("number").asString("")).isEqualTo("+442079460018");
    }

    @Test
    void aProgramBlocksACustomerAndTakesItBackAndTheAuditLogSaysWhich() {
        assertThat(ask("POST /api/v1/customers/{id}/flags", "hl_all").statusCode())
                .isEqualTo(200);
        JsonNode flag = DeskJson.read(get("customers/C-1", "hl_all").body())
                .path("flags")
                .get(0);
        assertThat(flag.path("flag").asString("") + " by " + flag.path("by").asString(""))
                .isEqualTo("blocked by the program crm");
        Instant since = Instant.parse(flag.path("since").asString(""));
        assertThat(Instant.parse(flag.path("until").asString("")))
                .isBetween(since.plus(Duration.ofHours(24)), since.plus(Duration.ofHours(25)));
        assertThat(send(post("customers/C-1/flags", "{\"flag\":\"blocked\",\"on\":false}"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(DeskJson.read(get("customers/C-1", "hl_all").body()).path("flags"))
                .isEmpty();
        assertThat(audit)
                .extracting(a -> a.act() + " " + a.what())
                .containsExactly(
                        "/api/v1/customers/C-1/flags flag=blocked",
                        "/api/v1/customers/C-1/flags on=false flag=blocked");
    }

    @Test
    void aProgramPutsTwoCustomersTogetherAndTakesThemApart() {
        long merge = DeskJson.read(
                        ask("POST /api/v1/customers/{id}/merge", "hl_all").body())
                .path("merge")
                .asLong(0);
        JsonNode one = DeskJson.read(get("customers/C-2", "hl_all").body());
        assertThat(one.path("id").asString("")).isEqualTo("C-1");
        assertThat(one.path("numbers")).hasSize(2);
        assertThat(one.path("merged").get(0).path("merge").asLong(0)).isEqualTo(merge);
        String made = DeskJson.read(ask("POST /api/v1/customers", "hl_all").body())
                .path("id")
                .asString("");
        assertThat(send(post("customers/" + made + "/split", "{\"merge\":" + merge + "}"))
                        .statusCode())
                .as("it is not that one's to undo")
                .isEqualTo(409);
        assertThat(send(post("customers/C-1/split", "{\"merge\":" + merge + "}"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(DeskJson.read(get("customers/C-2", "hl_all").body())
                        .path("id")
                        .asString(""))
                .isEqualTo("C-2");
        assertThat(get("customers/C-9", "hl_all").statusCode()).isEqualTo(404);
    }

    @Test
    void howEachPhoneSoundedIsToldWithItsCause() {
        JsonNode one = DeskJson.read(get("calls/call-1", "hl_all").body()).path("call");
        JsonNode listed =
                DeskJson.read(get("calls", "hl_all").body()).path("calls").get(0);
        assertThat(listed.path("sound")).isEqualTo(one.path("sound"));
        assertThat(one.path("sound").get(0).toString())
                .startsWith("{\"leg\":\"caller\",\"direction\":\"came\",\"quality\":4.")
                .contains("\"poor\":false", "\"cause\":\"\"", "\"lostPercent\":0.0,\"jitterMs\":3,\"roundTripMs\":41}");
        JsonNode annas = one.path("sound").get(1);
        assertThat(annas.path("poor").asBoolean(false)).isTrue();
        assertThat(annas.path("cause").asString("")).isEqualTo("lost");
        assertThat(annas.path("lostPercent").asDouble(0)).isEqualTo(12.0);
        assertThat(annas.has("roundTripMs")).as("nobody measured it").isFalse();
        assertThat(annas.path("words").asString("")).contains("what agent:anna heard: lost packets (12.0 % lost");
        assertThat(one.path("sound").get(2).toString())
                .isEqualTo("{\"leg\":\"number:+442079460033\",\"direction\":\"one-way\",\"quality\":1.0,\"poor\":true,"
                        + "\"cause\":\"one-way\",\"words\":\"1.0 of 5, nothing was heard from number:+442079460033\"}");
        assertThat(get("calls/call-1", "hl_only-calls:read").body())
                .contains("\"leg\":\"number\"", "nothing was heard from number\"");
    }

    @Test
    void theExpectedWaitOfAQueueIsARangeOrNotThere() {
        assertThat(queue("billing").has("expectedWait")).as("nobody waits").isFalse();
        house.waitingFor90SecondsEach(new org.helpline.core.QueueName("billing"), 3);
        assertThat(queue("billing").path("expectedWait").toString())
                .isEqualTo("{\"leastMinutes\":2,\"mostMinutes\":10}");
    }

    private JsonNode queue(String name) {
        for (JsonNode queue : DeskJson.read(get("queues", "hl_all").body()).path("queues")) {
            if (queue.path("name").asString("").equals(name)) {
                return queue;
            }
        }
        throw new AssertionError("no queue " + name);
    }

    @ParameterizedTest
    @CsvSource({"start, START", "pause, PAUSE", "resume, RESUME", "stop, STOP"})
    void aProgramGivesOrdersAboutARecordingAndThatIsWrittenDown(String act, Supervision.Taking what) {
        assertThat(send(post("calls/call-1/recording", "{\"act\":\"" + act + "\"}"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(orders.given)
                .containsExactly("the program crm " + new Supervision.Order.Take(new InteractionId("call-1"), what));
        assertThat(audit)
                .extracting(a -> a.who() + " " + a.act() + " " + a.what() + " " + a.result())
                .containsExactly("token:crm /api/v1/calls/call-1/recording act=" + act + " done");
    }

    @Test
    void anOrderAboutARecordingThatCannotBeIsRefusedInASentenceAndWrittenDownToo() {
        orders.answer = new DeskPort.Result.Refused("No agent talks in this call now.");
        HttpResponse<String> answer = send(post("calls/call-1/recording", "{\"act\":\"start\"}"));
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(DeskJson.read(answer.body()).path("error").asString(""))
                .isEqualTo("No agent talks in this call now.");
        assertThat(audit).extracting(Act::result).containsExactly("refused: 409");
        assertThat(send(post("calls/call-1/recording", "{\"act\":\"erase\"}")).body())
                .contains("act is one of start, pause, resume, stop.");
    }

    private HttpRequest post(String path, String body) {
        return HttpRequest.newBuilder(URI.create(root() + path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .header("authorization", "Bearer hl_all")
                .build();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "customers        ; {\"fields\":{\"name\":\"A\",\"nmae\":\"B\"}} ; 409 ; no such field",
                "customers        ; {\"fields\":{},\"numbers\":[\"12\"]}           ; 409 ; .",
                "customers/C-9    ; {\"fields\":{\"name\":\"Ada\"}}               ; 409 ; .",
                "customers/C-1/reaches ; {\"kind\":\"fax\",\"value\":\"1\"}      ; 400 ; number or email",
                "customers/C-1/reaches ; {\"kind\":\"number\",\"value\":\"#\"}   ; 409 ; .",
                "customers/C-1/flags ; {\"flag\":\"rude\",\"why\":\"x\"}         ; 409 ; blocked or abusive",
                "customers/C-1/flags ; {\"flag\":\"blocked\"}                    ; 409 ; Say why",
                "customers/C-1/flags ; {\"flag\":\"blocked\",\"why\":\"x\",\"number\":\"#\"} ; 409 ; not a phone number",
                "customers/C-1/flags ; {\"flag\":\"blocked\",\"why\":\"x\",\"hours\":-1} ; 400 ; Hours",
                "customers/C-1/merge ; {\"other\":\"C-1\"}                       ; 409 ; one customer already",
                "customers/C-1/merge ; {}                                       ; 409 ; no customer",
                "customers/C-9/merge ; {\"other\":\"C-1\"}                       ; 409 ; .",
                "customers/C-1/split ; {\"merge\":7}                             ; 409 ; no longer one",
                "customers        ; no json at all                           ; 409 ; .",
            })
    void whatCannotBeKeptOfACustomerIsRefusedInASentence(String path, String body, int status, String said) {
        HttpResponse<String> answer = send(post(path, body));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(DeskJson.read(answer.body()).path("error").asString(""))
                .endsWith(".")
                .contains(said);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, nothing, 404",
        "POST, queues, 405",
        "GET, calls?last=0, 400",
        "GET, calls?last=1e9, 400",
        "GET, calls?since=yesterday, 400",
        "GET, calls/none, 404",
        "GET, customers, 400",
        "POST, agents/nobody/state, 404",
        "POST, agents/anna/state, 400",
        "POST, callbacks/cb-1, 400",
        "POST, calls/call-1/recording, 400",
        "POST, callbacks/..%2f..%2fetc, 404",
    })
    void whatIsWrongIsRefusedWithASentence(String method, String path, int status) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(root() + path))
                .header("authorization", "Bearer hl_all")
                .method(method, HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        HttpResponse<String> response = send(request);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(DeskJson.read(response.body()).path("error").asString("")).endsWith(".");
    }

    @Test
    void whoShowsNoTokenIsToldToAndWhoGuessesMustWait() {
        assertThat(get("queues", "").statusCode()).isEqualTo(401);
        for (int i = 0; i < 11; i++) {
            assertThat(get("queues", "hl_guess" + i).statusCode()).isIn(401, 429);
        }
        assertThat(get("queues", "hl_all").statusCode())
                .as("whoever guesses from here is not heard")
                .isEqualTo(429);
    }

    @Test
    void aCookieIsNoToken() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(root() + "queues"))
                .header("cookie", "helpline=hl_all")
                .build();
        assertThat(send(request).statusCode()).isEqualTo(401);
    }

    @Test
    void aProgramThatAsksWithoutPauseIsSlowedDown() {
        Set<Integer> statuses = new java.util.TreeSet<>();
        for (int i = 0; i < 80; i++) {
            statuses.add(get("me", "hl_all").statusCode());
        }
        assertThat(statuses).contains(200).isSubsetOf(200, 429);
    }

    @Test
    void soManyRequestsASecondAndNoMore() {
        org.helpline.core.ManualClock clock = new org.helpline.core.ManualClock(MORNING);
        RequestRate rate = new RequestRate(clock, 20);
        for (int i = 0; i < 40; i++) {
            assertThat(rate.allows("crm")).isTrue();
        }
        assertThat(rate.allows("crm")).isFalse();
        assertThat(rate.allows("other")).isTrue();
        clock.move(Duration.ofMillis(50));
        assertThat(rate.allows("crm")).isTrue();
        assertThat(rate.allows("crm")).isFalse();
    }

    private JsonNode description() {
        return DeskJson.read(get("openapi.json", "").body());
    }

    private Map<String, JsonNode> operations() {
        Map<String, JsonNode> all = new TreeMap<>();
        description()
                .path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(m -> all.put(
                                m.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey(), m.getValue())));
        return all;
    }

    /** Asks by the example of a row. */
    private HttpResponse<String> ask(String row, String secret) {
        String example = EXAMPLES.getOrDefault(row, "");
        String path = row.substring(row.indexOf(' ') + 1).replaceFirst("\\{.*", "");
        int body = example.indexOf(' ');
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(own() + path + (body < 0 ? example : example.substring(0, body))));
        if (row.startsWith("POST")) {
            request.POST(HttpRequest.BodyPublishers.ofString(example.substring(body + 1)));
        }
        return send(request.header("authorization", "Bearer " + secret).build());
    }

    private HttpResponse<String> get(String path, String secret) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(root() + path));
        return send((secret.isEmpty() ? request : request.header("authorization", "Bearer " + secret)).build());
    }

    private String own() {
        return server.url().replaceFirst("/$", "");
    }

    private String root() {
        return own() + "/api/v1/";
    }

    private HttpResponse<String> send(HttpRequest request) {
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join();
    }

    /** One event. */
    private static final class OneEvent implements DeskAccess.Events {
        @Override
        public boolean areKept() {
            return true;
        }

        @Override
        public CompletionStage<Reading<EventTail.Span>> span() {
            return CompletableFuture.completedStage(new Reading.Read<>(new EventTail.Span(1, 1)));
        }

        @Override
        public CompletionStage<Reading<List<PublicEvent>>> after(long number, int most) {
            return CompletableFuture.completedStage(new Reading.Read<>(List.of(
                    new PublicEvent(1, MORNING, "call.ended", "call-1", Map.of("outcome", "served"), Map.of()))));
        }
    }

    /** One call that is over. */
    private static final class OneCall implements DeskAccess.Records {
        private static final CallRecord CALL = new CallRecord(
                new InteractionId("call-1"),
                "abc@192.0.2.1",
                MORNING,
                Optional.of(MORNING.plusSeconds(1)),
                Optional.of(MORNING.plusSeconds(30)),
                Optional.of(MORNING.plusSeconds(90)),
                "500",
                new Personal("+442079460018"),
                new Personal("Ada"),
                "support-line",
                "en",
                "support",
                "anna",
                Duration.ofSeconds(20),
                Duration.ofSeconds(60),
                "served",
                "caller",
                "The caller hung up.",
                200,
                "solved",
                "in",
                "acme");
        private static final List<LegVerdict> SOUNDS = List.of(
                new LegVerdict("caller", new SoundVerdict(SoundWay.CAME, 0, 3.4, 41)),
                new LegVerdict("agent:anna", new SoundVerdict(SoundWay.WENT, 12, 4.6, -1)),
                new LegVerdict("number:+442079460033", new SoundVerdict(SoundVerdict.ONE_WAY, 0, -1, -1)));

        @Override
        public CompletionStage<Reading<List<CallRecord>>> calls(CallQuery query) {
            return CompletableFuture.completedStage(new Reading.Read<>(List.of(CALL)));
        }

        @Override
        public CompletionStage<Reading<Found>> call(String name) {
            return CompletableFuture.completedStage(new Reading.Read<>(
                    name.equals("call-1")
                            ? new Found.One(
                                    CALL,
                                    new CallStory(
                                            List.of(new CallStory.Step(0, "call.arrived", "+442079460018 called 500.")),
                                            List.of(),
                                            List.of(),
                                            List.of()),
                                    new Explanation(List.of()))
                            : new Found.None()));
        }

        @Override
        public CompletionStage<Reading<Map<String, List<LegVerdict>>>> sounds(List<String> calls) {
            return CompletableFuture.completedStage(
                    new Reading.Read<>(calls.equals(List.of("call-1")) ? Map.of("call-1", SOUNDS) : Map.of()));
        }

        @Override
        public CompletionStage<List<ScreenPop.Match>> customers(String number) {
            return CompletableFuture.completedStage(Pops.one().matches());
        }
    }
}
