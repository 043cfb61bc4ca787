package org.helpline.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.helpline.config.RecordingSettings;
import org.helpline.config.RecordingSettings.Format;
import org.helpline.config.StoreSettings;
import org.helpline.core.ManualClock;
import org.helpline.core.Problems;
import org.helpline.media.capture.SoundSink;
import org.helpline.recording.Recording.Pause;
import org.helpline.recording.Recording.State;
import org.helpline.store.Numbers;
import org.helpline.store.Store;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Recordings on a real store and a real disk, from the first sample to the end of their time; all on one thread. */
class RecordingsTest {

    private static final String ADA = "+905321234567";
    private static final String CALL = "20261122-093000-7f3a9c";

    @TempDir
    Path data;

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T09:30:00Z"));
    private final Random random = new Random(9);
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final ExecutorService one = Executors.newSingleThreadExecutor();
    private Store store;
    private KeyRing ring;
    private Recordings recordings;
    private int keepFree;

    @BeforeEach
    void open() throws IOException {
        Problems problems = new Problems();
        store = Store.open(
                        new StoreSettings(data.resolve("s.db"), data.resolve("spill"), data.resolve("c.csv"), "TR"),
                        problems)
                .orElseThrow(() -> new AssertionError(problems.all()));
        ring = KeyRing.open(data.resolve("keys"), random);
        recordings = recordings(Format.WAV);
    }

    @AfterEach
    void close() {
        one.close();
        store.close();
    }

    private Recordings recordings(Format format) {
        RecordingSettings settings = new RecordingSettings(
                data.resolve("recordings"),
                format,
                Duration.ofDays(90),
                Optional.empty(),
                Optional.empty(),
                keepFree,
                false);
        Recordings made = new Recordings(
                store,
                settings,
                new Vault(Optional.of(ring), random, Disk.OURS),
                new Numbers("TR"),
                clock,
                ZoneOffset.UTC,
                one);
        made.onChange(new Recordings.Told() {
            @Override
            public void kept(Recording r) {
                told.add("kept " + r.id());
            }

            @Override
            public void deleted(Recording r, String why, String by) {
                told.add("deleted " + r.id() + " " + why + " " + by);
            }
        });
        return made;
    }

    private SoundSink begin(String id, Optional<Duration> keep) {
        return recordings.begin(new Recordings.Beginning(id, CALL, "support", ADA, "queue support", keep));
    }

    private void speak(SoundSink sink, int seconds) throws IOException {
        byte[] second = new byte[32_000];
        for (int i = 0; i < seconds; i++) {
            random.nextBytes(second);
            sink.append(ByteBuffer.wrap(second));
        }
    }

    private Recording keeps(String id, Optional<Duration> keep) throws IOException {
        SoundSink sink = begin(id, keep);
        sink.open();
        speak(sink, 3);
        sink.finish(24_000);
        recordings.ended(new Recordings.Ending(
                id,
                Duration.ofSeconds(3),
                List.of("anna", "ben"),
                List.of(new Pause(Duration.ofMillis(500), Duration.ofMillis(1_500), "anna")),
                ""));
        return kept(id);
    }

    /** What was handed to the store before has been done, and what that led to. */
    private void work() {
        for (int i = 0; i < 4; i++) {
            store.write(_ -> 0).toCompletableFuture().join();
            List<CompletableFuture<?>> reads = new ArrayList<>();
            for (int r = 0; r < 8; r++) {
                reads.add(store.read(_ -> 0).toCompletableFuture());
            }
            reads.forEach(CompletableFuture::join);
            CompletableFuture.runAsync(() -> {}, one).join();
        }
    }

    private Recording kept(String id) {
        await().atMost(Duration.ofSeconds(20)).until(() -> told.contains("kept " + id));
        return find(id).orElseThrow();
    }

    private Optional<Recording> find(String id) {
        return recordings.find(id).toCompletableFuture().join();
    }

