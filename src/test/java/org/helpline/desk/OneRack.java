package org.helpline.desk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.helpline.interaction.Callbacks;
import org.helpline.interaction.HoursBoard;
import org.helpline.interaction.PromptRack;

/** A rack with one prompt in memory, whose drafts are files; it refuses the prompt {@code refused}. */
final class OneRack implements PromptRack {

    final List<String> kept = new CopyOnWriteArrayList<>();
    final AtomicInteger drafts = new AtomicInteger();
    volatile byte[] last = new byte[0];
    private final Path folder;
    private final Executor own = Executors.newVirtualThreadPerTaskExecutor();

    OneRack(Path folder) {
        this.folder = folder;
    }

    DeskRooms rooms() {
        DeskRooms none = DeskRooms.none();
        return new DeskRooms(Optional.empty(), none.notices(), HoursBoard.NONE, Callbacks.NONE, this, Scores.NONE);
    }

    @Override
    public Executor own() {
        return own;
    }

    @Override
    public SortedSet<String> scripts() {
        return new TreeSet<>(List.of("line"));
    }

    @Override
    public List<Sheet> sheets(String script) {
        return List.of(new Sheet(
                "en",
                List.of(new Line(
                        "welcome", "Welcome.", "", last.length > 0 ? State.RECORDED : State.MISSING, "", false)),
                List.of("nobody_plays_me")));
    }

    @Override
    public Path draft() throws IOException {
        drafts.incrementAndGet();
        return Files.createTempFile(folder, "upload-", ".wav");
    }

    @Override
    public Done keep(Take take, Path file, String by) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (take.name().equals("refused") || new String(bytes, StandardCharsets.UTF_8).startsWith("<script>")) {
                return new Done.Refused("This is no WAV file.");
            }
            last = bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        kept.add(take.script() + "/" + take.language() + "/" + take.name() + " by " + by);
        return new Done.Kept("");
    }

    @Override
    public Done remove(Take take, String by) {
        last = new byte[0];
        kept.add(take.script() + "/" + take.language() + "/" + take.name() + " removed by " + by);
        return new Done.Kept("");
    }

    @Override
    public Heard hear(Take take) {
        return take.name().equals("welcome")
                ? new Heard.Sound(last.clone())
                : new Heard.Nothing("There is no such prompt.");
    }
}
