package org.helpline.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.helpline.core.Clock;
import org.helpline.ivr.check.RecordingList;
import org.helpline.ivr.check.ScriptLibrary;
import org.helpline.ivr.model.PhoneBook;
import org.helpline.ivr.model.Script;
import org.helpline.media.play.AudioFiles;
import org.helpline.media.play.Levels;

/**
 * Keeps new recordings of prompts. The one before stays in the folder {@code old} beside it, with the date in its name; the new one takes its place in one
 * step, and the script's watch takes it up for the next calls. Blocks; one thread at a time.
 */
final class PromptShelf {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final ScriptLibrary library;
    private final Supplier<PhoneBook> book;
    private final Clock clock;

    PromptShelf(ScriptLibrary library, Supplier<PhoneBook> book, Clock clock) {
        this.library = library;
        this.book = book;
        this.clock = clock;
    }

    /** What came of it. */
    sealed interface Kept {
        /** It is the prompt now; {@code remark} says if it is too quiet or torn, else it is empty. */
        record Done(String remark) implements Kept {}

        /** Nothing was changed. */
        record Refused(String why) implements Kept {}
    }

    /** Copies a recording to its place: a prompt's, or that of anything else that the list of recordings names. */
    Kept keep(String script, String language, String id, Path recording) {
        Optional<Script> known = library.find(script);
        if (known.isEmpty() || !names(known.get(), language, id)) {
            return new Kept.Refused("the script " + script + " has no prompt " + id + " in " + language);
        }
        if (isOlder(known.get())) {
            return older(script);
        }
        if (AudioFiles.load(recording) instanceof AudioFiles.Result.Unreadable u) {
            return new Kept.Refused(u.problem().toString());
        }
        Path file = file(known.get(), language, id);
        try {
            replace(file, recording);
        } catch (IOException e) {
            return new Kept.Refused(file + " cannot be written: " + e);
        }
        return new Kept.Done(AudioFiles.levels(file).map(PromptShelf::remark).orElse(""));
    }

    private void replace(Path file, Path recording) throws IOException {
        Path folder = Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Path next = Files.createTempFile(folder, "next", ".part");
        try {
            Files.copy(recording, next, StandardCopyOption.REPLACE_EXISTING);
            if (Files.exists(file)) {
                Files.copy(file, oldPlace(file));
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    /** Moves a recording to the old ones. */
    Kept remove(String script, String language, String id) {
        Optional<Script> known = library.find(script);
        if (known.isEmpty() || !(names(known.get(), language, id) || isThere(known.get(), language, id))) {
            return new Kept.Refused("the script " + script + " has no prompt " + id + " in " + language);
        }
        if (isOlder(known.get())) {
            return older(script);
        }
        Path file = file(known.get(), language, id);
        try {
            Files.move(file, oldPlace(file));
        } catch (NoSuchFileException e) {
            return new Kept.Refused("there is no recording of " + id + " in " + language);
        } catch (IOException e) {
            return new Kept.Refused(file + " cannot be moved: " + e);
        }
        return new Kept.Done("");
    }

    /** Whether a version that was kept answers calls: what is written into it would change the past. */
    private boolean isOlder(Script script) {
        return !script.folder()
                .toAbsolutePath()
                .normalize()
                .equals(library.folder(script.name()).toAbsolutePath().normalize());
    }

    private static Kept older(String script) {
        return new Kept.Refused("an older version of " + script + " answers calls than the one that is saved. Publish"
                + " what is saved first, so that nothing else changes with the recording");
    }

    /** Where a recording lies; only for names that {@link #keep} or {@link #remove} would take. */
    static Path file(Script script, String language, String id) {
        return script.folder().resolve("prompts").resolve(language).resolve(id + ".wav");
    }

    /** Whether a name is one that the script knows: never a path that somebody made up. */
    boolean names(Script script, String language, String id) {
        return (script.languages().contains(language) && script.prompts().has(id, language))
                || RecordingList.of(script, book.get()).stream()
                        .filter(list -> list.language().equals(language))
                        .flatMap(list -> list.takes().stream())
                        .anyMatch(take -> take.name().equals(id) && !id.endsWith("…"));
    }

    private static boolean isThere(Script script, String language, String id) {
        return script.prompts().recorded(language, id);
    }

    private Path oldPlace(Path file) throws IOException {
        Path old = Files.createDirectories(file.resolveSibling("old"));
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.wav$", "");
        return free(old, name + "-" + STAMP.format(clock.now()));
    }

    private static Path free(Path folder, String name) {
        Path file = folder.resolve(name + ".wav");
        for (int i = 2; Files.exists(file); i++) {
            file = folder.resolve(name + "-" + i + ".wav");
        }
        return file;
    }

    private static String remark(Levels levels) {
        return levels.isClipped() ? "it is clipped" : levels.isTooQuiet() ? "it is too quiet" : "";
    }
}
