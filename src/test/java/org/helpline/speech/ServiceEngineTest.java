package org.helpline.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.helpline.config.EngineSettings;
import org.helpline.config.EngineSettings.Sound;
import org.helpline.config.Secret;
import org.helpline.config.SpeechSettings;
import org.helpline.core.ManualClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A speech service over real HTTP on loopback. */
class ServiceEngineTest {

    private static final Path RECORDING = Path.of("hello.wav");
    private static final String SECRET = "s3cret-of-ours";
    private static final byte[] SOUND = WavBytes.of(new byte[320], 16_000);
    private static final String BODY =
            "{\"text\": \"{text}\", \"voice\": {\"name\": \"{voice}\", \"speed\": \"{options}\"}}";

    @TempDir
    private Path dir;

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T09:00:00Z"));
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private FakeService service;

    @BeforeEach
    void begin() throws IOException {
        service = new FakeService(new FakeService.Answer(200, SOUND));
    }

    @AfterEach
    void end() {
        service.close();
        threads.shutdownNow();
    }

    @Test
    void sendsTextVoiceAndOptionsAsJsonAndTheSecretInItsHeader() throws IOException {
        Path file = spoken(speaker(engine()).speak(text("en", "Say \"hi\"\\ {voice} Grüße")));
        assertThat(Files.readAllBytes(file)).isEqualTo(SOUND);
        assertThat(service.asked)
                .containsExactly(
                        new FakeService.Asked(
                                "POST",
                                "/speak",
                                "Bearer " + SECRET,
                                "application/json",
                                "{\"text\":\"Say \\\"hi\\\"\\\\ {voice} Grüße\",\"voice\":{\"name\":\"alloy\",\"speed\":0.9}}"));
    }

    @Test
    void aGetCarriesEverythingInItsAddressWhereNothingCanLeadElsewhere() {
        EngineSettings get = new EngineSettings.Service(
                service.url() + "/speak?q={text}&v={voice}",
                "GET",
                Map.of(),
                "",
                new Sound.Wav(),
                "",
                Optional.empty(),
                0,
                voices(""));
        spoken(speaker(get).speak(text("tr", "a&v=b#c/../d şu")));
        assertThat(service.asked)
                .extracting(FakeService.Asked::target)
                .containsExactly("/speak?q=a%26v%3Db%23c%2F..%2Fd%20%C5%9Fu&v=nova");
    }

    @Test
    void bareSamplesBecomeAWavFile() throws IOException {
        service.answers(new FakeService.Answer(200, new byte[] {1, 2, 3, 4}));
        byte[] file = Files.readAllBytes(
                spoken(speaker(engine(new Sound.Pcm(24_000), "", 0)).speak(english())));
        assertThat(file).hasSize(48).startsWith('R', 'I', 'F', 'F').endsWith(1, 2, 3, 4);
        assertThat((file[24] & 0xff) | ((file[25] & 0xff) << 8)).isEqualTo(24_000);
    }

