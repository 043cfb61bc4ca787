package org.helpline.config;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What {@code speech.properties} knows. */
final class SpeechKeys {

    private static final String COMMAND = "command";
    private static final String HTTP = "http";
    private static final Set<String> OURS = Set.of("connection", "content-length", "expect", "host", "upgrade");
    private static final String OPTIONS_EXPECTED = "language: options pairs, such as en: -s 150, tr: -s 140";

    static final Key<List<String>> ENGINES = Key.of(
            "speech.engines",
            COMMAND,
            Shapes.list(Shapes.matching("command or http", t -> t.equals(COMMAND) || t.equals(HTTP))));
    static final Key<String> CACHE = Key.of("speech.cache", "speech", Shapes.oneLine());
    static final Key<Integer> CACHE_SIZE = Key.of("speech.cache-megabytes", "500", Shapes.whole(1, 1_000_000));
    static final Key<Integer> AT_ONCE = Key.of("speech.at-once", "2", Shapes.whole(1, 64));

    static final Key<List<String>> PLAYER = Key.of("speech.player", "", Shapes.words());

    static final Key<List<String>> PROGRAM =
            Key.of("speech.command", "espeak-ng --stdin -v {voice} -w {out}", Shapes.words());
    static final Key<Map<String, String>> VOICES = Key.of(
            "speech.voices", "en: en-gb, tr: tr", Shapes.pairs("language: voice pairs, such as en: en-gb, tr: tr"));
    static final Key<Map<String, String>> OPTIONS = Key.of("speech.options", "", Shapes.pairs(OPTIONS_EXPECTED));
    static final Key<String> VERSION = Key.of("speech.version", "", Shapes.text());
    static final Key<Duration> TIMEOUT = Key.of("speech.timeout", "20s", Shapes.duration("1s", "10m"));

    static final Key<Optional<String>> URL = Key.of(
            "speech.http-url",
            "",
            Shapes.matching("an address such as https://tts.example.org/speak", SpeechKeys::isUrl)
                    .orNothing());
    static final Key<String> METHOD = Key.of(
            "speech.http-method", "POST", Shapes.matching("GET or POST", t -> t.equals("GET") || t.equals("POST")));
    static final Key<Map<String, String>> HEADERS = Key.of(
            "speech.http-headers",
            "",
            new Shape<>("name: value pairs, such as Authorization: Bearer {secret}", SpeechKeys::headers));
    static final Key<String> BODY = Key.of(
            "speech.http-body",
            "{\"text\": \"{text}\", \"voice\": \"{voice}\"}",
            new Shape<>("JSON, or a text that does not begin with { or [", SpeechKeys::body));
    static final Key<EngineSettings.Sound> AUDIO = Key.of(
            "speech.http-audio", "wav", new Shape<>("wav, or pcm and its rate, such as pcm 24000", SpeechKeys::audio));
    static final Key<String> FIELD = Key.of("speech.http-audio-field", "", Shapes.text());
    static final Key<Optional<String>> SECRET =
            Key.secret("speech.http-secret", Shapes.oneLine().orNothing());
    static final Key<Optional<String>> SECRET_FILE =
            Key.of("speech.http-secret-file", "", Shapes.oneLine().orNothing());
    static final Key<Map<String, String>> HTTP_VOICES =
            Key.of("speech.http-voices", "", Shapes.pairs("language: voice pairs, such as en: alloy, tr: nova"));
    static final Key<Map<String, String>> HTTP_OPTIONS =
            Key.of("speech.http-options", "", Shapes.pairs("language: options pairs, such as en: 1.0, tr: 0.9"));
    static final Key<String> HTTP_VERSION = Key.of("speech.http-version", "", Shapes.text());
    static final Key<Duration> HTTP_TIMEOUT = Key.of("speech.http-timeout", "10s", Shapes.duration("1s", "10m"));
    static final Key<Integer> RETRIES = Key.of("speech.http-retries", "1", Shapes.whole(0, 10));

    static final List<Key<?>> ALL = List.of(
            ENGINES,
            CACHE,
            CACHE_SIZE,
            AT_ONCE,
            PLAYER,
            PROGRAM,
            VOICES,
            OPTIONS,
            VERSION,
            TIMEOUT,
            URL,
            METHOD,
            HEADERS,
            BODY,
            AUDIO,
            FIELD,
            SECRET,
            SECRET_FILE,
            HTTP_VOICES,
            HTTP_OPTIONS,
            HTTP_VERSION,
            HTTP_TIMEOUT,
            RETRIES);

    private SpeechKeys() {}

    static SpeechSettings read(Values values, Path data, Path conf) {
        List<String> names = values.get(ENGINES).stream().distinct().toList();
        Optional<EngineSettings> program = program(values);
        Optional<EngineSettings> service = service(values, conf, names.contains(HTTP)); // read also when it is not used
        List<EngineSettings> engines = new ArrayList<>();
        names.forEach(name -> (name.equals(HTTP) ? service : program).ifPresent(engines::add));
        return new SpeechSettings(
                List.copyOf(engines),
                data.resolve(values.get(CACHE)),
                values.get(CACHE_SIZE) * 1_000_000L,
                values.get(AT_ONCE),
                values.get(PLAYER));
    }

