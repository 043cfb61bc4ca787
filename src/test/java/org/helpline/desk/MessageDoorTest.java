package org.helpline.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.helpline.core.Clock;
import org.helpline.core.Problems;
import org.helpline.journal.Ratings;
import org.helpline.voicemail.Message.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages, call-backs, scores and notices on the desk's port: who sees what, and what they may do. */
class MessageDoorTest {

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final FakeHouse house = new FakeHouse(Clock.system());
    private Mailroom mailroom;
    private DeskServer server;

    @BeforeEach
    void start() throws IOException {
        mailroom = new Mailroom(folder);
        DeskServices services = DeskDemo.services(house, Clock.system(), DeskDemo.accounts(), mailroom.rooms());
        server = DeskServer.start(DeskDemo.settings("127.0.0.1:0", Duration.ofHours(1)), services, new Problems())
                .orElseThrow();
        mailroom.leave("c-1", "support", "Ada");
        mailroom.leave("c-2", "sales", "Bob");
        mailroom.notices.put("outage", false);
    }

    @AfterEach
    void stop() {
        http.shutdownNow();
        server.close();
        mailroom.close();
    }

    @Test
    void anAgentSeesTheMessagesOfTheirQueuesAndASupervisorAll() {
        assertThat(get("/api/messages", logIn("anna")).body())
                .contains("c-1", "Ada")
                .doesNotContain("c-2");
        assertThat(get("/api/messages", logIn("sam")).body()).contains("c-1", "c-2");
        assertThat(get("/api/messages", "").statusCode()).isEqualTo(401);
        assertThat(get("/messages", "").statusCode()).isEqualTo(303);
    }

    @Test
    void whatIsNotForAnAgentIsNotThereForThem() {
        String anna = logIn("anna");
        assertThat(get("/api/messages/sound?id=c-1", anna).statusCode()).isEqualTo(200);
        assertThat(get("/api/messages/sound?id=c-2", anna).statusCode()).isEqualTo(404);
        assertThat(get("/api/messages/sound?id=..%2F..%2Fs.db", anna).statusCode())
                .isEqualTo(404);
        assertThat(get("/api/messages/sound?id=c-1", "").statusCode()).isEqualTo(401);
        assertThat(mark(anna, "c-2", "done").statusCode()).isEqualTo(404);
        assertThat(mailroom.message("c-2").state()).isEqualTo(State.NEW);
    }

    @Test
    void whoMarksItIsKeptAndOnlySupervisorsDelete() {
        String anna = logIn("anna");
        assertThat(mark(anna, "c-1", "done").statusCode()).isEqualTo(200);
        assertThat(mailroom.message("c-1").by()).isEqualTo("anna");
        assertThat(mark(anna, "c-1", "deleted").statusCode()).isEqualTo(403);
        assertThat(mark(anna, "c-1", "lost").statusCode()).isEqualTo(400);
        assertThat(mark(logIn("sam"), "c-1", "deleted").statusCode()).isEqualTo(200);
        assertThat(get("/api/messages", anna).body()).doesNotContain("c-1");
        assertThat(get("/api/messages/sound?id=c-1", anna).statusCode()).isEqualTo(404);
    }

