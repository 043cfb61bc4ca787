package org.helpline.desk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.helpline.config.StoreSettings;
import org.helpline.config.VoicemailSettings;
import org.helpline.core.Clock;
import org.helpline.core.Personal;
import org.helpline.core.Problems;
import org.helpline.core.QueueName;
import org.helpline.interaction.NoticeBoard;
import org.helpline.interaction.PromptRack;
import org.helpline.journal.Ratings;
import org.helpline.store.Numbers;
import org.helpline.store.Store;
import org.helpline.voicemail.Message;
import org.helpline.voicemail.Voicemail;

/** Boxes on a real store, and notices and call-backs in memory, behind a desk. */
final class Mailroom implements AutoCloseable, NoticeBoard {

    final Voicemail voicemail;
    final TreeMap<String, Boolean> notices = new TreeMap<>();
    final Promised promised = new Promised();
    final OfficeHours hours = new OfficeHours();
    final List<Ratings.Total> scores = new CopyOnWriteArrayList<>();
    private final Store store;

    Mailroom(Path folder) {
        store = Store.open(
                        new StoreSettings(folder.resolve("s.db"), folder.resolve("spill"), folder.resolve("c"), "TR"),
                        new Problems())
                .orElseThrow();
        VoicemailSettings settings = new VoicemailSettings(
                folder.resolve("voicemail"), ZoneOffset.UTC, List.of(box("support"), box("sales")), Optional.empty());
        voicemail = new Voicemail(store, settings, new Numbers("TR"), Clock.system(), Runnable::run);
    }

    private static VoicemailSettings.Box box(String queue) {
        return new VoicemailSettings.Box(new QueueName(queue), List.of(), Duration.ofDays(1), 100, 1_000_000_000);
    }

    DeskRooms rooms() {
        return new DeskRooms(Optional.of(voicemail), this, hours, promised, PromptRack.NONE, () -> List.copyOf(scores));
    }

    /** A second of silence, left for a queue. */
    void leave(String id, String queue, String name) throws IOException {
        Path draft = voicemail.draft(id);
        Files.createDirectories(draft.getParent());
        ByteBuffer wav = ByteBuffer.allocate(44 + 16_000).order(ByteOrder.LITTLE_ENDIAN);
        wav.put("RIFF".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(36 + 16_000);
        wav.put("WAVEfmt ".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(16);
        wav.putShort((short) 1)
                .putShort((short) 1)
                .putInt(8_000)
                .putInt(16_000)
                .putShort((short) 2)
                .putShort((short) 16);
        wav.put("data".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(16_000);
        Files.write(draft, wav.array());
        Message message = new Message(
                id,
                Optional.of(new QueueName(queue)),
                "call-1",
                Clock.system().now(),
                Duration.ofSeconds(1),
                0,
                new Personal("+905321234567"),
                new Personal(name),
                "100",
                "",
                "tr",
                List.of(new Message.Answer("Order <b>", new Personal("<script>alert(1)</script>"))),
                Message.State.NEW,
                "",
                List.of());
        if (!voicemail.keep(message).toCompletableFuture().join()) {
            throw new AssertionError("not kept");
        }
    }

    Message message(String id) {
        return voicemail.find(id).toCompletableFuture().join().orThrow().orElseThrow();
    }

    @Override
    public SortedMap<String, Boolean> notices() {
        return notices;
    }

    @Override
    public Optional<String> set(String name, boolean on, String by) {
        if (!notices.containsKey(name)) {
            return Optional.of("No script has this notice.");
        }
        notices.put(name, on);
        return Optional.empty();
    }

    @Override
    public void close() {
        store.close();
    }
}
