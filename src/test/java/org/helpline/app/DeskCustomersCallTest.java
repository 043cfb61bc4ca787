package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Customers worked on at the desk, by HTTP, and their calls over real SIP. */
class DeskCustomersCallTest {

    private static final String KIM = "+49301234567";

    @TempDir
    private Path folder;

    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private Starting starting;
    private String desk = "";
    private String token = "";
    private InetSocketAddress sip = new InetSocketAddress(0);
    private Path customers = Path.of("");

    @BeforeEach
    void start() throws Exception {
        starting = new Starting(folder);
        customers = folder.resolve("customers.csv");
        Files.writeString(customers, "id,name,phones\nC-1,Ada,+44 7700 900123\n");
        Assembly.Running server = starting.mustStart("store.customers=" + customers);
        sip = new InetSocketAddress(InetAddress.getLoopbackAddress(), StudioCallTest.port(server));
        desk = server.server().desk().url();
        logIn(starting.command("password", "admin").out().strip().replaceAll("(?s).* ", ""));
    }

    @AfterEach
    void stop() {
        http.shutdownNow();
        starting.close();
    }

    private void logIn(String password) {
        String form = get("login").body();
        String once = form.replaceFirst("(?s).*name=\"token\" value=\"([^\"]+)\".*", "$1");
        send(HttpRequest.newBuilder(URI.create(desk + "login"))
                .header("origin", origin())
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("name=admin&token=" + once + "&password="
                        + URLEncoder.encode(password, StandardCharsets.UTF_8))));
        token = get("api/me").body().replaceFirst("(?s).*\"csrf\":\"([^\"]+)\".*", "$1");
    }

    private String origin() {
        return desk.replaceFirst("/$", "");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .join();
    }

    private HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(desk + path)));
    }

    private HttpResponse<String> post(String path, String json) {
        return send(HttpRequest.newBuilder(URI.create(desk + path))
                .header("origin", origin())
                .header("x-csrf-token", token)
                .POST(BodyPublishers.ofString(json)));
    }

    private String made(String number) {
        HttpResponse<String> made =
                post("api/customers", "{\"fields\":{\"name\":\"Kim Winter\"},\"numbers\":[\"" + number + "\"]}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
        return made.body().replaceFirst("(?s).*?\"id\":\"([^\"]+)\".*", "$1");
    }

    private String called(String from) throws IOException {
        return starting.storyOf(() -> {
            try (StagePhone phone = new StagePhone(from, sip)) {
                phone.call("100");
                phone.awaitHangUp(10_000);
            }
        });
    }

    @Test
    void aBlockedCallerIsRefusedWithASentenceBeforeAnyScriptUntilTheFlagIsTakenOff() throws Exception {
        String id = made(KIM);
        assertThat(post("api/customers/" + id + "/flags", "{\"flag\":\"blocked\",\"why\":\"\"}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(post("api/customers/" + id + "/flags", "{\"flag\":\"blocked\",\"why\":\"nothing but spam\"}")
                        .body())
                .contains("nothing but spam");
        String story = starting.storyOf(() -> {
            try (StagePhone kim = new StagePhone(KIM, sip)) {
                assertThatThrownBy(() -> kim.call("100")).hasMessageContaining("603");
            }
        });
        assertThat(story)
                .contains("The caller is blocked (nothing but spam; by admin")
                .doesNotContain("hears");
        assertThat(called("+447700900123")).contains("hears welcome");
        assertThat(post("api/customers/" + id + "/flags", "{\"flag\":\"blocked\",\"on\":false}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(called(KIM)).contains("hears welcome");
    }

    @Test
    void anEmergencyServiceThatCallsBackIsNeverRefused() throws Exception {
        String id = made("112");
        HttpResponse<String> blocked =
                post("api/customers/" + id + "/flags", "{\"flag\":\"blocked\",\"why\":\"loud\"}");
        assertThat(blocked.statusCode()).isEqualTo(409);
        assertThat(blocked.body()).contains("never blocked");
        String other = made(KIM);
        assertThat(post("api/customers/" + other + "/flags", "{\"flag\":\"blocked\",\"why\":\"loud\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(post("api/customers/" + other + "/reaches", "{\"kind\":\"number\",\"value\":\"112\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(called("112")).contains("hears welcome");
    }

    @Test
    void theTimelineShowsTheCallsOfEveryNumberAndForgettingDestroysWhatWasMadeHere() throws Exception {
        called(KIM);
        String id = made(KIM);
        assertThat(get("api/customers/" + id + "/timeline").body()).contains("\"kind\":\"in\"", "made here");
        assertThat(get("api/customers?q=kim").body()).contains(id);
        assertThat(get("api/customers/" + id + "/export").body()).contains("\"happenings\"", KIM);
        assertThat(starting.command("forget", KIM).out()).contains("had said of the number");
        assertThat(get("api/customers/" + id).statusCode()).isEqualTo(404);
        assertThat(get("api/customers?q=Kim").body()).isEqualTo("{\"customers\":[]}");
    }

    @Test
    void anImportAtTheDeskTellsBadLinesAndAnExportCannotBecomeAFormula() throws Exception {
        assertThat(post("api/customers/import", "{}").body()).contains("\"fine\":true");
        Files.writeString(customers, "id,name,phones\nC-1,Ada,#\nC-2,,\n");
        assertThat(post("api/customers/import", "{}").body())
                .contains(
                        "\"fine\":false", ":2:9: \\\"#\\\" is not a phone number.", ":3:5: This customer has no name.");
        post("api/customers/C-1", "{\"fields\":{\"name\":\"=cmd|' /C calc'!A0\"}}");
        String csv = get("api/customers/export").body();
        assertThat(csv).contains("C-1,'=cmd", "+447700900123");
        Files.writeString(customers, csv);
        assertThat(post("api/customers/import", "{}").body()).contains("\"fine\":true");
        assertThat(get("api/customers/C-1").body()).contains("\"name\":\"=cmd|' /C calc'!A0\"", "\"changed\":[");
    }
}