    private static Optional<EngineSettings> program(Values values) {
        List<String> command = values.get(PROGRAM);
        return command.isEmpty()
                ? Optional.empty()
                : Optional.of(new EngineSettings.Program(
                        command,
                        new EngineSettings.Voices(
                                values.get(VOICES), values.get(OPTIONS), values.get(VERSION), values.get(TIMEOUT))));
    }

    private static Optional<EngineSettings> service(Values values, Path conf, boolean used) {
        Optional<String> url = values.get(URL);
        if (url.isEmpty() && used) {
            values.problem(
                    ENGINES.name(), "The engine http has no address.", "Set speech.http-url, or leave http out.");
        }
        Optional<Secret> secret = secret(values, conf);
        if (used) {
            checkSecret(values, url.orElse(""), secret);
        }
        EngineSettings service = new EngineSettings.Service(
                url.orElse(""),
                values.get(METHOD),
                values.get(HEADERS),
                values.get(METHOD).equals("GET") ? "" : values.get(BODY),
                values.get(AUDIO),
                values.get(FIELD),
                secret,
                values.get(RETRIES),
                new EngineSettings.Voices(
                        values.get(HTTP_VOICES),
                        values.get(HTTP_OPTIONS),
                        values.get(HTTP_VERSION),
                        values.get(HTTP_TIMEOUT)));
        return url.map(_ -> service);
    }

    /** Headers and address are shown by {@code config show}: a secret stands in them by reference only. */
    private static void checkSecret(Values values, String url, Optional<Secret> secret) {
        Map<String, String> headers = values.get(HEADERS);
        headers.forEach((name, value) -> {
            if (name.toLowerCase(Locale.ROOT).matches(".*(authorization|key|token|secret).*")
                    && !value.contains("{secret}")) {
                values.problem(
                        HEADERS.name(),
                        "The header " + name + " says a secret where everybody reads it.",
                        "Write " + name + ": {secret}, and the secret into speech.http-secret or a file.");
            }
        });
        boolean used = url.contains("{secret}")
                || values.get(BODY).contains("{secret}")
                || headers.values().stream().anyMatch(v -> v.contains("{secret}"));
        if (used && secret.isEmpty()) {
            values.problem(
                    SECRET.name(),
                    "{secret} is written, and there is none.",
                    "Set speech.http-secret-file, or HELPLINE_SPEECH_HTTP_SECRET in the environment.");
        }
    }

    private static Optional<Secret> secret(Values values, Path conf) {
        Optional<String> file = values.get(SECRET_FILE);
        Optional<String> secret = values.get(SECRET);
        if (file.isPresent() && secret.isPresent()) {
            values.problem(
                    SECRET_FILE.name(), "There is an http-secret and an http-secret-file.", "Keep one of the two.");
        }
        return file.isPresent() ? fromFile(values, conf.resolve(file.get())) : secret.map(Secret::new);
    }

    private static Optional<Secret> fromFile(Values values, Path file) {
        try {
            String text = Files.readString(file).strip();
            if (text.matches("\\P{Cntrl}+")) {
                return Optional.of(new Secret(text));
            }
            values.problem(SECRET_FILE.name(), "The file " + file + " holds no secret.", "Write it in one line.");
        } catch (IOException e) {
            values.problem(
                    SECRET_FILE.name(),
                    "The file " + file + " cannot be read.",
                    "Write the secret alone into it and let this user read it.");
        }
        return Optional.empty();
    }

    /** What is filled in may change a path's segment or a parameter, never the host. */
    private static boolean isUrl(String text) {
        try {
            URI uri = URI.create(text.replaceAll("\\{(text|voice|language|options|secret)}", "x"));
            String own = text.replaceFirst("^https?://([^/?#]*).*$", "$1");
            return text.matches("https?://.+")
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && !own.contains("{");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static Optional<Map<String, String>> headers(String text) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String part : Shapes.commas(text)) {
            int colon = part.indexOf(':');
            String name = colon < 1 ? "" : part.substring(0, colon).strip();
            String value = part.substring(colon + 1).strip();
            if (!name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+")
                    || OURS.contains(name.toLowerCase(Locale.ROOT))
                    || !value.matches("\\P{Cntrl}+")) {
                return Optional.empty();
            }
            headers.put(name, value);
        }
        return Optional.of(Map.copyOf(headers));
    }

    private static Optional<String> body(String text) {
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return Optional.of(text);
        }
        try {
            JsonMapper.builder().build().readTree(text);
            return Optional.of(text);
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static Optional<EngineSettings.Sound> audio(String text) {
        if (text.equals("wav")) {
            return Optional.of(new EngineSettings.Sound.Wav());
        }
        return text.matches("pcm +[0-9]{4,6}")
                ? Optional.of(new EngineSettings.Sound.Pcm(
                                Integer.parseInt(text.substring(3).strip())))
                        .filter(p -> p.rate() >= 8_000 && p.rate() <= 192_000)
                        .<EngineSettings.Sound>map(p -> p)
                : Optional.empty();
    }
}
