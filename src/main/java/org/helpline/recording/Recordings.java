package org.helpline.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.helpline.config.RecordingSettings;
import org.helpline.core.Clock;
import org.helpline.media.capture.SoundSink;
import org.helpline.media.codec.Opus;
import org.helpline.recording.Recording.File;
import org.helpline.recording.Recording.Pause;
import org.helpline.recording.Recording.State;
import org.helpline.store.Numbers;
import org.helpline.store.Store;
import org.helpline.store.Stored;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The recordings of conversations. One is in the store before its first sample is written; when it has ended its file is made from its draft, and what a
 * crash or a full disk leaves between the two is put right by {@link #mend}. Out of the store before its file is deleted. Any thread; answers come on
 * the store's threads or the executors.
 */
public final class Recordings {

    private static final Logger LOG = LoggerFactory.getLogger(Recordings.class);
    private static final String DRAFTS = "drafts";
    private static final String DRAFT = ".pcm";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu/MM/dd", Locale.ROOT);
    private static final Duration LEFT_OVER = Duration.ofDays(1);
    private static final int AT_ONCE = 500;

    private final Store store;
    private final RecordingSettings settings;
    private final Vault vault;
    private final Numbers numbers;
    private final Clock clock;
    private final ZoneId zone;
    private final Executor one;
    private final Opus opus = Opus.best();
    private final List<Told> listeners = new CopyOnWriteArrayList<>();

    /** Who hears what becomes of recordings. On whatever thread. */
    public interface Told {
        /** Its file is there. */
        void kept(Recording recording);

        /** It is deleted. {@code why}: {@code age}, {@code forget} or {@code by hand}; {@code by}: who did it. */
        void deleted(Recording recording, String why, String by);
    }

    /**
     * The recordings of these settings.
     *
     * @param zone whose days the folders are
     * @param one does one thing at a time: it makes files and deletes them, and may take long
     */
    public Recordings(
            Store store,
            RecordingSettings settings,
            Vault vault,
            Numbers numbers,
            Clock clock,
            ZoneId zone,
            Executor one) {
        this.store = store;
        this.settings = settings;
        this.vault = vault;
        this.numbers = numbers;
        this.clock = clock;
        this.zone = zone;
        this.one = one;
    }

    /** Tells of every file that is made or deleted. */
    public void onChange(Told listener) {
        listeners.add(listener);
    }

    // ---- a conversation

    /**
     * A conversation of which a recording begins.
     *
     * @param id letters, digits and dashes: the call's and a number
     * @param caller the caller's number as it came
     * @param keep how long it is kept; empty: as the settings say; zero: for ever
     */
    public record Beginning(String id, String call, String queue, String caller, String by, Optional<Duration> keep) {}

    /** Begins one. What is written to the sink is its sound: 8 kHz, 16 bit, two channels. */
    public SoundSink begin(Beginning what) {
        Instant now = clock.now();
        Duration keep = what.keep().orElse(settings.keep());
        Recording recording = new Recording(
                what.id(),
                what.call(),
                what.queue(),
                List.of(),
                now,
                Duration.ZERO,
                what.by(),
                List.of(),
                State.UNDER_WAY,
                File.NONE,
                keep.isZero() ? Optional.empty() : Optional.of(now.plus(keep)),
                "");
        String number = numbers.normalise(what.caller()).orElse("");
        store.write(tx -> Rows.insert(tx, recording, number)).thenAccept(stored -> {
            if (stored instanceof Stored.Failed<Integer>(var trouble)) {
                LOG.error("interaction={} recording={} is not in the store: {}", what.call(), what.id(), trouble);
            }
        });
        return new Draft(vault, draft(vault.named(what.id() + DRAFT)), settings.keepFree());
    }

    /** How a recording has ended. */
    public record Ending(String id, Duration length, List<String> agents, List<Pause> pauses, String trouble) {}

    /** It has ended, and its draft is closed: its file is made. */
    public void ended(Ending how) {
        store.write(tx -> Rows.ended(tx, how.id(), how.length(), how.agents(), how.pauses(), how.trouble()))
                .thenComposeAsync(_ -> find(how.id()), one)
                .thenAcceptAsync(found -> found.ifPresent(this::make), one);
    }

    private Path draft(String name) {
        return settings.folder().resolve(DRAFTS).resolve(name);
    }

    private Optional<Path> draftOf(Recording recording) {
        return Stream.of(recording.id() + DRAFT + Vault.SEALED, recording.id() + DRAFT)
                .map(this::draft)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** Makes the file of a draft. Blocks; on the one thread. */
    private void make(Recording recording) {
        Optional<Path> draft = draftOf(recording);
        try {
            if (draft.isEmpty() || vault.isEmpty(draft.get())) {
                nothing(recording, draft);
                return;
            }
            Recording made = made(recording, draft.get());
            Stored<Integer> stored = store.write(tx -> Rows.kept(tx, made.id(), made.length(), made.what()))
                    .toCompletableFuture()
                    .join();
            if (stored instanceof Stored.Done<Integer>(Integer rows)) {
                Files.deleteIfExists(draft.get());
                kept(made, rows > 0);
            }
        } catch (IOException e) {
            LOG.error(
                    "recording={} stays a draft, and is tried again in an hour and at the next start: {}",
                    recording.id(),
                    e.toString());
        }
    }

    private void nothing(Recording recording, Optional<Path> draft) {
        LOG.warn("recording={} has no sound: nothing could be written", recording.id());
        store.write(tx -> Rows.delete(tx, recording.id())).toCompletableFuture().join();
        draft.ifPresent(Recordings::delete);
    }

    private void kept(Recording made, boolean isWanted) {
        if (!isWanted) {
            delete(file(made)); // it was deleted while its file was made
            return;
        }
        LOG.info(
                "interaction={} recording={} of {} s is kept",
                made.call(),
                made.id(),
                made.length().toSeconds());
        listeners.forEach(l -> l.kept(made));
    }

    private Recording made(Recording recording, Path draft) throws IOException {
        Container container = Container.of(settings.format());
        String path =
                DAY.format(recording.at().atZone(zone)) + "/" + vault.named(recording.id() + "." + container.suffix());
        Path target = settings.folder().resolve(path);
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try (FileSource pcm = vault.openCut(draft)) {
            FileSink sink = vault.create(part);
            try (sink) {
                container.write(pcm, sink, recording.id().hashCode(), opus);
            }
            File file = new File(
                    path, sink.bytes(), settings.format().word(), sink.storedHash(), sink.plainHash(), vault.keyId());
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            long millis = pcm.size() / Container.FRAME * 1_000 / Container.RATE;
            return new Recording(
                    recording.id(),
                    recording.call(),
                    recording.queue(),
                    recording.agents(),
                    recording.at(),
                    Duration.ofMillis(millis),
                    recording.by(),
                    recording.pauses(),
                    State.KEPT,
                    file,
                    recording.until(),
                    recording.trouble());
        } finally {
            Files.deleteIfExists(part);
        }
    }

    // ---- looking and listening

    /** The recordings of a call, oldest first; empty where they cannot be read just now. */
    public CompletionStage<List<Recording>> ofCall(String call) {
        return store.read(tx -> Rows.ofCall(tx, call)).thenApply(s -> s.ifDone().orElse(List.of()));
    }

    /** The recordings of all these calls; empty where they cannot be read just now. */
    public CompletionStage<List<Recording>> ofCalls(List<String> calls) {
        return calls.isEmpty()
                ? CompletableFuture.completedStage(List.of())
                : store.read(tx -> calls.stream()
                                .flatMap(call -> Rows.ofCall(tx, call).stream())
                                .toList())
                        .thenApply(s -> s.ifDone().orElse(List.of()));
    }

    /** The recording of this id. */
    public CompletionStage<Optional<Recording>> find(String id) {
        return store.read(tx -> Rows.find(tx, id)).thenApply(s -> s.ifDone().flatMap(r -> r));
    }

    /** Recordings whose id begins so: none, one, or two if there are more. */
    public CompletionStage<List<Recording>> beginning(String prefix) {
        return store.read(tx -> Rows.beginning(tx, prefix))
                .thenApply(s -> s.ifDone().orElse(List.of()));
    }

    /**
     * Recordings, the newest first.
     *
     * @param queue whose; empty: any; {@code agent} likewise
     * @param from when they began, {@code to} exclusive
     */
    public CompletionStage<List<Recording>> search(String queue, String agent, Instant from, Instant to, int most) {
        Rows.Search search = new Rows.Search(queue, agent, from, to, most);
        return store.read(tx -> Rows.search(tx, search))
                .thenApply(s -> s.ifDone().orElse(List.of()));
    }

    /** Its sound as it is when it is not encrypted, to be closed. Blocks. */
    public FileSource open(Recording recording) throws IOException {
        return vault.open(file(recording));
    }

    /** The media type of its sound. */
    public static String type(Recording recording) {
        return recording.what().format().equals(RecordingSettings.Format.OPUS.word())
                ? Container.OPUS.type()
                : Container.WAV.type();
    }

    /** The name under which its sound may be given away, without a folder. */
    public static String fileName(Recording recording) {
        return recording.id() + (type(recording).equals(Container.OPUS.type()) ? ".ogg" : ".wav");
    }

    /** The file on the disk. */
    public Path file(Recording recording) {
        return settings.folder().resolve(recording.what().path());
    }

    /** How many recordings each key has that is not in the ring: nobody can open them. */
    public CompletionStage<SortedMap<String, Integer>> withoutKey() {
        return store.read(Rows::countByKey).thenApply(s -> {
            SortedMap<String, Integer> counts = new TreeMap<>(s.ifDone().orElse(Map.of()));
            counts.keySet().removeIf(vault::has);
            return counts;
        });
    }

    /** Whether the file is what was written, told in a sentence if it is not. Blocks. */
    public Optional<String> fault(Recording recording) {
        return Verification.fault(this, recording);
    }

    // ---- the end

    /** Deletes a recording and its file; false if there was none. {@code why} and {@code by} as listeners are told. Blocks. */
    public boolean delete(Recording recording, String why, String by) {
        boolean was = store.write(tx -> Rows.delete(tx, recording.id()))
                .toCompletableFuture()
                .join()
                .ifDone()
                .orElse(false);
        if (was) {
            if (recording.isKept()) {
                delete(file(recording));
            }
            draftOf(recording).ifPresent(Recordings::delete);
            LOG.info("interaction={} recording={} deleted: {}, by {}", recording.call(), recording.id(), why, by);
            listeners.forEach(l -> l.deleted(recording, why, by));
        }
        return was;
    }

    /** How many there are of this number. */
    public CompletionStage<Integer> countOf(String number) {
        return ofNumber(number).thenApply(List::size);
    }

    private CompletionStage<List<Recording>> ofNumber(String number) {
        String own = numbers.normalise(number).orElse("");
        return own.isEmpty()
                ? CompletableFuture.completedStage(List.of())
                : store.read(tx -> Rows.ofNumber(tx, own))
                        .thenApply(s -> s.ifDone().orElse(List.of()));
    }

    /** Deletes all of this number. */
    public CompletionStage<Integer> forget(String number) {
        return ofNumber(number)
                .thenApplyAsync(
                        all -> {
                            all.forEach(r -> delete(r, "forget", "forget"));
                            return all.size();
                        },
                        one);
    }

    /** Deletes what has been kept for its time. Blocks. */
    public void expire() {
        store.read(tx -> Rows.due(tx, clock.now(), AT_ONCE))
                .toCompletableFuture()
                .join()
                .ifDone()
                .orElse(List.of())
                .forEach(r -> delete(r, "age", "server"));
    }

    /** Makes the files that a crash or a full disk has left undone. {@code all}: those under way too, at start, when none is. */
    public void mend(boolean all) {
        one.execute(() -> {
            store.read(Rows::notKept).toCompletableFuture().join().ifDone().orElse(List.of()).stream()
                    .filter(r -> all || r.state() == State.ENDED)
                    .forEach(this::make);
            if (all) {
                tidy();
            }
        });
    }

    /** Drafts that no row knows. */
    private void tidy() {
        Path drafts = settings.folder().resolve(DRAFTS);
        Instant old = clock.now().minus(LEFT_OVER);
        try (Stream<Path> files = Files.isDirectory(drafts) ? Files.list(drafts) : Stream.empty()) {
            files.filter(f -> isOlder(f, old)).forEach(Recordings::delete);
        } catch (IOException e) {
            LOG.warn("{} cannot be tidied: {}", drafts, e.toString());
        }
    }

    private static boolean isOlder(Path file, Instant than) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(than);
        } catch (IOException gone) {
            return false;
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (NoSuchFileException gone) {
            // by hand
        } catch (IOException e) {
            LOG.warn("{} cannot be deleted: {}", file, e.toString());
        }
    }
}
