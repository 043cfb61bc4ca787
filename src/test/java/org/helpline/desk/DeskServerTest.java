package org.helpline.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.helpline.config.AcdSettings.Role;
import org.helpline.core.Clock;
import org.helpline.core.InteractionId;
import org.helpline.core.ManualClock;
import org.helpline.core.Problems;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The desk on a real port, as a browser or an attacker meets it. */
class DeskServerTest {

    private final FakeHouse house = new FakeHouse(Clock.system());
    private final HttpClient http = HttpClient.newHttpClient();
    private DeskServer server;

    @BeforeEach
    void start() throws IOException {
        server = DeskDemo.start("127.0.0.1:0", house, Clock.system(), Duration.ofHours(1), new Problems());
    }

    @AfterEach
    void stop() {
        http.shutdownNow();
        server.close();
    }

    @Test
    void aStrangerIsSentToTheLogin() {
        assertThat(get("/", "").statusCode()).isEqualTo(303);
        assertThat(header(get("/", ""), "location")).isEqualTo("/login");
        assertThat(header(get("/desk", ""), "location")).isEqualTo("/login");
        assertThat(header(get("/board", ""), "location")).isEqualTo("/login");
        assertThat(get("/api/me", "").statusCode()).isEqualTo(401);
        assertThat(get("/login", "").body()).contains("<form", "name=\"token\"");
    }

