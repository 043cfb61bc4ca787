package org.helpline.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.helpline.config.DeskSettings;
import org.helpline.core.Clock;
import org.helpline.core.Problems;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recordings that come over HTTP, from supervisors and from others. */
class UploadTest {

    private static final String WELCOME = Uploads.PATH + "?script=line&language=en&prompt=welcome";

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private OneRack rack;
    private DeskServer server;

    @BeforeEach
    void start() throws IOException {
        rack = new OneRack(folder);
        server = start(DeskServer.DeskTimes.USUAL);
    }

    private DeskServer start(DeskServer.DeskTimes times) throws IOException {
        DeskServices services =
                DeskDemo.services(new FakeHouse(Clock.system()), Clock.system(), DeskDemo.accounts(), rack.rooms());
        DeskSettings settings =
                DeskDemo.settings("127.0.0.1:0", Duration.ofHours(1)).with(1, DeskSettings.Https.NO);
        return DeskServer.start(settings, services, times, new Problems()).orElseThrow();
    }

    @AfterEach
    void stop() {
        http.shutdownNow();
        server.close();
    }

    @Test
    void aSupervisorUploadsARecordingByteForByte() throws IOException {
        byte[] sound = noise(900_000);
        Person sam = logIn("sam");
        HttpResponse<String> answer = sam.upload(WELCOME, sound);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"remark\":\"\"}");
        assertThat(rack.kept).containsExactly("line/en/welcome by sam");
        assertThat(rack.last).isEqualTo(sound);
        assertNothingIsLeft();
        assertThat(sam.upload(WELCOME, noise(10)).statusCode())
                .as("the connection goes on")
                .isEqualTo(200);
    }

    @Test
    void whatTheRackRefusesIsToldInItsWordsAndNotKept() throws IOException {
        Person sam = logIn("sam");
        HttpResponse<String> answer = sam.upload(Uploads.PATH + "?script=line&language=en&prompt=refused", noise(10));
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("This is no WAV file.");
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @CsvSource({
        "nobody, true, true, 401",
        "anna, true, true, 403", // an agent
        "sam, false, true, 403", // without the page's token
        "sam, true, false, 403", // from another site's page
    })
    void whoeverMayNotIsToldBeforeTheBodyIsTaken(String name, boolean token, boolean ours, int status)
            throws IOException {
        Person person = name.equals("nobody") ? new Person("", "") : logIn(name);
        HttpRequest.Builder request = person.request(WELCOME)
                .header("origin", ours ? own() : "https://evil.example")
                .POST(HttpRequest.BodyPublishers.ofByteArray(noise(700_000)));
        if (token) {
            request.header("x-csrf-token", person.csrf());
        }
        assertThat(send(request.build()).statusCode()).isEqualTo(status);
        assertThat(rack.kept).isEmpty();
        assertThat(rack.drafts.get()).as("not even a file was begun").isZero();
    }

    @Test
    void whatIsTooLargeByItsOwnWordIsRefusedAtOnce() throws IOException {
        Person sam = logIn("sam");
        HttpResponse<String> answer = sam.upload(WELCOME, noise(1_000_001));
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("at most 1 MB");
        assertThat(rack.drafts.get()).isZero();
    }

    @Test
    void whatDoesNotSayHowLargeItIsIsCountedAndNothingOfItStays() throws IOException {
        Person sam = logIn("sam");
        HttpRequest request = sam.request(WELCOME)
                .header("origin", own())
                .header("x-csrf-token", sam.csrf())
                .POST(HttpRequest.BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(noise(1_500_000)))) // chunked
                .build();
        assertThat(send(request).statusCode()).isEqualTo(413);
        assertThat(rack.kept).isEmpty();
        await().untilAsserted(this::assertNothingIsLeft);
    }

    @Test
    void anUploadThatIsBrokenOffLeavesNothing() throws IOException {
        Person sam = logIn("sam");
        try (Socket socket =
                new Socket(server.address().getAddress(), server.address().getPort())) {
            socket.getOutputStream().write(sam.head(WELCOME, 500_000).getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(noise(100_000));
            socket.getOutputStream().flush();
            await().untilAsserted(() -> assertThat(files()).hasSize(1));
        }
        await().untilAsserted(this::assertNothingIsLeft);
        assertThat(rack.kept).isEmpty();
        for (int i = 0; i < 6; i++) {
            assertThat(sam.upload(WELCOME, noise(10)).statusCode())
                    .as("it took no place for good")
                    .isEqualTo(200);
        }
    }

    @Test
    void anUploadThatTricklesIsBrokenOff() throws IOException {
        server.close();
        server =
                start(new DeskServer.DeskTimes(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofMillis(300)));
        Person sam = logIn("sam");
        try (Socket socket =
                new Socket(server.address().getAddress(), server.address().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(sam.head(WELCOME, 500_000).getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(noise(1_000));
            socket.getOutputStream().flush();
            assertThat(socket.getInputStream().read())
                    .as("the connection was closed")
                    .isEqualTo(-1);
        }
        await().untilAsserted(this::assertNothingIsLeft);
    }

    @Test
    void soManyAtOnceAndNoMore() throws IOException {
        Person sam = logIn("sam");
        Socket[] slow = new Socket[4];
        for (int i = 0; i < slow.length; i++) {
            slow[i] = new Socket(server.address().getAddress(), server.address().getPort());
            slow[i].getOutputStream().write(sam.head(WELCOME, 500_000).getBytes(StandardCharsets.US_ASCII));
            slow[i].getOutputStream().flush();
        }
        await().untilAsserted(() -> assertThat(files()).hasSize(4));
        assertThat(sam.upload(WELCOME, noise(10)).statusCode()).isEqualTo(503);
        for (Socket socket : slow) {
            socket.close();
        }
        await().untilAsserted(() ->
                assertThat(sam.upload(WELCOME, noise(10)).statusCode()).isEqualTo(200));
        await().untilAsserted(this::assertNothingIsLeft);
    }

    @Test
    void otherAddressesStillTakeSmallBodiesOnly() throws IOException {
        Person sam = logIn("sam");
        assertThat(sam.upload("/api/prompts/remove", noise(40_000)).statusCode())
                .isEqualTo(413);
        assertThat(rack.drafts.get()).isZero();
    }

    @Test
    void supervisorsSeeHearAndRemove() throws IOException {
        Person sam = logIn("sam");
        assertThat(sam.get("/prompts").body()).contains("prompts.js");
        assertThat(sam.get("/api/prompts").body()).contains("\"script\":\"line\"", "\"state\":\"missing\"");
        HttpResponse<String> sound = sam.get(WELCOME);
        assertThat(sound.statusCode()).isEqualTo(200);
        assertThat(sound.headers().firstValue("content-type")).contains("audio/wav");
        assertThat(sam.get(Uploads.PATH + "?script=line&language=en&prompt=none")
                        .statusCode())
                .isEqualTo(404);
        assertThat(sam.upload(
                                "/api/prompts/remove",
                                "{\"script\":\"line\",\"language\":\"en\",\"prompt\":\"welcome\"}"
                                        .getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(200);
        assertThat(rack.kept).containsExactly("line/en/welcome removed by sam");
        Person anna = logIn("anna");
        assertThat(anna.get("/api/prompts").statusCode()).isEqualTo(403);
        assertThat(anna.get(WELCOME).statusCode()).isEqualTo(403);
        assertThat(anna.get("/prompts").statusCode()).isEqualTo(303);
        assertThat(new Person("", "").get("/api/prompts").statusCode()).isEqualTo(401);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private void assertNothingIsLeft() throws IOException {
        assertThat(files()).isEmpty();
    }

    private static byte[] noise(int bytes) {
        byte[] noise = new byte[bytes];
        new Random(7).nextBytes(noise);
        return noise;
    }

    private String own() {
        return server.url().replaceFirst("/$", "");
    }

    private HttpResponse<String> send(HttpRequest request) {
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join();
    }

    private Person logIn(String name) {
        HttpResponse<String> form = new Person("", "").get("/login");
        String cookie = form.headers().firstValue("set-cookie").orElseThrow().replaceFirst(";.*", "");
        String body = "name=" + name + "&password=" + URLEncoder.encode(DeskDemo.PASSWORD, StandardCharsets.UTF_8)
                + "&token=" + cookie.substring(cookie.indexOf('=') + 1);
        HttpResponse<String> in = send(new Person(cookie, "")
                .request("/login")
                .header("origin", own())
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
        String session = in.headers().allValues("set-cookie").stream()
                .filter(c -> c.startsWith("helpline="))
                .findFirst()
                .orElseThrow()
                .replaceFirst(";.*", "");
        String csrf = DeskJson.read(new Person(session, "").get("/api/me").body())
                .path("csrf")
                .asString("");
        return new Person(session, csrf);
    }

    /** Somebody with a cookie and a token, or without. */
    private final class Person {
        private final String cookie;
        private final String csrf;

        private Person(String cookie, String csrf) {
            this.cookie = cookie;
            this.csrf = csrf;
        }

        private String csrf() {
            return csrf.isEmpty() ? "none" : csrf;
        }

        private HttpRequest.Builder request(String path) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(own() + path));
            return cookie.isEmpty() ? request : request.header("cookie", cookie);
        }

        private HttpResponse<String> get(String path) {
            return send(request(path).build());
        }

        private HttpResponse<String> upload(String path, byte[] body) {
            return send(request(path)
                    .header("origin", own())
                    .header("x-csrf-token", csrf())
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                    .build());
        }

        private String head(String path, int length) {
            return "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:"
                    + server.address().getPort() + "\r\nOrigin: "
                    + own() + "\r\nCookie: " + cookie + "\r\nX-CSRF-Token: " + csrf + "\r\nContent-Length: " + length
                    + "\r\n\r\n";
        }
    }
}
