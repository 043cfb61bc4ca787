package org.helpline.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.helpline.admin.Metrics;
import org.helpline.call.CallTape;
import org.helpline.config.RecordingSettings;
import org.helpline.config.Settings;
import org.helpline.core.AgentId;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.core.QueueName;
import org.helpline.core.ServerFact;
import org.helpline.interaction.CallArchive;
import org.helpline.recording.Disk;
import org.helpline.recording.KeyRing;
import org.helpline.recording.Recording;
import org.helpline.recording.Recordings;
import org.helpline.recording.SealedFiles;
import org.helpline.recording.Vault;
import org.helpline.store.Numbers;
import org.helpline.store.Store;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The recording room as the hallway asks it, with its keys, its thread and what comes round. Any thread. */
final class Talks implements CallArchive {

    private static final Logger LOG = LoggerFactory.getLogger(Talks.class);
    private static final Duration LOOK = Duration.ofHours(1);

    private final Recordings recordings;
    private final Optional<KeyRing> ring;
    private final Supplier<Settings> settings;
    private final AtomicLong brokenOff = new AtomicLong();

    private Talks(Recordings recordings, Optional<KeyRing> ring, Supplier<Settings> settings) {
        this.recordings = recordings;
        this.ring = ring;
        this.settings = settings;
    }

    /**
     * Opens it. Blocks: at start.
     *
     * @param inForce asked for with each recording
     * @param problems gets what is wrong with the keys; then nothing may start
     */
    static Talks open(
            Settings started,
            Supplier<Settings> inForce,
            Store store,
            Tools tools,
            ServerFacts facts,
            Disk disk,
            Problems problems) {
        RecordingSettings terms = started.recordings();
        Optional<KeyRing> ring = terms.keyFile().flatMap(file -> keys(file, terms.folder(), tools, problems));
        ExecutorService one = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("recordings").daemon().factory());
        Recordings recordings = new Recordings(
                store,
                terms,
                new Vault(ring, tools.random(), disk),
                new Numbers(started.store().homeCountry()),
                tools.clock(),
                ZoneId.systemDefault(),
                one);
        recordings.onChange(told(facts));
        if (ring.isPresent() || terms.keyFile().isEmpty()) {
            recordings.mend(true);
            recordings.withoutKey().thenAccept(keys -> warnOf(keys, terms));
        }
        tools.opened().add(() -> close(one));
        tools.opened().add(Housekeeping.every(LOOK, "old recordings", Executors.callable(() -> {
            recordings.expire();
            recordings.mend(false);
        })));
        return new Talks(recordings, ring, inForce);
    }

    private static Optional<KeyRing> keys(Path file, Path folder, Tools tools, Problems problems) {
        try {
            if (!Files.exists(file)) {
                SealedFiles there = SealedFiles.in(folder);
                if (there.count() > 0) { // a new key would open none of them
                    problems.add(lost(file, folder, there));
                    return Optional.empty();
                }
            }
            KeyRing ring = KeyRing.open(file, tools.random());
            if (ring.isOpenToOthers()) {
                LOG.warn("{} can be read by others: say chmod 600 {}", file, file);
            }
            return Optional.of(ring);
        } catch (IOException e) {
            problems.add(Problem.of(
                    file.toString(),
                    "The keys of recordings cannot be read: " + e.getMessage(),
                    "Bring the file back from its copy, or let recordings.key-file name another one."));
            return Optional.empty();
        }
    }

    private static Problem lost(Path file, Path folder, SealedFiles there) {
        return Problem.of(
                file.toString(),
                "The keys of recordings are gone, and " + there.count() + " encrypted ones in " + folder
                        + " can only be opened by them (" + String.join(", ", there.keys()) + ").",
                "Bring the file back from its copy. If there is none, nobody can hear them any more: move them out of"
                        + " the folder, and a new key is made at the next start.");
    }

    private static void warnOf(SortedMap<String, Integer> keys, RecordingSettings terms) {
        if (!keys.isEmpty()) {
            LOG.warn(
                    "{} recordings cannot be opened: their keys {} are not {}",
                    keys.values().stream().mapToInt(n -> n).sum(),
                    keys.keySet(),
                    terms.keyFile().map(f -> "in " + f).orElse("read, as recordings.encrypt = no"));
        }
    }

    /** What is not made by now is made at the next start. */
    private static void close(ExecutorService one) {
        one.shutdownNow();
    }

    private static Recordings.Told told(ServerFacts facts) {
        return new Recordings.Told() {
            @Override
            public void kept(Recording r) {
                Recording.File file = r.what();
                facts.tell(new ServerFact.RecordingKept(r.call(), r.id(), file.path(), file.stored(), file.bytes()));
            }

            @Override
            public void deleted(Recording r, String why, String by) {
                facts.tell(new ServerFact.RecordingDeleted(r.call(), r.id(), why, by));
            }
        };
    }

    Recordings recordings() {
        return recordings;
    }

    Optional<KeyRing> ring() {
        return ring;
    }

    @Override
    public Optional<CallTape.Terms> begin(Beginning what) {
        Optional<Duration> keep =
                what.queue().flatMap(q -> settings.get().acd().recording(q).keep());
        return Optional.of(new CallTape.Terms(recordings.begin(new Recordings.Beginning(
                what.id(),
                what.call().value(),
                what.queue().map(QueueName::value).orElse(""),
                what.caller().value(),
                what.by(),
                keep))));
    }

    /** How many recordings lack something since the start: the disk was full or too slow. */
    long brokenOff() {
        return brokenOff.get();
    }

    /** Adds that to the numbers of {@code /metrics}. */
    Metrics addTo(Metrics metrics) {
        return metrics.counter(
                "helpline_recordings_broken_off",
                "Recordings of conversations that the disk could not take to their end",
                this::brokenOff);
    }

    @Override
    public void ended(Ending how) {
        if (!how.trouble().isEmpty()) {
            brokenOff.incrementAndGet();
        }
        List<Recording.Pause> pauses = how.pauses().stream()
                .map(p -> new Recording.Pause(p.from(), p.to(), p.by()))
                .toList();
        List<String> agents = how.agents().stream().map(AgentId::value).toList();
        recordings.ended(new Recordings.Ending(how.id(), how.length(), agents, pauses, how.trouble()));
    }
}
