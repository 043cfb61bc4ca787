package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import java.time.Duration;
import org.helpline.sdp.AudioCodec;
import org.helpline.speech.WavBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording that a supervisor uploads at the desk is what the next caller hears, over real SIP and RTP. */
class UploadCallTest {

    private static final int HERTZ = 700;

    @TempDir
    private Path folder;

    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @Test
    void theNextCallerHearsWhatASupervisorHasUploaded() throws Exception {
        try (Starting starting = new Starting(folder)) {
            Path prompt = starting.scripts().resolve("line/prompts/en/welcome.wav");
            byte[] before = Files.readAllBytes(prompt);
            Assembly.Running server = starting.mustStart();
            String desk = server.server().desk().url();
            String token = logIn(
                    desk, starting.command("password", "admin").out().strip().replaceAll("(?s).* ", ""));
            HttpResponse<String> answer = send(HttpRequest.newBuilder(
                            URI.create(desk + "api/prompts/sound?script=line&language=en&prompt=welcome"))
                    .header("origin", origin(desk))
                    .header("x-csrf-token", token)
                    .POST(BodyPublishers.ofByteArray(tone())));
            assertThat(answer.body()).isEqualTo("{\"remark\":\"\"}");
            assertThat(prompt).hasBinaryContent(tone());
            assertThat(prompt.resolveSibling("old")).isDirectoryContaining(f -> bytes(f).length == before.length);
            assertThat(starting.data().resolve("uploads")).isEmptyDirectory();
            try (SpeakingPhone phone = new SpeakingPhone(StudioCallTest.port(server), AudioCodec.PCMA)) {
                phone.call("100").untilTone(HERTZ, 5).untilBye(10);
            }
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> starting.command("calls", "show", "last").out().contains("the call ends"));
        }
    }

    private String logIn(String desk, String password) {
        String form = send(HttpRequest.newBuilder(URI.create(desk + "login"))).body();
        String token = form.replaceFirst("(?s).*name=\"token\" value=\"([^\"]+)\".*", "$1");
        send(HttpRequest.newBuilder(URI.create(desk + "login"))
                .header("origin", origin(desk))
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("name=admin&token=" + token + "&password="
                        + URLEncoder.encode(password, StandardCharsets.UTF_8))));
        return send(HttpRequest.newBuilder(URI.create(desk + "api/me")))
                .body()
                .replaceFirst("(?s).*\"csrf\":\"([^\"]+)\".*", "$1");
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .join();
    }

    private static String origin(String desk) {
        return desk.replaceFirst("/$", "");
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Two seconds. */
    private static byte[] tone() {
        byte[] pcm = new byte[2 * 2 * 8_000];
        for (int i = 0; i < pcm.length / 2; i++) {
            int sample = (int) (12_000 * Math.sin(2 * Math.PI * HERTZ * i / 8_000));
            pcm[2 * i] = (byte) sample;
            pcm[2 * i + 1] = (byte) (sample >> 8);
        }
        return WavBytes.of(pcm, 8_000);
    }
}
