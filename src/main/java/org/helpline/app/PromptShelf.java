package org.helpline.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.helpline.core.Clock;
import org.helpline.ivr.check.ScriptLibrary;
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
    private final Clock clock;

    PromptShelf(ScriptLibrary library, Clock clock) {
        this.library = library;
        this.clock = clock;
    }

    /** What came of it. */
    sealed interface Kept {
        /** It is the prompt now; {@code remark} says if it is too quiet or torn, else it is empty. */
        record Done(String remark) implements Kept {}

        /** Nothing was changed. */
        record Refused(String why) implements Kept {}
    }

    /** Copies a recording to its prompt's place. */
    Kept keep(String script, String language, String id, Path recording) {
        Optional<Script> known = library.find(script);
        if (known.isEmpty()
                || !known.get().languages().contains(language)
                || !known.get().prompts().has(id, language)) {
            return new Kept.Refused("the script " + script + " has no prompt " + id + " in " + language);
        }
        if (AudioFiles.load(recording) instanceof AudioFiles.Result.Unreadable u) {
            return new Kept.Refused(u.problem().toString());
        }
        Path folder = known.get().folder().resolve("prompts").resolve(language);
        Path file = folder.resolve(id + ".wav");
        try {
            Files.createDirectories(folder);
            Path next = Files.createTempFile(folder, id, ".part");
            Files.copy(recording, next, StandardCopyOption.REPLACE_EXISTING);
            if (Files.exists(file)) {
                Path old = Files.createDirectories(folder.resolve("old"));
                Files.copy(file, free(old, id + "-" + STAMP.format(clock.now())));
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            return new Kept.Refused(file + " cannot be written: " + e);
        }
        return new Kept.Done(AudioFiles.levels(file).map(PromptShelf::remark).orElse(""));
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
