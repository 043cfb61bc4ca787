package org.helpline.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.helpline.ivr.model.Prompts;
import org.helpline.media.play.AudioFiles;
import org.helpline.media.play.Levels;

/** What is wrong with the sound of recordings. Blocks: every file is read. */
final class RecordingFaults {

    private static final String WAV = ".wav";

    private RecordingFaults() {}

    /**
     * The faults of a language's folder and of the names in it, by base name such as {@code welcome} and {@code names/ada}: a word, the
     * file and what to do. Old recordings are left out.
     */
    static Map<String, String> of(Path folder) {
        Map<String, String> faults = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return faults;
        }
        try (Stream<Path> files = Files.walk(folder, 2)) {
            files.filter(f -> f.toString().endsWith(WAV)).forEach(file -> {
                String name = folder.relativize(file).toString().replace('\\', '/');
                if (!name.contains("/") || name.startsWith(Prompts.NAMES)) {
                    fault(file, name).ifPresent(f -> faults.put(name.substring(0, name.length() - WAV.length()), f));
                }
            });
        } catch (IOException | UncheckedIOException e) {
            faults.put("", folder + " cannot be read: " + e.getMessage());
        }
        return faults;
    }

    private static Optional<String> fault(Path file, String name) {
        if (AudioFiles.load(file) instanceof AudioFiles.Result.Unreadable u) {
            return Optional.of("unreadable " + name + ": " + u.problem().what() + " "
                    + u.problem().fix());
        }
        Optional<Levels> levels = AudioFiles.levels(file);
        if (levels.filter(Levels::isClipped).isPresent()) {
            return Optional.of("clipped  " + name + ": it stands at full scale; record it again, with less gain.");
        }
        return levels.filter(Levels::isTooQuiet)
                .map(l -> "quiet    " + name + ": its peak is " + l.peak() * 100 / 32_768
                        + " % of full scale; record it again, or raise it to some 60 %.");
    }
}