    private List<String> files() throws IOException {
        Path folder = data.resolve("recordings");
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(f -> folder.relativize(f).toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void whatIsKeptIsWholeAndNamedByItsCallAlone(Format format) throws IOException {
        recordings = recordings(format);
        Recording kept = keeps(CALL + "-1", Optional.empty());
        String suffix = format == Format.OPUS ? "ogg" : "wav";
        assertThat(kept.state()).isEqualTo(State.KEPT);
        assertThat(kept.length()).isEqualTo(Duration.ofSeconds(3));
        assertThat(kept.agents()).containsExactly("anna", "ben");
        assertThat(kept.pauses()).containsExactly(new Pause(Duration.ofMillis(500), Duration.ofMillis(1_500), "anna"));
        assertThat(kept.what().path()).isEqualTo("2026/11/22/" + CALL + "-1." + suffix + ".sealed");
        assertThat(kept.what().key()).isEqualTo(ring.currentId());
        assertThat(files()).containsExactly(kept.what().path());
        assertThat(recordings.fault(kept)).isEmpty();
        assertThat(told).containsExactly("kept " + kept.id());
        try (FileSource source = recordings.open(kept)) {
            assertThat(new String(source.read(0, 4), java.nio.charset.StandardCharsets.US_ASCII))
                    .isEqualTo(format == Format.OPUS ? "OggS" : "RIFF");
        }
        assertThat(Recordings.fileName(kept)).endsWith("-1." + suffix);
    }

    @Test
    void aChangedFileIsNoticed() throws IOException {
        Recording kept = keeps(CALL + "-1", Optional.empty());
        Path file = recordings.file(kept);
        byte[] bytes = Files.readAllBytes(file);
        bytes[40_000] ^= 1;
        Files.write(file, bytes);
        assertThat(recordings.fault(kept)).hasValueSatisfying(f -> assertThat(f).contains("changed"));
        Files.delete(file);
        assertThat(recordings.fault(kept)).contains("its file is gone");
    }

    @Test
    void whatACrashLeavesIsKeptAtTheNextStart() throws IOException {
        SoundSink sink = begin(CALL + "-1", Optional.empty());
        sink.open();
        speak(sink, 4); // and nothing more: the chunks that are full are on the disk
        work();
        assertThat(find(CALL + "-1").orElseThrow().state()).isEqualTo(State.UNDER_WAY);
        recordings = recordings(Format.WAV);
        recordings.mend(true);
        Recording kept = kept(CALL + "-1");
        assertThat(kept.state()).isEqualTo(State.KEPT);
        assertThat(kept.length()).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(4));
        assertThat(recordings.fault(kept)).isEmpty();
        assertThat(files()).containsExactly(kept.what().path());
    }

    @Test
    void whatNobodyCouldWriteIsNotThere() {
        begin(CALL + "-1", Optional.empty());
        recordings.ended(new Recordings.Ending(CALL + "-1", Duration.ZERO, List.of(), List.of(), "the disk is full"));
        await().atMost(Duration.ofSeconds(20)).until(() -> find(CALL + "-1").isEmpty());
    }

    @Test
    void aDiskThatIsTooFullTakesNothing() {
        keepFree = Integer.MAX_VALUE;
        recordings = recordings(Format.WAV);
        SoundSink sink = begin(CALL + "-1", Optional.empty());
        assertThatThrownBy(sink::open).hasMessageContaining("recordings.keep-free-megabytes");
    }

    /** Nothing in it could ever become a file: it would be tried again at every start and every hour. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 27, 28, 1_000})
    void aDraftThatWasCutOffBeforeItsFirstChunkWasWholeIsTakenAway(int bytes) throws IOException {
        SoundSink sink = begin(CALL + "-1", Optional.empty());
        sink.open();
        speak(sink, 4);
        work();
        Path draft = data.resolve("recordings").resolve(files().getFirst());
        Files.write(draft, Arrays.copyOf(Files.readAllBytes(draft), bytes));
        recordings = recordings(Format.WAV);
        recordings.mend(true);
        await().atMost(Duration.ofSeconds(20)).until(() -> find(CALL + "-1").isEmpty() && files().isEmpty());
        assertThat(told).isEmpty();
    }

    @Test
    void whatADiskTookBeforeItWasFullIsKept() throws IOException {
        SoundSink sink = begin(CALL + "-1", Optional.empty());
        sink.open();
        speak(sink, 3);
        assertThat(sink.breakOff()).as("two chunks of a second and a little").isEqualTo(2 * Vault.CHUNK / 4);
        recordings.ended(
                new Recordings.Ending(CALL + "-1", Duration.ofSeconds(3), List.of(), List.of(), "the disk is full"));
        Recording kept = kept(CALL + "-1");
        assertThat(kept.length()).isEqualTo(Duration.ofMillis(2 * Vault.CHUNK / 32));
        assertThat(kept.trouble()).isEqualTo("the disk is full");
        assertThat(files()).containsExactly(kept.what().path());
    }

    @Test
    void eachIsDeletedWhenItsTimeIsOver() throws IOException {
        Recording soon = keeps(CALL + "-1", Optional.of(Duration.ofDays(7)));
        Recording usual = keeps(CALL + "-2", Optional.empty());
        Recording never = keeps(CALL + "-3", Optional.of(Duration.ZERO));
        told.clear();
        clock.move(Duration.ofDays(6));
        recordings.expire();
        assertThat(told).isEmpty();
        clock.move(Duration.ofDays(2));
        recordings.expire();
        assertThat(told).containsExactly("deleted " + soon.id() + " age server");
        clock.move(Duration.ofDays(3_650));
        recordings.expire();
        assertThat(told).hasSize(2).last().isEqualTo("deleted " + usual.id() + " age server");
        assertThat(files()).containsExactly(never.what().path());
        assertThat(find(usual.id())).isEmpty();
    }

    @Test
    void aCallerIsForgottenWithAllThatWasSaid() throws IOException {
        keeps(CALL + "-1", Optional.empty());
        Recording other = find(keepsOf("+905559998877", CALL + "-2")).orElseThrow();
        SoundSink goesOn = begin(CALL + "-3", Optional.empty());
        goesOn.open();
        speak(goesOn, 2);
        work();
        assertThat(recordings.countOf("0532 123 45 67").toCompletableFuture().join())
                .isEqualTo(2);
        assertThat(recordings.forget("0532 123 45 67").toCompletableFuture().join())
                .isEqualTo(2);
        assertThat(files()).containsExactly(other.what().path());
        goesOn.finish(16_000);
        recordings.ended(new Recordings.Ending(CALL + "-3", Duration.ofSeconds(2), List.of(), List.of(), ""));
        work();
        assertThat(files())
                .as("nor does it come back")
                .containsExactly(other.what().path());
        assertThat(recordings.ofCall(CALL).toCompletableFuture().join()).containsExactly(other);
    }

    private String keepsOf(String number, String id) throws IOException {
        SoundSink sink =
                recordings.begin(new Recordings.Beginning(id, CALL, "billing", number, "anna", Optional.empty()));
        sink.open();
        speak(sink, 1);
        sink.finish(8_000);
        recordings.ended(new Recordings.Ending(id, Duration.ofSeconds(1), List.of("cem"), List.of(), ""));
        return kept(id).id();
    }

    @Test
    void theyAreFoundByQueueAgentAndTime() throws IOException {
        keeps(CALL + "-1", Optional.empty());
        keepsOf(ADA, CALL + "-2");
        assertThat(found("", "")).containsExactlyInAnyOrder(CALL + "-1", CALL + "-2");
        assertThat(found("billing", "")).containsExactly(CALL + "-2");
        assertThat(found("", "ben")).containsExactly(CALL + "-1");
        assertThat(found("", "be")).isEmpty();
        assertThat(recordings
                        .search("", "", clock.now().plusSeconds(1), clock.now().plusSeconds(9), 9)
                        .toCompletableFuture()
                        .join())
                .isEmpty();
        assertThat(recordings.beginning(CALL).toCompletableFuture().join()).hasSize(2);
    }

    private List<String> found(String queue, String agent) {
        return recordings
                .search(queue, agent, Instant.EPOCH, clock.now().plusSeconds(1), 10)
                .toCompletableFuture()
                .join()
                .stream()
                .map(Recording::id)
                .toList();
    }

    @Test
    void itIsKnownHowManyNobodyCanOpenAnyMore() throws IOException {
        keeps(CALL + "-1", Optional.empty());
        keeps(CALL + "-2", Optional.empty());
        String lost = ring.currentId();
        assertThat(recordings.withoutKey().toCompletableFuture().join()).isEmpty();
        ring = KeyRing.open(data.resolve("other-keys"), random);
        recordings = recordings(Format.WAV);
        keeps(CALL + "-3", Optional.empty());
        assertThat(recordings.withoutKey().toCompletableFuture().join()).containsExactly(entry(lost, 2));
    }
}
