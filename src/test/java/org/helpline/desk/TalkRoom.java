package org.helpline.desk;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.helpline.config.RecordingSettings;
import org.helpline.config.StoreSettings;
import org.helpline.core.Clock;
import org.helpline.core.Problems;
import org.helpline.media.capture.SoundSink;
import org.helpline.recording.Disk;
import org.helpline.recording.KeyRing;
import org.helpline.recording.Recording;
import org.helpline.recording.Recordings;
import org.helpline.recording.Vault;
import org.helpline.store.Numbers;
import org.helpline.store.Store;

/** Encrypted recordings on a real store and disk, behind a desk. */
final class TalkRoom implements AutoCloseable {

    final Recordings recordings;
    private final ExecutorService one = Executors.newSingleThreadExecutor();
    private final Store store;

    TalkRoom(Path folder) throws IOException {
        store = Store.open(
                        new StoreSettings(folder.resolve("t.db"), folder.resolve("spill"), folder.resolve("c"), "TR"),
                        new Problems())
                .orElseThrow();
        Random random = new Random(3);
        RecordingSettings settings = new RecordingSettings(
                folder.resolve("recordings"),
                RecordingSettings.Format.OPUS,
                Duration.ofDays(1),
                Optional.empty(),
                Optional.empty(),
                0,
                false);
        recordings = new Recordings(
                store,
                settings,
                new Vault(Optional.of(KeyRing.open(folder.resolve("keys"), random)), random, Disk.OURS),
                new Numbers("TR"),
                Clock.system(),
                ZoneOffset.UTC,
                one);
    }

    /** Keeps a recording of so many seconds of a tone in each channel. */
    Recording keep(String id, String call, int seconds, String... agents) throws IOException {
        SoundSink sink = recordings.begin(
                new Recordings.Beginning(id, call, "support", "+905321234567", "queue support", Optional.empty()));
        sink.open();
        ByteBuffer frames = ByteBuffer.allocate(4 * 8_000 * seconds).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 8_000 * seconds; i++) {
            frames.putShort((short) (8_000 * Math.sin(i * Math.PI / 10)));
            frames.putShort((short) (8_000 * Math.sin(i * Math.PI / 4)));
        }
        sink.append(frames.flip());
        sink.finish(8_000L * seconds);
        recordings.ended(new Recordings.Ending(
                id,
                Duration.ofSeconds(seconds),
                List.of(agents),
                List.of(new Recording.Pause(Duration.ofSeconds(1), Duration.ofSeconds(2), "anna")),
                ""));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> found(id).filter(Recording::isKept).isPresent());
        return found(id).orElseThrow();
    }

    private Optional<Recording> found(String id) {
        return recordings.find(id).toCompletableFuture().join();
    }

    @Override
    public void close() {
        one.close();
        store.close();
    }
}
