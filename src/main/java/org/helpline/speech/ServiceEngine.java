package org.helpline.speech;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.helpline.config.EngineSettings;
import org.helpline.config.Secret;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A service of the web that speaks.
 *
 * <p>Redirects are not followed, since they could carry the secret elsewhere; an answer is believed up to {@link #MOST_BYTES}. What
 * is told of a failure never holds the secret.
 */
final class ServiceEngine implements Engine {

    /** The largest answer, in bytes: 60 MB as for recordings, and a third more for Base64. */
    static final int MOST_BYTES = 80 << 20;

    private static final int MOST_COMPLAINT = 200;
    private static final Duration PAUSE = Duration.ofMillis(400);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final EngineSettings.Service settings;
    private final HttpClient client;

    /** {@code executor} of virtual threads carries the client's own work. */
    ServiceEngine(EngineSettings.Service settings, Executor executor) {
        this.settings = settings;
        this.client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.voices().timeout())
                .executor(executor)
                .build();
    }

    @Override
    public String name() {
        return settings.url().replaceFirst("^https?://([^/?#]*).*$", "$1");
    }

    @Override
    public EngineSettings.Voices voices() {
        return settings.voices();
    }

    @Override
    public Optional<String> missing() {
        return Optional.empty(); // only asking it would tell
    }

    @Override
    public List<String> identity(Wish wish) {
        return List.of(
                "service",
                settings.voices().version(),
                settings.method(),
                settings.url(),
                new TreeMap<>(settings.headers()).toString(),
                settings.body(),
                settings.audio().toString(),
                settings.field());
    }

    @Override
    public Optional<Failure> render(Wish wish, Path out) throws IOException {
        Answer answer = ask(request(wish));
        for (int more = 0; more < settings.retries() && answer.mayBecomeBetter(); more++) {
            pause(PAUSE.multipliedBy(more + 1L));
            answer = ask(request(wish));
        }
        return switch (answer) {
            case Answer.None none -> Optional.of(new Failure(none.why(), none.isDown()));
            case Answer.Bytes bytes -> keep(bytes.bytes(), out);
        };
    }

    private sealed interface Answer {

        boolean mayBecomeBetter();

        @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
        record Bytes(byte[] bytes) implements Answer {
            @Override
            public boolean mayBecomeBetter() {
                return false;
            }
        }

        record None(String why, boolean isDown, boolean mayBecomeBetter) implements Answer {}
    }

    private Answer ask(HttpRequest request) {
        CompletableFuture<HttpResponse<byte[]>> asked = client.sendAsync(
                request, HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), MOST_BYTES));
        try {
            // the client's own time limit ends with the headers
            return answer(asked.get(settings.voices().timeout().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return tooSlow();
        } catch (ExecutionException e) {
            return e.getCause() instanceof HttpTimeoutException ? tooSlow() : unreachable(e);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Answer.None(name() + " was not waited for, since the server stops; try again", false, false);
        } finally {
            asked.cancel(true);
        }
    }

    private Answer tooSlow() {
        return new Answer.None(
                name() + " took longer than " + settings.voices().timeout().toMillis()
                        + " ms; ask later, or raise speech.http-timeout",
                true,
                true);
    }

    private Answer unreachable(ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new Answer.None(
                name() + " cannot be reached (" + plain(why) + "); look at speech.http-url and the network",
                true,
                true);
    }

    private Answer answer(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status == 200) {
            return new Answer.Bytes(response.body());
        }
        boolean better = status == 429 || status == 408 || status >= 500;
        boolean down = better || status == 401 || status == 403 || status == 404;
        return new Answer.None(
                name() + " answered " + status + complaint(response.body()) + advice(status), down, better);
    }

    private static String advice(int status) {
        return switch (status) {
            case 401, 403 -> "; look at the secret and the headers";
            case 404 -> "; look at speech.http-url";
            case 429 -> "; it is asked too much: lower speech.at-once";
            default -> status >= 500 ? "; the service is broken, ask later" : "; look at the address and the body";
        };
    }

    private String complaint(byte[] body) {
        String text = plain(new String(body, 0, Math.min(body.length, 4 * MOST_COMPLAINT), StandardCharsets.UTF_8));
        return text.isEmpty() ? "" : ": " + text;
    }

    /** Someone else's words in one short line, without control characters and without the secret. */
    private String plain(String text) {
        String masked = settings.secret()
                .map(Secret::value)
                .map(s -> text.replace(s, "********"))
                .orElse(text);
        String line = masked.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() > MOST_COMPLAINT ? line.substring(0, MOST_COMPLAINT) + " …" : line;
    }

    private HttpRequest request(Wish wish) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("text", wish.text());
        values.put("voice", wish.voice());
        values.put("language", wish.language());
        values.put("options", wish.options());
        values.put("secret", settings.secret().map(Secret::value).orElse(""));
        Map<String, String> encoded = new LinkedHashMap<>();
        values.forEach((name, value) -> encoded.put(
                name, URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20")));
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(FilledBody.fill(settings.url(), encoded)))
                .timeout(settings.voices().timeout());
        boolean typed = settings.headers().keySet().stream()
                .anyMatch(n -> n.toLowerCase(Locale.ROOT).equals("content-type"));
        settings.headers().forEach((name, value) -> request.header(name, FilledBody.fill(value, values)));
        if (settings.method().equals("GET")) {
            return request.build();
        }
        if (!typed) {
            request.header(
                    "Content-Type",
                    FilledBody.isJson(settings.body()) ? "application/json" : "text/plain; charset=UTF-8");
        }
        return request.POST(HttpRequest.BodyPublishers.ofString(FilledBody.of(settings.body(), values)))
                .build();
    }

    private Optional<Failure> keep(byte[] answered, Path out) throws IOException {
        Optional<byte[]> sound = settings.field().isEmpty() ? Optional.of(answered) : decoded(answered);
        if (sound.isEmpty() || sound.get().length == 0) {
            return Optional.of(new Failure(
                    settings.field().isEmpty()
                            ? name() + " answered well but sent nothing; look at the body that is sent"
                            : name() + " answered no Base64 in '" + settings.field()
                                    + "'; look at speech.http-audio-field",
                    false));
        }
        byte[] wav = switch (settings.audio()) {
            case EngineSettings.Sound.Wav _ -> sound.get();
            case EngineSettings.Sound.Pcm pcm -> WavBytes.of(sound.get(), pcm.rate());
        };
        if (!WavBytes.isWav(wav)) {
            return Optional.of(new Failure(
                    name() + " answered no WAV file" + complaint(wav) + "; ask it for WAV, or set speech.http-audio to"
                            + " what it sends",
                    false));
        }
        Files.write(out, wav);
        return Optional.empty();
    }

    private Optional<byte[]> decoded(byte[] answered) {
        try {
            JsonNode node = JSON.readTree(answered);
            for (String part : settings.field().split("\\.", -1)) {
                node = node.path(part);
            }
            return node.isString() ? Optional.of(Base64.getMimeDecoder().decode(node.stringValue())) : Optional.empty();
        } catch (JacksonException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** On a virtual thread, of which there are enough. */
    private static void pause(Duration time) {
        var _ = new CompletableFuture<Boolean>()
                .completeOnTimeout(true, time.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
