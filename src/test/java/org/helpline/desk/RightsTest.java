package org.helpline.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helpline.access.AuditLine.Act;
import org.helpline.core.Clock;
import org.helpline.core.Problems;
import org.helpline.interaction.DeskPort.Command;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may what: every address and every command of the desk has a row here, or this test fails. */
class RightsTest {

    /** login: sent to the login, or told to; home: sent to the first page; no: refused; yes: let in. */
    private static final String ROUTES = """
            GET  /                    login  yes   yes
            GET  /login               yes    home  home
            POST /login               yes    yes   yes
            POST /logout              login  yes   yes
            GET  /desk                login  yes   yes
            GET  /board               login  yes   yes
            GET  /scripts             login  home  yes
            GET  /scripts/picture     login  no    yes
            GET  /api/scripts         login  no    yes
            GET  /api/me              login  yes   yes
            GET  /api/targets         login  yes   yes
            GET  /api/history         login  yes   yes
            POST /api/command         login  yes   no
            GET  /prompts             login  home  yes
            GET  /api/prompts         login  no    yes
            GET  /api/prompts/sound   login  no    yes
            POST /api/prompts/sound   login  no    yes
            POST /api/prompts/remove  login  no    yes
            GET  /messages            login  yes   yes
            GET  /api/messages        login  yes   yes
            POST /api/messages        login  yes   yes
            GET  /api/messages/sound  login  yes   yes
            GET  /api/notices         login  no    yes
            POST /api/notices         login  no    yes
            GET  /api/callbacks       login  yes   yes
            POST /api/callbacks       login  no    yes
            GET  /api/scores          login  yes   yes
            GET  /api/hours           login  no    yes
            POST /api/hours           login  no    yes
            POST /api/language        login  yes   yes
            GET  /api/reports            login  yes   yes
            GET  /api/reports.csv        login  yes   yes
            GET  /api/reports.xlsx       login  yes   yes
            GET  /api/reports/calls      login  yes   yes
            GET  /api/reports/abandoned  login  no    yes
            GET  /customers           login  yes   yes
            GET  /api/customers       login  yes   yes
            POST /api/customers       login  yes   yes
            GET  /api/customers/*     login  yes   yes
            POST /api/customers/*     login  yes   yes
            POST /api/help            login  no    yes
            GET  /reports             login  yes   yes
            GET  /reports/calls       login  yes   yes
            GET  /reports/abandoned   login  home  yes
            GET  /api/reports/story   login  yes   yes
            GET  /api/kb              login  yes   yes
            GET  /api/kb/article      login  yes   yes
            GET  /events              yes    yes   yes
            GET  /metrics             yes    yes   yes
            GET  /health              yes    yes   yes
            """;

    /** Each command with words that it takes. All are an agent's own: who is no agent may none of them. */
    private static final Map<String, String> COMMANDS = Map.ofEntries(
            Map.entry("LogIn", "\"command\":\"log-in\""),
            Map.entry("LogOut", "\"command\":\"log-out\""),
            Map.entry("Ready", "\"command\":\"ready\""),
            Map.entry("NotReady", "\"command\":\"not-ready\",\"reason\":\"lunch\""),
            Map.entry("HangUp", "\"command\":\"hang-up\""),
            Map.entry("Hold", "\"command\":\"hold\""),
            Map.entry("Resume", "\"command\":\"resume\""),
            Map.entry("TransferToQueue", "\"command\":\"transfer\",\"to\":\"queue\",\"name\":\"billing\""),
            Map.entry("TransferToScript", "\"command\":\"transfer\",\"to\":\"script\",\"name\":\"survey\""),
            Map.entry("TransferToAgent", "\"command\":\"transfer\",\"to\":\"agent\",\"name\":\"ben\""),
            Map.entry("Mute", "\"command\":\"mute\""),
            Map.entry("Keys", "\"command\":\"keys\",\"keys\":\"12#\""),
            Map.entry("PutThrough", "\"command\":\"put-through\",\"to\":\"ben\""),
            Map.entry("Consult", "\"command\":\"consult\",\"to\":\"201\""),
            Map.entry("Swap", "\"command\":\"swap\""),
            Map.entry("Complete", "\"command\":\"complete\""),
            Map.entry("CancelConsult", "\"command\":\"cancel-consult\""),
            Map.entry("Dial", "\"command\":\"dial\",\"number\":\"+49 30 1234\",\"queue\":\"billing\""),
            Map.entry("Note", "\"command\":\"note\",\"interaction\":\"a-1\",\"text\":\"asked for an invoice\""),
            Map.entry(
                    "Attribute",
                    "\"command\":\"attribute\",\"interaction\":\"a-1\",\"name\":\"order_no\",\"value\":\"4711\""),
            Map.entry("WrapUpCode", "\"command\":\"wrap-up-code\",\"interaction\":\"a-1\",\"code\":\"resolved\""),
            Map.entry("Tag", "\"command\":\"tag\",\"interaction\":\"a-1\",\"tag\":\"refund\""),
            Map.entry("Help", "\"command\":\"help\",\"text\":\"please come\""),
            Map.entry("HelpOver", "\"command\":\"help-over\""),
            Map.entry("ExtendWrapUp", "\"command\":\"extend-wrap-up\",\"seconds\":30"));

