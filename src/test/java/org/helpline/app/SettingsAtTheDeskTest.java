package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.helpline.app.stage.StagePhone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An administrator changes settings at the desk of a running server; callers and phones notice it at once. */
class SettingsAtTheDeskTest {

    private static final long PATIENCE = 20_000;
    private static final String AGENTS = """
            # Who works here.

            [ada]
            name = Ada
            role = administrator

            [anna]
            queues = billing
            always-ready = yes
            phone-secret = secret-of-anna
            """;
    private static final String QUEUES = "[support]\nmax-wait = 0\n[billing]\n";

    @TempDir
    private Path folder;

    private final JsonMapper json = JsonMapper.builder().build();
    private Reloading house;
    private String desk = "";

    /** One person's browser. */
    private final class Browsing {
        private final HttpClient http =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
        private final String token;
        private final String me;

        Browsing(String name, String password) {
            String form =
                    send(HttpRequest.newBuilder(URI.create(desk + "login"))).body();
            String once = form.replaceFirst("(?s).*name=\"token\" value=\"([^\"]+)\".*", "$1");
            send(HttpRequest.newBuilder(URI.create(desk + "login"))
                    .header("origin", desk.replaceFirst("/$", ""))
                    .header("content-type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("name=" + name + "&token=" + once + "&password="
                            + URLEncoder.encode(password, StandardCharsets.UTF_8))));
            this.me = send(HttpRequest.newBuilder(URI.create(desk + "api/me"))).body();
            this.token = json.readTree(me).path("csrf").asString("");
        }

        HttpResponse<String> get(String path) {
            return send(HttpRequest.newBuilder(URI.create(desk + path)));
        }

        HttpResponse<String> post(String path, String body) {
            return send(HttpRequest.newBuilder(URI.create(desk + path))
                    .header("origin", desk.replaceFirst("/$", ""))
                    .header("x-csrf-token", token)
                    .POST(BodyPublishers.ofString(body)));
        }

        private HttpResponse<String> send(HttpRequest.Builder request) {
            return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                    .join();
        }

        /** The mark of a section as the page has it. */
        String mark(String family, String section) {
            for (JsonNode s : json.readTree(
                            get("api/admin/settings?family=" + family).body())
                    .path("sections")) {
                if (s.path("name").asString("").equals(section)) {
                    return s.path("mark").asString("");
                }
            }
            return "";
        }

        HttpResponse<String> change(String family, String section, String settings) {
            return post(
                    "api/admin/change",
                    "{\"family\":\"%s\",\"section\":\"%s\",\"mark\":\"%s\",\"settings\":{%s}}"
                            .formatted(family, section, mark(family, section), settings));
        }
    }

    @BeforeEach
    void start() throws IOException {
        Files.createDirectories(folder.resolve("conf"));
        Files.writeString(folder.resolve("conf/queues.ini"), QUEUES);
        house = new Reloading(folder, AGENTS);
        desk = house.server().desk().url();
    }

    @AfterEach
    void stop() {
        house.close();
    }

    private String passwordOf(String name) {
        return house.starting().command("password", name).out().strip().replaceAll("(?s).* ", "");
    }

    private String agents() throws IOException {
        return Files.readString(folder.resolve("conf/agents.ini"));
    }

    @Test
    @DisplayName(
            "P84: what an administrator saves is in the file, in force while a caller waits, and undone to the byte")
    void anAgentWhoIsGivenAQueueIsRungForWhoWaitsThere() throws Exception {
        Browsing ada = new Browsing("ada", passwordOf("ada"));
        try (StagePhone anna = new StagePhone("anna", house.sip());
                StagePhone caller = new StagePhone("+905321234567", house.sip())) {
            anna.register("secret-of-anna");
            caller.call("100");
            HttpResponse<String> saved = ada.change("agents", "anna", "\"queues\":\"billing, support\"");
            assertThat(saved.body()).contains("\"number\":1").contains("anna changed (queues)");
            assertThat(anna.awaitRing(PATIENCE)).isTrue();
            anna.answer();
        }
        assertThat(agents()).isEqualTo(AGENTS.replace("queues = billing", "queues = billing, support"));
        assertThat(house.starting().command("settings").out())
                .contains("1  ", "ada  agents.ini [anna]", "    - queues = billing\n    + queues = billing, support\n");
        assertThat(ada.post("api/admin/undo", "{\"number\":1}").statusCode()).isEqualTo(200);
        assertThat(agents()).isEqualTo(AGENTS);
        assertThat(house.starting().command("settings", "undo", "1").err()).contains("undone already, by change 2");
        assertThat(house.starting().command("settings", "undo", "2").code()).isZero();
        assertThat(agents()).contains("billing, support");
        assertThat(house.starting().command("audit").out())
                .contains("/api/admin/change  family=agents section=anna  done", "/api/admin/undo", "settings  undo 2");
    }

    @Test
    void aNewPersonLogsInWithWhatIsShownOnceAndComesInNoMoreWhenGone() throws Exception {
        Browsing ada = new Browsing("ada", passwordOf("ada"));
        JsonNode made = json.readTree(
                        ada.change("agents", "zoe", "\"queues\":\"support\"").body())
                .path("made");
        assertThat(made.size()).isEqualTo(1);
        String password = made.get(0).path("password").asString("");
        Browsing zoe = new Browsing("zoe", password);
        assertThat(zoe.me).contains("\"agent\":\"zoe\"");
        try (StagePhone phone = new StagePhone("zoe", house.sip())) {
            phone.register(made.get(0).path("secret").asString(""));
        }
        assertThat(ada.get("api/admin/settings?family=agents").body()).doesNotContain(password);
        assertThat(ada.change("agents", "zoe", "\"role\":\"supervisor\"").statusCode())
                .isEqualTo(200);
        assertThat(zoe.get("api/notices").statusCode())
                .as("a role counts at once")
                .isEqualTo(200);
        String another = json.readTree(
                        ada.post("api/admin/password", "{\"name\":\"zoe\"}").body())
                .path("made")
                .get(0)
                .path("password")
                .asString("");
        assertThat(zoe.get("api/me").statusCode()).as("the old password let in").isEqualTo(401);
        assertThat(new Browsing("zoe", another).me).contains("zoe");
        String gone = "{\"family\":\"agents\",\"section\":\"zoe\",\"mark\":\"%s\",\"remove\":true}"
                .formatted(ada.mark("agents", "zoe"));
        assertThat(ada.post("api/admin/change", gone).statusCode()).isEqualTo(200);
        assertThat(new Browsing("zoe", another).me).doesNotContain("zoe");
        assertThat(agents()).isEqualTo(AGENTS);
    }

    @Test
    void whatIsWrongIsToldAtItsFieldAndNothingIsWritten() throws IOException {
        Browsing ada = new Browsing("ada", passwordOf("ada"));
        HttpResponse<String> refused = ada.change("agents", "anna", "\"queues\":\"suport\",\"weight\":\"0\"");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body())
                .contains("{\"key\":\"queues\",\"what\":\"There is no queue named suport.\"")
                .contains("{\"key\":\"weight\"");
        assertThat(agents()).isEqualTo(AGENTS);
    }
}