    @Test
    void audioWithinJsonIsTakenFromItsField() throws IOException {
        String base64 = Base64.getEncoder().encodeToString(SOUND);
        service.answers(FakeService.Answer.of(200, "{\"result\": {\"audio\": \"" + base64 + "\"}}"));
        Path file = spoken(speaker(engine(new Sound.Wav(), "result.audio", 0)).speak(english()));
        assertThat(Files.readAllBytes(file)).isEqualTo(SOUND);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | no such key s3cret-of-ours | answered 401: no such key ********; look at the secret and the headers",
                "404 | ''                         | answered 404; look at speech.http-url",
                "400 | unknown voice              | answered 400: unknown voice; look at the address and the body",
                "302 | ''                         | answered 302; look at the address and the body",
                "429 | slow down                  | answered 429: slow down; it is asked too much: lower speech.at-once",
                "500 | '<html>\n\u001b[31m oops'  | answered 500: <html> [31m oops; the service is broken, ask later",
                "200 | '{\"a\": 1}'               | answered no WAV file: {\"a\": 1}; ask it for WAV",
                "200 | ''                         | answered well but sent nothing; look at the body that is sent",
            })
    void whatWentWrongIsOnePlainSentenceWithoutTheSecret(int status, String body, String why) {
        service.answers(FakeService.Answer.of(status, body));
        assertThat(why(speaker(engine(new Sound.Wav(), "", 0)).speak(english())))
                .startsWith(service.url().substring(7) + " " + why)
                .endsWith(", or record hello.wav")
                .doesNotContain(SECRET);
        assertThat(service.asked).hasSize(1);
    }

    @Test
    void isAskedAgainAfterWhatMayBecomeBetter() {
        service.answers(
                FakeService.Answer.of(503, "busy"),
                FakeService.Answer.of(429, "busy"),
                new FakeService.Answer(200, SOUND));
        spoken(speaker(engine(new Sound.Wav(), "", 2)).speak(english()));
        assertThat(service.asked).hasSize(3);
    }

    @Test
    void isNotAskedAgainAfterWhatWillNot() {
        service.answers(FakeService.Answer.of(400, "no"));
        why(speaker(engine(new Sound.Wav(), "", 5)).speak(english()));
        assertThat(service.asked).hasSize(1);
    }

    @Test
    void aServiceThatNeverAnswersIsGivenUp() {
        service.answers(new FakeService.Answer(0, new byte[0]));
        EngineSettings hasty = engine(new Sound.Wav(), "", 0, Duration.ofMillis(400));
        assertThat(why(speaker(hasty).speak(english()))).contains("took longer than 400 ms");
    }

    @Test
    void aServiceThatIsNotThereIsToldSo() {
        service.close();
        assertThat(why(speaker(engine(new Sound.Wav(), "", 0)).speak(english())))
                .contains("cannot be reached (")
                .contains("; look at speech.http-url and the network");
    }

    @Test
    void theNextEngineSpeaksWhereTheFirstFails() {
        service.answers(FakeService.Answer.of(500, "broken"));
        Speaker speaker = speaker(engine(), program());
        assertThat(spoken(speaker.speak(english()))).exists();
        assertThat(speaker.name()).isEqualTo(service.url().substring(7) + ", then sh");
    }

    @Test
    void whatBothEnginesSayIsTold() {
        service.answers(FakeService.Answer.of(500, "broken"));
        EngineSettings missing = new EngineSettings.Program(List.of("no-such-voice"), voices(""));
        assertThat(why(speaker(engine(new Sound.Wav(), "", 0), missing).speak(english())))
                .matches(".* answered 500: broken; .*\\. Then no-such-voice is not installed, .*");
    }

    @Test
    void aCallerHearsWhatIsCachedOfAnyEngineButAheadTheFirstIsAskedAgain() {
        service.answers(FakeService.Answer.of(500, "broken"));
        Speaker speaker = speaker(engine(new Sound.Wav(), "", 0), program());
        Path second = spoken(speaker.speak(english()));
        service.answers(new FakeService.Answer(200, SOUND));
        int before = service.asked.size();
        assertThat(spoken(speaker.speak(english()))).isEqualTo(second);
        assertThat(service.asked).hasSize(before);
        Path first = spoken(speaker.speakAhead(List.of(english()), _ -> {}).getFirst());
        assertThat(first).isNotEqualTo(second);
        assertThat(spoken(speaker.speak(english()))).isEqualTo(first);
    }

    @Test
    void anEngineThatFailedThreeTimesRestsSoThatNobodyWaitsForIt() {
        service.answers(FakeService.Answer.of(503, "busy"));
        Speaker speaker = speaker(engine(new Sound.Wav(), "", 0));
        for (int i = 0; i < 5; i++) {
            why(speaker.speak(text("en", "Text " + i)));
        }
        assertThat(service.asked).hasSize(3);
        assertThat(why(speaker.speak(english()))).contains("(it failed 3 times and is not asked for 30 s)");
        clock.move(Duration.ofSeconds(30));
        service.answers(new FakeService.Answer(200, SOUND));
        spoken(speaker.speak(english()));
        spoken(speaker.speak(text("en", "One more")));
        assertThat(service.asked).hasSize(5);
    }

    @Test
    void aWrongTextDoesNotMakeTheEngineRest() {
        service.answers(FakeService.Answer.of(400, "what is that?"));
        Speaker speaker = speaker(engine(new Sound.Wav(), "", 0));
        for (int i = 0; i < 5; i++) {
            why(speaker.speak(text("en", "Text " + i)));
        }
        assertThat(service.asked).hasSize(5);
    }

    /** FIELD P19: a cache that returns the old voice after anything that shapes the sound has changed; a new secret is none. */
    @Test
    void anyChangeOfTheServiceThatIsHeardIsANewFileButAnotherSecretIsNot() {
        EngineSettings.Service plain = (EngineSettings.Service) engine();
        List<EngineSettings> changed = List.of(
                plain,
                with(plain, plain.url() + "?v=2", plain.body(), plain.audio(), voices("")),
                with(plain, plain.url(), BODY.replace("speed", "rate"), plain.audio(), voices("")),
                with(plain, plain.url(), plain.body(), new Sound.Pcm(8_000), voices("")),
                with(plain, plain.url(), plain.body(), plain.audio(), voices("of May")),
                with(
                        plain,
                        plain.url(),
                        plain.body(),
                        plain.audio(),
                        voices(Map.of("en", "echo"), Map.of("en", "0.9"))),
                with(
                        plain,
                        plain.url(),
                        plain.body(),
                        plain.audio(),
                        voices(Map.of("en", "alloy"), Map.of("en", "1.1"))));
        List<Path> files = new ArrayList<>();
        changed.forEach(e -> files.add(spoken(speaker(e).speak(english()))));
        assertThat(files).doesNotHaveDuplicates();
        EngineSettings otherKey = new EngineSettings.Service(
                plain.url(),
                plain.method(),
                plain.headers(),
                plain.body(),
                plain.audio(),
                plain.field(),
                Optional.of(new Secret("another")),
                plain.retries(),
                plain.voices());
        assertThat(spoken(speaker(otherKey).speak(english()))).isEqualTo(files.getFirst());
    }

    private static EngineSettings with(
            EngineSettings.Service s, String url, String body, Sound audio, EngineSettings.Voices voices) {
        return new EngineSettings.Service(
                url, s.method(), s.headers(), body, audio, s.field(), s.secret(), s.retries(), voices);
    }

    private EngineSettings engine() {
        return engine(new Sound.Wav(), "", 1);
    }

    private EngineSettings engine(Sound audio, String field, int retries) {
        return engine(audio, field, retries, Duration.ofSeconds(20));
    }

    private EngineSettings engine(Sound audio, String field, int retries, Duration timeout) {
        EngineSettings.Voices voices = voices("");
        return new EngineSettings.Service(
                service.url() + "/speak",
                "POST",
                Map.of("Authorization", "Bearer {secret}"),
                BODY,
                audio,
                field,
                Optional.of(new Secret(SECRET)),
                retries,
                new EngineSettings.Voices(voices.names(), voices.options(), "", timeout));
    }

    private static EngineSettings.Voices voices(String version) {
        return new EngineSettings.Voices(
                Map.of("en", "alloy", "tr", "nova"), Map.of("en", "0.9"), version, Duration.ofSeconds(20));
    }

    private static EngineSettings.Voices voices(Map<String, String> names, Map<String, String> options) {
        return new EngineSettings.Voices(names, options, "", Duration.ofSeconds(20));
    }

    /** Speaks with the shell: a WAV header and the text. */
    private static EngineSettings program() {
        String said = "printf RIFF----WAVEfmt----------------------data----;cat";
        return new EngineSettings.Program(List.of("sh", "-c", said), voices(""));
    }

    private Speaker speaker(EngineSettings... engines) {
        return new Speaker(new SpeechSettings(List.of(engines), dir.resolve("cache"), 1_000_000, 2), threads, clock);
    }

    private static Utterance english() {
        return text("en", "Hello");
    }

    private static Utterance text(String language, String text) {
        return new Utterance(language, text, RECORDING);
    }

    private static Path spoken(Rendering rendering) {
        assertThat(rendering).isInstanceOf(Rendering.Spoken.class);
        return ((Rendering.Spoken) rendering).file();
    }

    private static String why(Rendering rendering) {
        assertThat(rendering).isInstanceOf(Rendering.NotSpoken.class);
        return ((Rendering.NotSpoken) rendering).why();
    }
}