    private final FakeHouse house = new FakeHouse(Clock.system());
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Act> audit = new CopyOnWriteArrayList<>();
    private DeskServer server;

    @BeforeEach
    void start() throws IOException {
        DeskServices services = DeskDemo.services(house, Clock.system(), DeskDemo.accounts())
                .with(new DeskAccess(audit::add, DeskAccess.NONE.tokens(), DeskAccess.Records.NONE));
        server = DeskServer.start(DeskDemo.settings("127.0.0.1:0", Duration.ofHours(1)), services, new Problems())
                .orElseThrow();
        house.listen(server);
    }

    @AfterEach
    void stop() {
        http.shutdownNow();
        server.close();
    }

    record Row(String method, String path, String stranger, String agent, String supervisor) {}

    static Stream<Row> rows() {
        return ROUTES.lines().map(l -> l.split(" +", -1)).map(w -> new Row(w[0], w[1], w[2], w[3], w[4]));
    }

    @Test
    @DisplayName("P63: a new address of the desk must say who may come")
    void everyAddressHasARow() {
        Set<String> held = rows().map(r -> r.method() + " " + r.path()).collect(Collectors.toCollection(TreeSet::new));
        Set<String> there = new TreeSet<>();
        Routes.methods().forEach((path, methods) -> methods.forEach(m -> there.add(m + " " + path)));
        assertThat(held).isEqualTo(there);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void eachRoleMayWhatItsRowSays(Row row) {
        assertThat(List.of(verdict(ask(row, "", "")), verdict(asWhom(row, "anna")), verdict(asWhom(row, "sam"))))
                .as(row.toString())
                .containsExactly(row.stranger(), row.agent(), row.supervisor());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void whatChangesSomethingNeedsThePagesOwnToken(Row row) {
        if (row.method().equals("POST") && !row.path().equals("/login")) {
            assertThat(ask(row, logIn("sam"), "wrong").statusCode())
                    .as(row.toString())
                    .isEqualTo(403);
        }
    }

    @Test
    void aProxysPeerIsNotThisMachine() {
        for (String path : List.of("/metrics", "/health")) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(own() + path))
                    .header("x-forwarded-for", "192.0.2.7")
                    .build();
            assertThat(send(request).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void everyCommandHasARow() {
        Set<String> there = Arrays.stream(Objects.requireNonNull(Command.class.getPermittedSubclasses()))
                .map(Class::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(new TreeMap<>(COMMANDS).navigableKeySet()).isEqualTo(there);
    }

    @ParameterizedTest
    @MethodSource("commandNames")
    void aCommandIsTheAgentsOwnAndOfNobodyElse(String name) {
        String anna = logIn("anna");
        String sam = logIn("sam");
        DeskDemo.offer(house, Pops.one());
        house.answer(FakeHouse.ANNA);
        String json = "{" + COMMANDS.get(name) + "}";
        assertThat(post("/api/command", anna, csrf(anna), json).statusCode()).isIn(200, 409);
        assertThat(house.heard()).anySatisfy(h -> assertThat(h).startsWith("anna " + name));
        assertThat(post("/api/command", sam, csrf(sam), json).statusCode()).isEqualTo(403);
    }

    static Stream<String> commandNames() {
        return COMMANDS.keySet().stream().sorted();
    }

    @Test
    void whatASupervisorChangesAndTriesIsWrittenDown() {
        String sam = logIn("sam");
        post("/api/notices", sam, csrf(sam), "{\"name\":\"outage\",\"on\":true}");
        String anna = logIn("anna");
        post("/api/hours", anna, csrf(anna), "{\"name\":\"office\",\"what\":\"closed\"}");
        assertThat(audit)
                .extracting(a -> a.who() + " " + a.act() + " " + a.what() + ", " + a.result())
                .contains(
                        " /login name=sam, done",
                        "sam /api/notices name=outage on=true, refused: 409",
                        "anna /api/hours name=office what=closed, refused: 403");
    }

    @Test
    void noCallersNumberAndNoPasswordIsWrittenDown() {
        String sam = logIn("sam");
        post("/api/callbacks", sam, csrf(sam), "{\"act\":\"cancel\",\"id\":\"+44 20 7946 0018\",\"text\":\"secret\"}");
        tryToLogIn("My secret pass phrase!", "x");
        assertThat(audit).extracting(Act::what).noneMatch(w -> w.contains("7946") || w.contains("secret"));
        assertThat(audit).extracting(Act::result).contains("refused: 401");
    }

    private HttpResponse<String> asWhom(Row row, String name) {
        String session = logIn(name);
        return ask(row, session, csrf(session));
    }

    private HttpResponse<String> ask(Row row, String session, String csrf) {
        if (row.method().equals("POST")) {
            return post(row.path(), session, csrf, "{}");
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(own() + row.path()));
        return send((session.isEmpty() ? request : request.header("cookie", session)).build());
    }

    private static String verdict(HttpResponse<String> response) {
        String location = response.headers().firstValue("location").orElse("");
        boolean isLogin = response.statusCode() == 401 || location.equals("/login");
        if (response.statusCode() == 403 && response.body().contains("login page")) {
            return "yes"; // the form itself was wrong, not who sent it
        }
        boolean isElsewhere = location.equals("/") || location.equals("/reports"); // a page that they may see
        return isLogin ? "login" : response.statusCode() == 403 ? "no" : isElsewhere ? "home" : "yes";
    }

    private String logIn(String name) {
        return tryToLogIn(name, DeskDemo.PASSWORD).headers().allValues("set-cookie").stream()
                .filter(c -> c.startsWith("helpline="))
                .findFirst()
                .orElseThrow()
                .replaceFirst(";.*", "");
    }

    private HttpResponse<String> tryToLogIn(String name, String password) {
        HttpResponse<String> form =
                send(HttpRequest.newBuilder(URI.create(own() + "/login")).build());
        String cookie = form.headers().firstValue("set-cookie").orElseThrow().replaceFirst(";.*", "");
        String token = cookie.substring(cookie.indexOf('=') + 1);
        return post(
                "/login", cookie, "", "name=" + name.replace(' ', '+') + "&password=" + password + "&token=" + token);
    }

    private String csrf(String session) {
        HttpRequest me = HttpRequest.newBuilder(URI.create(own() + "/api/me"))
                .header("cookie", session)
                .build();
        return DeskJson.read(send(me).body()).path("csrf").asString("");
    }

    private HttpResponse<String> post(String path, String cookie, String csrf, String body) {
        HttpRequest.Builder post = HttpRequest.newBuilder(URI.create(own() + path))
                .header("origin", own())
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!cookie.isEmpty()) {
            post.header("cookie", cookie);
        }
        if (!csrf.isEmpty()) {
            post.header("x-csrf-token", csrf);
        }
        return send(post.build());
    }

    private String own() {
        return server.url().replaceFirst("/$", "");
    }

    private HttpResponse<String> send(HttpRequest request) {
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join();
    }
}
