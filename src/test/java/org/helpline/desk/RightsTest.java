package org.helpline.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
            GET  /                        login  yes   yes   yes
            GET  /login                   yes    home  home  home
            POST /login                   yes    yes   yes   yes
            GET  /login/company           yes    yes   yes   yes
            GET  /login/company/back      yes    yes   yes   yes
            POST /logout                  login  yes   yes   yes
            GET  /desk                    login  yes   yes   yes
            GET  /board                   login  yes   yes   yes
            GET  /scripts                 login  home  yes   yes
            GET  /scripts/picture         login  no    yes   yes
            GET  /api/scripts             login  no    yes   yes
            GET  /api/me                  login  yes   yes   yes
            GET  /api/targets             login  yes   yes   yes
            GET  /api/history             login  yes   yes   yes
            POST /api/command             login  yes   no    no
            POST /api/phone               login  yes   no    no
            GET  /prompts                 login  home  yes   yes
            GET  /api/prompts             login  no    yes   yes
            GET  /api/prompts/sound       login  no    yes   yes
            POST /api/prompts/sound       login  no    yes   yes
            POST /api/prompts/remove      login  no    yes   yes
            GET  /messages                login  yes   yes   yes
            GET  /api/messages            login  yes   yes   yes
            POST /api/messages            login  yes   yes   yes
            GET  /api/messages/sound      login  yes   yes   yes
            GET  /api/recordings          login  yes   yes   yes
            GET  /api/recordings/sound    login  yes   yes   yes
            GET  /api/notices             login  no    yes   yes
            POST /api/notices             login  no    yes   yes
            GET  /api/callbacks           login  yes   yes   yes
            POST /api/callbacks           login  no    yes   yes
            GET  /callback                yes    yes   yes   yes
            POST /callback                yes    yes   yes   yes
            POST /api/callbacks/book      login  yes   yes   yes
            GET  /api/callbacks/past      login  yes   yes   yes
            GET  /api/scores              login  yes   yes   yes
            GET  /api/urgent              login  no    yes   yes
            POST /api/urgent              login  no    yes   yes
            GET  /api/hours               login  no    yes   yes
            POST /api/hours               login  no    yes   yes
            POST /api/language            login  yes   yes   yes
            GET  /sessions                login  yes   yes   yes
            GET  /api/sessions            login  yes   yes   yes
            POST /api/sessions            login  yes   yes   yes
            GET  /api/reports             login  yes   yes   yes
            GET  /api/reports.csv         login  yes   yes   yes
            GET  /api/reports.xlsx        login  yes   yes   yes
            GET  /api/reports/calls       login  yes   yes   yes
            GET  /api/reports/abandoned   login  no    yes   yes
            GET  /api/reports/sound       login  no    yes   yes
            GET  /api/reports/sound.csv   login  no    yes   yes
            GET  /customers               login  yes   yes   yes
            GET  /api/customers           login  yes   yes   yes
            POST /api/customers           login  yes   yes   yes
            GET  /api/customers/*         login  yes   yes   yes
            POST /api/customers/*         login  yes   yes   yes
            POST /api/help                login  no    yes   yes
            GET  /api/supervise           login  no    yes   yes
            POST /api/supervise           login  no    yes   yes
            GET  /api/waiting             login  yes   yes   yes
            POST /api/announcements       login  no    yes   yes
            GET  /wall                    login  yes   yes   yes
            GET  /reports                 login  yes   yes   yes
            GET  /reports/calls           login  yes   yes   yes
            GET  /reports/abandoned       login  home  yes   yes
            GET  /reports/sound           login  home  yes   yes
            GET  /api/reports/story       login  yes   yes   yes
            GET  /admin                   login  home  home  yes
            GET  /admin/history           login  home  home  yes
            GET  /api/admin/settings      login  no    no    yes
            GET  /api/admin/history       login  no    no    yes
            POST /api/admin/check         login  no    no    yes
            POST /api/admin/change        login  no    no    yes
            POST /api/admin/open          login  no    no    yes
            POST /api/admin/undo          login  no    no    yes
            POST /api/admin/password      login  no    no    yes
            GET  /admin/tokens            login  home  home  yes
            GET  /admin/audit             login  home  home  yes
            GET  /api/admin/tokens        login  no    no    yes
            POST /api/admin/tokens        login  no    no    yes
            GET  /api/admin/audit         login  no    no    yes
            GET  /api/admin/audit/chain   login  no    no    yes
            GET  /admin/forget            login  home  home  yes
            POST /api/admin/forget        login  no    no    yes
            GET  /api/kb                  login  yes   yes   yes
            GET  /api/kb/article          login  yes   yes   yes
            GET  /api/past                login  yes   yes   yes
            GET  /kb                      login  home  yes   yes
            GET  /api/kb/state            login  no    yes   yes
            GET  /events                  yes    yes   yes   yes
            GET  /metrics                 yes    yes   yes   yes
            GET  /health                  yes    yes   yes   yes
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
            Map.entry("RecordCall", "\"command\":\"record\""),
            Map.entry("PauseRecording", "\"command\":\"pause-recording\""),
            Map.entry("Keys", "\"command\":\"keys\",\"keys\":\"12#\""),
            Map.entry("PutThrough", "\"command\":\"put-through\",\"to\":\"ben\""),
            Map.entry("Consult", "\"command\":\"consult\",\"to\":\"201\""),
            Map.entry("Swap", "\"command\":\"swap\""),
            Map.entry("JoinAll", "\"command\":\"join-all\""),
            Map.entry("Complete", "\"command\":\"complete\""),
            Map.entry("CancelConsult", "\"command\":\"cancel-consult\""),
            Map.entry("Dial", "\"command\":\"dial\",\"number\":\"+49 30 1234\",\"queue\":\"billing\""),
            Map.entry("Note", "\"command\":\"note\",\"interaction\":\"a-1\",\"text\":\"asked for an invoice\""),
            Map.entry(
                    "Attribute",
                    "\"command\":\"attribute\",\"interaction\":\"a-1\",\"name\":\"order_no\",\"value\":\"4711\""),
            Map.entry("WrapUpCode", "\"command\":\"wrap-up-code\",\"interaction\":\"a-1\",\"code\":\"resolved\""),
            Map.entry("Tag", "\"command\":\"tag\",\"interaction\":\"a-1\",\"tag\":\"refund\""),
            Map.entry("Step", "\"command\":\"step\",\"interaction\":\"a-1\",\"step\":\"greet\",\"done\":true"),
            Map.entry("Help", "\"command\":\"help\",\"text\":\"please come\""),
            Map.entry("HelpOver", "\"command\":\"help-over\""),
            Map.entry("ExtendWrapUp", "\"command\":\"extend-wrap-up\",\"seconds\":30"));

    private final FakeHouse house = new FakeHouse(Clock.system());
    private final List<Act> audit = new CopyOnWriteArrayList<>();
    private DeskServer server;
    private Visitor visitor;

    @BeforeEach
    void start() throws IOException {
        DeskServices services = DeskDemo.services(house, Clock.system(), DeskDemo.accounts())
                .with(new DeskAccess(audit::add, DeskAccess.NONE.tokens(), DeskAccess.Records.NONE));
        server = DeskServer.start(DeskDemo.settings("127.0.0.1:0", Duration.ofHours(1)), services, new Problems())
                .orElseThrow();
        house.listen(server);
        visitor = new Visitor(server.url());
    }

    @AfterEach
    void stop() {
        visitor.close();
        server.close();
    }

    record Row(String method, String path, String stranger, String agent, String supervisor, String administrator) {}

    static Stream<Row> rows() {
        return ROUTES.lines().map(l -> l.split(" +", -1)).map(w -> new Row(w[0], w[1], w[2], w[3], w[4], w[5]));
    }

    @Test
    @DisplayName("P63: a new address of the desk must say who may come")
    void everyAddressHasARow() {
        Set<String> held = rows().map(r -> r.method() + " " + r.path()).collect(Collectors.toCollection(TreeSet::new));
        Set<String> there = new TreeSet<>();
        Addresses.METHODS.forEach((path, methods) -> methods.forEach(m -> there.add(m + " " + path)));
        assertThat(held).isEqualTo(there);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void eachRoleMayWhatItsRowSays(Row row) {
        assertThat(List.of(
                        verdict(ask(row, "", "")),
                        verdict(asWhom(row, "anna")),
                        verdict(asWhom(row, "sam")),
                        verdict(asWhom(row, "ada"))))
                .as(row.toString())
                .containsExactly(row.stranger(), row.agent(), row.supervisor(), row.administrator());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void whoIsMoreMayWhatWhoIsLessMay(Row row) {
        if (!Set.of("/api/command", "/api/phone").contains(row.path())) { // an agent's calls are the agent's alone
            List<String> roles = List.of(row.agent(), row.supervisor(), row.administrator());
            List<String> more = roles.subList(roles.contains("yes") ? roles.indexOf("yes") : 0, roles.size());
            assertThat(new TreeSet<>(more)).as(row.toString()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void whatChangesSomethingNeedsThePagesOwnToken(Row row) {
        if (row.method().equals("POST") && !Set.of("/login", "/callback").contains(row.path())) {
            assertThat(ask(row, visitor.logIn("sam"), "wrong").statusCode())
                    .as(row.toString())
                    .isEqualTo(403);
        }
    }

    @Test
    void aProxysPeerIsNotThisMachine() {
        for (String path : List.of("/metrics", "/health")) {
            HttpRequest request = HttpRequest.newBuilder(visitor.at(path))
                    .header("x-forwarded-for", "192.0.2.7")
                    .build();
            assertThat(visitor.send(request).statusCode()).isEqualTo(403);
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
        String anna = visitor.logIn("anna");
        String sam = visitor.logIn("sam");
        DeskDemo.offer(house, Pops.one());
        house.answer(FakeHouse.ANNA);
        String json = "{" + COMMANDS.get(name) + "}";
        assertThat(visitor.post("/api/command", anna, visitor.csrf(anna), json).statusCode())
                .isIn(200, 409);
        assertThat(house.heard()).anySatisfy(h -> assertThat(h).startsWith("anna " + name));
        assertThat(visitor.post("/api/command", sam, visitor.csrf(sam), json).statusCode())
                .isEqualTo(403);
    }

    static Stream<String> commandNames() {
        return COMMANDS.keySet().stream().sorted();
    }

    @Test
    void whatASupervisorChangesAndTriesIsWrittenDown() {
        String sam = visitor.logIn("sam");
        visitor.post("/api/notices", sam, visitor.csrf(sam), "{\"name\":\"outage\",\"on\":true}");
        String anna = visitor.logIn("anna");
        visitor.post("/api/hours", anna, visitor.csrf(anna), "{\"name\":\"office\",\"what\":\"closed\"}");
        assertThat(audit)
                .extracting(a -> a.who() + " " + a.act() + " " + a.what() + ", " + a.result())
                .contains(
                        " /login name=sam, done",
                        "sam /api/notices name=outage on=true, refused: 409",
                        "anna /api/hours name=office what=closed, refused: 403");
    }

    @Test
    void noCallersNumberAndNoPasswordIsWrittenDown() {
        String sam = visitor.logIn("sam");
        visitor.post(
                "/api/callbacks",
                sam,
                visitor.csrf(sam),
                "{\"act\":\"cancel\",\"id\":\"+44 20 7946 0018\",\"text\":\"secret\"}");
        visitor.tryToLogIn("My secret pass phrase!", "x");
        assertThat(audit).extracting(Act::what).noneMatch(w -> w.contains("7946") || w.contains("secret"));
        assertThat(audit).extracting(Act::result).contains("refused: 401");
    }

    private HttpResponse<String> asWhom(Row row, String name) {
        String session = visitor.logIn(name);
        return ask(row, session, visitor.csrf(session));
    }

    private HttpResponse<String> ask(Row row, String session, String csrf) {
        if (row.method().equals("POST")) {
            return visitor.post(row.path(), session, csrf, "{}");
        }
        return visitor.get(row.path(), session);
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
}