    @Test
    void thePagesSpeakTheBrowsersLanguageUntilAnotherIsChosenAndThenThatOneEverywhere() {
        assertThat(get("/login", "", "accept-language", "tr-TR,en;q=0.5").body())
                .contains("<html lang=\"tr\">", "Giriş yap")
                .doesNotContain("{{");
        String anna = session(logIn("anna", DeskDemo.PASSWORD));
        assertThat(get("/desk", anna, "accept-language", "id").body()).contains("<html lang=\"id\">", "Status saya");
        HttpResponse<String> chosen = post("/api/language", anna, "{\"language\":\"ru\"}", own(), csrf(anna));
        assertThat(header(chosen, "set-cookie")).startsWith("helpline-language=ru; Path=/; HttpOnly");
        assertThat(get("/desk", anna + "; helpline-language=ru", "accept-language", "id")
                        .body())
                .contains("<html lang=\"ru\">", "Моё состояние");
        // another computer: the account brings it along
        assertThat(logIn("anna", DeskDemo.PASSWORD).headers().allValues("set-cookie"))
                .anyMatch(c -> c.startsWith("helpline-language=ru;"));
        assertThat(post("/api/language", anna, "{\"language\":\"xx\"}", own(), csrf(anna))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void theWordsOfEachLanguageAreServedBesideTheScripts() {
        String base = get("/login", "").body().replaceFirst("(?s).*href=\"(/s/[^/]+/)icon.*", "$1");
        assertThat(get(base + "words.tr.json", "").body())
                .contains("\"status.ready\":\"Hazır\"", "\"Name or password is wrong.\":\"Ad veya parola yanlış.\"");
        assertThat(get(base + "words.en.json", "").body()).contains("\"status.ready\":\"Ready\"", "\"said\":{}");
    }

    @Test
    void aSupervisorSeesTheScriptsInForceAsPictures() {
        String sam = session(logIn("sam", DeskDemo.PASSWORD));
        assertThat(get("/scripts", sam).body()).contains("scripts.js");
        assertThat(get("/api/scripts", sam).body()).contains("\"name\":\"support-line\"");
        HttpResponse<String> picture = get("/scripts/picture?name=support-line", sam);
        assertThat(header(picture, "content-type")).isEqualTo("image/svg+xml; charset=utf-8");
        assertThat(picture.body()).startsWith("<svg ");
        assertThat(header(picture, "content-security-policy"))
                .startsWith("default-src 'none'; style-src 'sha256-")
                .doesNotContain("unsafe");
        assertThat(get("/scripts/picture?name=..%2Fnothing", sam).statusCode()).isEqualTo(404);
    }

    @Test
    void thePolicyAllowsThePicturesOwnStyleAndNoOther() throws Exception {
        String sam = session(logIn("sam", DeskDemo.PASSWORD));
        HttpResponse<String> picture = get("/scripts/picture?name=support-line", sam);
        String style = picture.body().replaceFirst("(?s).*<style>(.*)</style>.*", "$1");
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
        assertThat(header(picture, "content-security-policy"))
                .contains("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
    }

    @Test
    void thePictureOfASupervisorMayBeColouredByTheCallsOfSomeDays() throws Exception {
        String sam = session(logIn("sam", DeskDemo.PASSWORD));
        assertThat(get("/api/scripts", sam).body()).contains("\"since\":\"");
        HttpResponse<String> picture = get("/scripts/picture?name=support-line&traffic=7", sam);
        assertThat(picture.body()).contains("7 calls");
        String style = picture.body().replaceFirst("(?s).*<style>(.*)</style>.*", "$1"); // the second of the two
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
        assertThat(header(picture, "content-security-policy"))
                .contains("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
        assertThat(get("/scripts/picture?name=support-line&traffic=-1", sam).body())
                .as("what is no number of days is not counted")
                .doesNotContain("calls that passed");
    }

    @Test
    void anAgentSeesNoScripts() {
        String anna = session(logIn("anna", DeskDemo.PASSWORD));
        assertThat(get("/api/scripts", anna).statusCode()).isEqualTo(403);
        assertThat(get("/scripts/picture?name=support-line", anna).statusCode()).isEqualTo(403);
        assertThat(header(get("/scripts", anna), "location")).isEqualTo("/");
        assertThat(get("/scripts/picture?name=support-line", "").statusCode()).isEqualTo(401);
    }

    @Test
    void loggingInGivesAStrictCookieAndPutsTheAgentOnDuty() {
        HttpResponse<String> in = logIn("anna", DeskDemo.PASSWORD);
        assertThat(in.statusCode()).isEqualTo(303);
        String cookie = in.headers().allValues("set-cookie").stream()
                .filter(c -> c.startsWith("helpline="))
                .findFirst()
                .orElseThrow();
        assertThat(cookie)
                .contains("; HttpOnly", "; SameSite=Strict", "; Path=/")
                .doesNotContain("Secure");
        assertThat(house.heard()).containsExactly("anna LogIn[]");
        assertThat(header(get("/", session(in)), "location")).isEqualTo("/desk");
        assertThat(get("/desk", session(in)).statusCode()).isEqualTo(200);
        assertThat(json(get("/api/me", session(in)), "name")).isEqualTo("Anna Kaya");
    }

    @Test
    void behindHttpsTheCookieIsSecure() {
        HttpResponse<String> in = logIn("anna", DeskDemo.PASSWORD, "https://desk.example.com");
        assertThat(in.headers().allValues("set-cookie"))
                .anySatisfy(c -> assertThat(c).startsWith("helpline=").contains("; Secure"));
    }

    @ParameterizedTest
    @CsvSource({"anna, wrong password", "nobody, show me the desk", "'', ''", "anna, ''"})
    void aWrongNameAndAWrongPasswordGetTheSameAnswer(String name, String password) {
        HttpResponse<String> out = logIn(name, password);
        assertThat(out.statusCode()).isEqualTo(401);
        assertThat(out.body()).contains("Name or password is wrong.");
        assertThat(out.headers().allValues("set-cookie")).noneMatch(c -> c.startsWith("helpline="));
        assertThat(house.heard()).isEmpty();
    }

    @Test
    void guessingIsSlowedDownEvenWithTheRightPasswordAtTheEnd() {
        for (int i = 0; i < 5; i++) {
            assertThat(logIn("anna", "guess " + i).statusCode()).isEqualTo(401);
        }
        HttpResponse<String> sixth = logIn("anna", DeskDemo.PASSWORD);
        assertThat(sixth.statusCode()).isEqualTo(429);
        assertThat(header(sixth, "retry-after")).isNotEmpty();
        assertThat(logIn("ben", DeskDemo.PASSWORD).statusCode()).isEqualTo(303);
    }

    @Test
    void theNameIsEchoedAsTextOnly() {
        assertThat(logIn("\"><script>alert(1)</script>{{token}}", "x").body())
                .doesNotContain("<script>alert")
                .contains("&lt;script&gt;", "&#123;&#123;token");
    }

    @Test
    void aLoginWithoutTheFormsTokenIsRefused() {
        HttpResponse<String> out = post("/login", "", "name=anna&password=x&token=y", own(), "");
        assertThat(out.statusCode()).isEqualTo(403);
    }

    @Test
    void aPostNeedsTheSessionsToken() {
        String session = session(logIn("anna", DeskDemo.PASSWORD));
        String ready = "{\"command\":\"ready\"}";
        assertThat(post("/api/command", session, ready, own(), "").statusCode()).isEqualTo(403);
        assertThat(post("/api/command", session, ready, own(), "guess").statusCode())
                .isEqualTo(403);
        assertThat(house.heard()).containsExactly("anna LogIn[]");
        assertThat(post("/api/command", session, ready, own(), csrf(session)).statusCode())
                .isEqualTo(200);
        assertThat(house.heard()).containsExactly("anna LogIn[]", "anna Ready[]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example.net", "null", "", "http://127.0.0.1:1"})
    void anotherSitesPageCommandsNothing(String origin) {
        String session = session(logIn("anna", DeskDemo.PASSWORD));
        HttpResponse<String> out = post("/api/command", session, "{\"command\":\"ready\"}", origin, csrf(session));
        assertThat(out.statusCode()).isEqualTo(403);
        assertThat(house.heard()).containsExactly("anna LogIn[]");
    }

    @Test
    void aRefusedCommandAnswersWithTheSentence() {
        String session = session(logIn("anna", DeskDemo.PASSWORD));
        String csrf = csrf(session);
        HttpResponse<String> out = post("/api/command", session, "{\"command\":\"hold\"}", own(), csrf);
        assertThat(out.statusCode()).isEqualTo(409);
        assertThat(json(out, "error")).isEqualTo("There is no call in hand.");
        HttpResponse<String> bad = post("/api/command", session, "{\"command\":\"fly\"}", own(), csrf);
        assertThat(bad.statusCode()).isEqualTo(400);
        assertThat(json(bad, "error")).isEqualTo("This desk knows no such command.");
    }

    @Test
    void nobodyIsOfferedToTransferToThemselves() {
        String body =
                get("/api/targets", session(logIn("anna", DeskDemo.PASSWORD))).body();
        assertThat(body).contains("\"ben\"").doesNotContain("\"anna\"");
    }

    @Test
    void aSupervisorWhoIsNoAgentGetsTheBoardAndNoCommands() {
        String session = session(logIn("sam", DeskDemo.PASSWORD));
        assertThat(header(get("/", session), "location")).isEqualTo("/board");
        assertThat(header(get("/desk", session), "location")).isEqualTo("/board");
        assertThat(post("/api/command", session, "{\"command\":\"ready\"}", own(), csrf(session))
                        .statusCode())
                .isEqualTo(403);
        assertThat(house.heard()).isEmpty();
    }

    @Test
    void logOutEndsTheSessionAndTheDuty() {
        String session = session(logIn("anna", DeskDemo.PASSWORD));
        Page page = listen(session, "");
        HttpResponse<String> out = post("/logout", session, "{}", own(), csrf(session));
        assertThat(out.statusCode()).isEqualTo(200);
        assertThat(get("/api/me", session).statusCode()).isEqualTo(401);
        assertThat(house.heard()).endsWith("anna LogOut[]");
        await().until(() -> page.closeCode() == EventSocket.SESSION_ENDED);
    }

    @Test
    void logOutEndsADeskForgottenOnAnotherComputerToo() {
        String here = session(logIn("anna", DeskDemo.PASSWORD));
        String there = session(logIn("anna", DeskDemo.PASSWORD));
        post("/logout", here, "{}", own(), csrf(here));
        assertThat(get("/api/me", there).statusCode()).isEqualTo(401);
        assertThat(house.heard()).containsExactly("anna LogIn[]", "anna LogOut[]");
    }

    @Test
    void aRefusedLogOutKeepsTheSession() {
        String session = session(logIn("anna", DeskDemo.PASSWORD));
        house.refuse("Finish your call first.");
        HttpResponse<String> out = post("/logout", session, "{}", own(), csrf(session));
        assertThat(out.statusCode()).isEqualTo(409);
        assertThat(json(out, "error")).isEqualTo("Finish your call first.");
        assertThat(get("/api/me", session).statusCode()).isEqualTo(200);
    }

    @Test
    void anAgentInACallWhoLogsInAgainIsLeftAlone() {
        house.state(FakeHouse.ANNA, "talking", "");
        logIn("anna", DeskDemo.PASSWORD);
        assertThat(house.heard()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nothing, 404",
        "GET, /s/../accounts.json, 404",
        "GET, /s/0000/desk.js, 404",
        "GET, /%zz, 404",
        "DELETE, /login, 405",
        "GET, /logout, 405",
        "POST, /desk, 405",
        "BREW, /, 405",
        "GET, /events, 426",
        "HEAD, /login, 200",
    })
    void otherAddressesAndMethodsAreAnsweredPlainly(String method, String path, int status) throws IOException {
        String answer = raw(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login", "/nothing", "/api/me", "/health"})
    void everyAnswerCarriesTheGuards(String path) {
        HttpResponse<String> answer = get(path, "");
        assertThat(header(answer, "content-security-policy"))
                .contains("default-src 'self'", "frame-ancestors 'none'", "require-trusted-types-for 'script'")
                .doesNotContain("unsafe");
        assertThat(header(answer, "x-content-type-options")).isEqualTo("nosniff");
        assertThat(header(answer, "referrer-policy")).isEqualTo("same-origin");
        assertThat(header(answer, "permissions-policy").split(", "))
                .as("the page itself has microphone and loudspeakers, and nobody has more")
                .contains("microphone=(self)", "camera=()", "geolocation=()", "usb=()", "display-capture=()")
                .allMatch(power -> power.endsWith("=()") || power.matches("(microphone|speaker-selection)=\\(self\\)"));
        assertThat(header(answer, "cache-control")).isEqualTo("no-store");
    }

    @Test
    void filesAreKeptForEverUnderAnAddressThatChangesWithThem() {
        String page = get("/login", "").body();
        int at = page.indexOf("/s/");
        String css = page.substring(at, page.indexOf("/", at + 3)) + "/desk.css";
        HttpResponse<String> file = get(css, "");
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(header(file, "cache-control")).contains("immutable");
        assertThat(header(file, "content-type")).startsWith("text/css");
    }

    @Test
    void aNameThatIsNotOursIsRefused() throws IOException {
        assertThat(raw("GET /login HTTP/1.1\r\nHost: evil.example.net\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 421 ")
                .contains("desk.origins")
                .doesNotContain("evil");
        assertThat(raw("GET /login HTTP/1.1\r\nConnection: close\r\n\r\n")).startsWith("HTTP/1.1 421 ");
    }

    @Test
    void tooMuchIsRefused() throws IOException {
        assertThat(post("/login", "", "x".repeat(40_000), own(), "").statusCode())
                .isEqualTo(413);
        String close = "\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        assertThat(raw("GET /" + "x".repeat(3_000) + " HTTP/1.1" + close)).startsWith("HTTP/1.1 414 ");
        assertThat(raw("GET / HTTP/1.1\r\nX: " + "x".repeat(20_000) + close)).startsWith("HTTP/1.1 431 ");
        assertThat(raw("no http at all\r\n\r\n")).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void machinesAskForHealthAndMetricsFromThisMachineOnly() {
        assertThat(get("/health", "").body()).isEqualTo("{\"status\":\"up\",\"details\":{\"journal\":\"0 behind\"}}");
        assertThat(get("/metrics", "").body()).startsWith("# HELP");
        HttpRequest proxied =
                request("/metrics", "").header("x-forwarded-for", "192.0.2.1").build();
        assertThat(send(proxied).statusCode()).isEqualTo(403);
    }

    @Test
    void aConnectionThatDawdlesIsClosed() throws IOException {
        DeskServices services = DeskDemo.services(house, Clock.system(), DeskDemo.accounts());
        DeskServer.DeskTimes hurried =
                new DeskServer.DeskTimes(Duration.ofMillis(150), Duration.ofMillis(400), Duration.ofMillis(300));
        try (DeskServer hasty = DeskServer.start(
                        DeskDemo.settings("127.0.0.1:0", Duration.ofHours(1)), services, hurried, new Problems())
                .orElseThrow()) {
            try (Socket socket = connect(hasty)) {
                socket.getOutputStream().write("GET /login HT".getBytes(StandardCharsets.US_ASCII));
                assertThat(isClosed(socket)).isTrue();
            }
            try (Socket silent = connect(hasty)) {
                assertThat(isClosed(silent)).isTrue();
            }
        }
    }

    /** Waits for the end; what we wrote after it makes it a reset. */
    private static boolean isClosed(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() == -1;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            return true;
        }
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, is no address", "::1:80, is no address", "192.0.2.1:0, no such address"})
    void aWrongAddressIsAProblemThatNamesTheSetting(String listen, String what) throws IOException {
        Problems problems = new Problems();
        assertThat(DeskServer.start(
                        DeskDemo.settings(listen, Duration.ofHours(1)),
                        DeskDemo.services(house, Clock.system(), DeskDemo.accounts()),
                        problems))
                .isEmpty();
        assertThat(problems.all())
                .singleElement()
                .satisfies(p -> assertThat(p.what()).contains("desk.listen", what));
    }

    @Test
    void aBusyPortIsAProblemThatNamesTheSetting() throws IOException {
        int port = server.address().getPort();
        aWrongAddressIsAProblemThatNamesTheSetting(
                "127.0.0.1:" + port, "which cannot be listened on: TCP port " + port + " is taken");
    }

    @Test
    void thePageHearsThePopBeforeAnybodyAnswers() {
        Page page = listen(session(logIn("anna", DeskDemo.PASSWORD)), "");
        house.offer(FakeHouse.ANNA, new InteractionId("call-1"), Pops.one(), Duration.ofSeconds(3));
        await().until(() -> page.events().stream().anyMatch(e -> e.contains("Elif Demir")));
        assertThat(page.messages()).anyMatch(m -> m.contains("\"type\":\"board\""));
    }

    /** FIELD P64. */
    @Test
    void eventsResumeAfterALostConnectionExactlyOnce() {
        String session = session(logIn("anna", DeskDemo.PASSWORD));
        Page first = listen(session, "");
        await().until(() -> first.events().size() == 1);
        house.state(FakeHouse.ANNA, "ready", "");
        await().until(() -> first.events().size() == 2);
        server.dropConnections();
        await().until(first::isClosed);
        house.offer(FakeHouse.ANNA, new InteractionId("call-1"), Pops.one(), Duration.ofSeconds(3));
        house.answer(FakeHouse.ANNA);
        Page second = listen(session, first.lastId());
        house.end(FakeHouse.ANNA);
        await().until(() -> second.events().stream().anyMatch(e -> e.contains("\"phase\":\"wrap-up\"")));
        List<String> ids = second.events().stream().map(Page::id).toList();
        String epoch = first.lastId().substring(0, first.lastId().lastIndexOf('-') + 1);
        long last = Long.parseLong(first.lastId().substring(epoch.length()));
        for (int i = 0; i < ids.size(); i++) {
            assertThat(ids.get(i)).isEqualTo(epoch + (last + 1 + i));
        }
        assertThat(second.events()).noneMatch(e -> e.contains("\"type\":\"view\""));
        assertThat(second.events()).anyMatch(e -> e.contains("\"type\":\"offered\""));
    }

    @ParameterizedTest
    @CsvSource({"http://evil.example.net, true, 403", "own, false, 401"})
    void onlyOurOwnPagesOfPeopleLoggedInMayListen(String origin, boolean withCookie, int status) {
        String session = session(logIn("anna", DeskDemo.PASSWORD));
        String cookie = withCookie ? session : "helpline=guess";
        assertThatThrownBy(() -> open(cookie, "", origin.equals("own") ? own() : origin, new Page()))
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        e -> assertThat(e.getResponse().statusCode()).isEqualTo(status));
    }

    @Test
    void anIdleSessionEndsAndTakesTheAgentOffDuty() throws IOException {
        ManualClock clock = new ManualClock(Instant.parse("2026-11-22T02:15:03Z"));
        FakeHouse quiet = new FakeHouse(clock);
        Sessions sessions = new Sessions(clock, new SecureRandom(), Duration.ofMinutes(30), Optional::of);
        Duty duty = new Duty(quiet, new Feeds(quiet, () -> "e"), sessions);
        duty.begin(sessions.open(new Account("anna", Role.AGENT, ""), new DeskSession.Place("", ""))
                .session());
        clock.move(Duration.ofMinutes(30));
        duty.tick(clock.now());
        assertThat(quiet.heard()).containsExactly("anna LogIn[]");
        clock.move(Duration.ofSeconds(1));
        duty.tick(clock.now());
        duty.tick(clock.now());
        assertThat(quiet.heard()).containsExactly("anna LogIn[]", "anna LogOut[]");
    }

    private Page listen(String session, String after) {
        Page page = new Page();
        open(session, after, own(), page);
        return page;
    }

    private void open(String session, String after, String origin, Page page) {
        http.newWebSocketBuilder()
                .header("Cookie", session)
                .header("Origin", origin)
                .buildAsync(URI.create(server.url().replace("http:", "ws:") + "events?after=" + after), page)
                .join();
    }

    private HttpResponse<String> logIn(String name, String password) {
        return logIn(name, password, own());
    }

    private HttpResponse<String> logIn(String name, String password, String origin) {
        HttpResponse<String> form = get("/login", "");
        String cookie = header(form, "set-cookie").replaceFirst(";.*", "");
        String token = cookie.substring(cookie.indexOf('=') + 1);
        String body = "name=" + code(name) + "&password=" + code(password) + "&token=" + token;
        return post("/login", cookie, body, origin, "");
    }

    private String own() {
        return server.url().replaceFirst("/$", "");
    }

    private static String session(HttpResponse<String> in) {
        return in.headers().allValues("set-cookie").stream()
                .filter(c -> c.startsWith("helpline="))
                .findFirst()
                .orElseThrow()
                .replaceFirst(";.*", "");
    }

    private String csrf(String session) {
        return json(get("/api/me", session), "csrf");
    }

    private HttpResponse<String> get(String path, String cookie, String header, String value) {
        return send(request(path, cookie).header(header, value).build());
    }

    private HttpResponse<String> get(String path, String cookie) {
        return send(request(path, cookie).build());
    }

    private HttpResponse<String> post(String path, String cookie, String body, String origin, String csrf) {
        HttpRequest.Builder post = request(path, cookie)
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!origin.isEmpty()) {
            post.header("origin", origin);
        }
        if (!csrf.isEmpty()) {
            post.header("x-csrf-token", csrf);
        }
        return send(post.build());
    }

    private HttpRequest.Builder request(String path, String cookie) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(own() + path));
        return cookie.isEmpty() ? request : request.header("cookie", cookie);
    }

    private HttpResponse<String> send(HttpRequest request) {
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join();
    }

    private String raw(String request) throws IOException {
        try (Socket socket = connect(server)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Socket connect(DeskServer to) throws IOException {
        Socket socket = new Socket(to.address().getAddress(), to.address().getPort());
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static String header(HttpResponse<String> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private static String json(HttpResponse<String> response, String name) {
        return DeskJson.read(response.body()).path(name).asString("");
    }

    private static String code(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** A page that listens. */
    private static final class Page implements WebSocket.Listener {
        private final List<String> messages = new CopyOnWriteArrayList<>();
        private final List<Integer> closes = new CopyOnWriteArrayList<>();
        private final StringBuilder part = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            part.append(text);
            if (last) {
                messages.add(part.toString());
                part.setLength(0);
            }
            socket.request(1);
            return CompletableFuture.completedStage("");
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closes.add(code);
            return CompletableFuture.completedStage("");
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            closes.add(-1);
        }

        List<String> messages() {
            return messages;
        }

        List<String> events() {
            return messages.stream().filter(m -> !id(m).isEmpty()).toList();
        }

        String lastId() {
            return id(events().getLast());
        }

        boolean isClosed() {
            return !closes.isEmpty();
        }

        int closeCode() {
            return closes.isEmpty() ? 0 : closes.getFirst();
        }

        static String id(String message) {
            return DeskJson.read(message).path("id").asString("");
        }
    }
}