    @Test
    void withoutTheSessionsTokenNothingIsMarked() {
        String anna = logIn("anna");
        HttpRequest forged = request("/api/messages", anna)
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"id\":\"c-1\",\"state\":\"done\"}"))
                .build();
        assertThat(send(forged).statusCode()).isEqualTo(403);
        assertThat(mailroom.message("c-1").state()).isEqualTo(State.NEW);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-99, 206, 100, bytes 0-99/16044",
        "bytes=16000-, 206, 44, bytes 16000-16043/16044",
        "bytes=-10, 206, 10, bytes 16034-16043/16044",
        "bytes=0-999999, 206, 16044, bytes 0-16043/16044",
        "bytes=20000-, 416, -1, bytes */16044",
        "lines=1-2, 200, 16044, ''"
    })
    void aPlayerMayAskForAPart(String range, int status, int length, String told) throws Exception {
        HttpRequest asked = request("/api/messages/sound?id=c-1", logIn("anna"))
                .header("range", range)
                .build();
        HttpResponse<byte[]> part = http.send(asked, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(part.statusCode()).isEqualTo(status);
        if (length >= 0) {
            assertThat(part.body()).hasSize(length);
            assertThat(part.headers().firstValue("content-type")).contains("audio/wav");
            assertThat(part.headers().firstValue("cache-control")).contains("no-store");
        }
        assertThat(part.headers().firstValue("content-range").orElse("")).isEqualTo(told);
    }

    @Test
    void aRecordingThatSomebodyDeletedByHandIsToldPlainly() throws IOException {
        Files.delete(mailroom.voicemail.file(mailroom.message("c-1")));
        assertThat(get("/api/messages/sound?id=c-1", logIn("anna")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void supervisorsSwitchNoticesAndAgentsDoNot() {
        String sam = logIn("sam");
        assertThat(get("/api/notices", sam).body()).contains("\"outage\"", "false");
        assertThat(post("/api/notices", sam, "{\"name\":\"outage\",\"on\":true}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(mailroom.notices).containsEntry("outage", true);
        assertThat(post("/api/notices", sam, "{\"name\":\"nothing\",\"on\":true}")
                        .statusCode())
                .isEqualTo(409);
        String anna = logIn("anna");
        assertThat(get("/api/notices", anna).statusCode()).isEqualTo(403);
        assertThat(post("/api/notices", anna, "{\"name\":\"outage\",\"on\":false}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(mailroom.notices).containsEntry("outage", true);
    }

    @Test
    void supervisorsDeclareHoursAndSeeWhoDidAndAgentsDoNot() {
        String sam = logIn("sam");
        assertThat(get("/api/hours", sam).body())
                .contains("\"name\":\"office\"", "\"now\":\"open\"", "\"declared\":false");
        assertThat(post("/api/hours", sam, "{\"name\":\"office\",\"what\":\"closed\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(get("/api/hours", sam).body())
                .contains("\"now\":\"closed\"", "\"declared\":true", "\"story\":\"by " + mailroom.hours.by);
        assertThat(mailroom.hours.by).isNotEmpty();
        for (String wrong :
                List.of("{\"name\":\"offise\",\"what\":\"open\"}", "{\"name\":\"office\",\"what\":\"shut\"}", "{}")) {
            assertThat(post("/api/hours", sam, wrong).statusCode()).as(wrong).isEqualTo(409);
        }
        String anna = logIn("anna");
        assertThat(get("/api/hours", anna).statusCode()).isEqualTo(403);
        assertThat(post("/api/hours", anna, "{\"name\":\"office\",\"what\":\"open\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(get("/api/hours", "").statusCode()).isEqualTo(401);
        assertThat(mailroom.hours.declared).contains("closed");
        assertThat(post("/api/hours", sam, "{\"name\":\"office\",\"what\":\"as-written\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(mailroom.hours.declared).isEmpty();
    }

    @Test
    void anAgentSeesTheCallBacksOfTheirQueuesAndASupervisorAll() {
        Instant asked = Instant.parse("2026-11-22T10:00:00Z");
        mailroom.promised.promise("cb-1", "support", "+905321234567", asked, 0);
        mailroom.promised.promise("cb-2", "sales", "+905327654321", asked, 2);
        assertThat(get("/api/callbacks", logIn("anna")).body())
                .contains("cb-1", "+905321234567", "\"asked\":" + asked.toEpochMilli(), "\"attempts\":0")
                .doesNotContain("cb-2")
                .doesNotContain("+905327654321");
        assertThat(get("/api/callbacks", logIn("sam")).body()).contains("cb-1", "cb-2", "\"attempts\":2", "notBefore");
        assertThat(get("/api/callbacks", "").statusCode()).isEqualTo(401);
    }

    @Test
    void onlySupervisorsCancelCallBacksAndBringThemForward() {
        mailroom.promised.promise("cb-1", "support", "+905321234567", Instant.EPOCH, 0);
        String anna = logIn("anna");
        assertThat(act(anna, "cb-1", "cancel")).isEqualTo(403);
        assertThat(act(anna, "cb-1", "now")).isEqualTo(403);
        String sam = logIn("sam");
        assertThat(act(sam, "cb-1", "lose")).isEqualTo(400);
        assertThat(act(sam, "../cb-1", "cancel")).isEqualTo(404);
        assertThat(act(sam, "cb-1", "now")).isEqualTo(200);
        assertThat(act(sam, "cb-1", "cancel")).isEqualTo(200);
        assertThat(act(sam, "cb-1", "cancel")).as("it is over").isEqualTo(404);
        assertThat(mailroom.promised.heard())
                .containsExactly("now cb-1", "cancel cb-1 by sam at the desk", "cancel cb-1 by sam at the desk");
    }

    @Test
    void anAgentSeesTheirOwnScoresOfTodayAndASupervisorThoseOfAll() {
        mailroom.scores.addAll(List.of(
                new Ratings.Total("support", "anna", 5, 2, 9),
                new Ratings.Total("support", "ben", 5, 1, 2),
                new Ratings.Total("billing", "anna", 10, 1, 8),
                new Ratings.Total("", "", 5, 1, 1)));
        assertThat(get("/api/scores", logIn("anna")).body())
                .isEqualTo("{\"mine\":[{\"name\":\"anna\",\"most\":5,\"count\":2,\"sum\":9},"
                        + "{\"name\":\"anna\",\"most\":10,\"count\":1,\"sum\":8}]}");
        assertThat(get("/api/scores", logIn("sam")).body())
                .isEqualTo("{\"mine\":[],\"queues\":[{\"name\":\"billing\",\"most\":10,\"count\":1,\"sum\":8},"
                        + "{\"name\":\"support\",\"most\":5,\"count\":3,\"sum\":11}],"
                        + "\"agents\":[{\"name\":\"Anna Kaya\",\"most\":5,\"count\":2,\"sum\":9},"
                        + "{\"name\":\"Anna Kaya\",\"most\":10,\"count\":1,\"sum\":8},"
                        + "{\"name\":\"Ben Fischer\",\"most\":5,\"count\":1,\"sum\":2}]}");
        assertThat(get("/api/scores", "").statusCode()).isEqualTo(401);
    }

    private int act(String cookie, String id, String what) {
        return post("/api/callbacks", cookie, "{\"id\":\"" + id + "\",\"act\":\"" + what + "\"}")
                .statusCode();
    }

    private HttpResponse<String> mark(String cookie, String id, String state) {
        return post("/api/messages", cookie, "{\"id\":\"" + id + "\",\"state\":\"" + state + "\"}");
    }

    private HttpResponse<String> post(String path, String cookie, String json) {
        String csrf = DeskJson.read(get("/api/me", cookie).body()).path("csrf").asString("");
        return send(request(path, cookie)
                .header("content-type", "application/json")
                .header("x-csrf-token", csrf)
                .header("origin", own())
                .POST(HttpRequest.BodyPublishers.ofString(json))
                .build());
    }

    private String logIn(String name) {
        HttpResponse<String> form = get("/login", "");
        String token = form.body().replaceFirst("(?s).*name=\"token\"[^>]*value=\"([^\"]*)\".*", "$1");
        String cookie = form.headers().firstValue("set-cookie").orElse("").replaceFirst(";.*", "");
        String body = "name=" + name + "&token=" + code(token) + "&password=" + code(DeskDemo.PASSWORD);
        HttpResponse<String> in = send(request("/login", cookie)
                .header("content-type", "application/x-www-form-urlencoded")
                .header("origin", own())
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
        return in.headers().allValues("set-cookie").stream()
                .filter(c -> c.startsWith("helpline="))
                .findFirst()
                .orElseThrow(() -> new AssertionError(in.statusCode() + " " + in.body()))
                .replaceFirst(";.*", "");
    }

    private String own() {
        return "http://127.0.0.1:" + server.address().getPort();
    }

    private HttpResponse<String> get(String path, String cookie) {
        return send(request(path, cookie).build());
    }

    private HttpRequest.Builder request(String path, String cookie) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(own() + path));
        return cookie.isEmpty() ? request : request.header("cookie", cookie);
    }

    private HttpResponse<String> send(HttpRequest request) {
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join();
    }

    private static String code(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
