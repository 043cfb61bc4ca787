package org.helpline.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.helpline.ivr.trial.TrialFiles;

/**
 * The versions of scripts that have answered calls, in the data folder: {@code versions/NAME/VERSION/NAME/} is a copy of the script's folder,
 * {@code versions/NAME/history} has a line for each time that one came in force. Files that two versions share stand on the disk once.
 * Blocks. One thread at a time writes.
 */
record ScriptVersions(Path folder, int kept) {

    private static final String HISTORY = "history";
    private static final int DEPTH = 4;

    /** Of a data folder. */
    static ScriptVersions in(Path data, int kept) {
        return new ScriptVersions(data.resolve("versions"), kept);
    }

    /** How a version came in force. */
    enum How {
        /** It was saved, and the check passed. */
        SAVED("saved"),
        /** Somebody published it. */
        PUBLISHED("published"),
        /** Somebody went back to it. */
        ROLLED_BACK("rolled-back");

        private final String word;

        How(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        static Optional<How> of(String word) {
            return Stream.of(values()).filter(h -> h.word.equals(word)).findFirst();
        }
    }

    /**
     * A time that a version came in force.
     *
     * @param by who did it: a user of this machine, or {@code server}
     * @param saved the version that stood in the script's folder then
     */
    record Entry(Instant at, String version, How how, String by, String saved) {

        private String line() {
            return String.join("\t", at.toString(), version, how.word(), by.replaceAll("\\p{Cntrl}", "?"), saved);
        }

        private static Optional<Entry> read(String line) {
            String[] words = line.split("\t", -1);
            try {
                return words.length == 5
                        ? How.of(words[2])
                                .map(how -> new Entry(Instant.parse(words[0]), words[1], how, words[3], words[4]))
                        : Optional.empty();
            } catch (DateTimeException e) {
                return Optional.empty();
            }
        }
    }

    /** Every time that a version of this script came in force, oldest first. */
    List<Entry> history(String name) throws IOException {
        Path file = folder.resolve(name).resolve(HISTORY);
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                .flatMap(l -> Entry.read(l).stream())
                .toList();
    }

    /** What is in force; empty before the first. */
    Optional<Entry> inForce(String name) throws IOException {
        List<Entry> all = history(name);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    /** The folder of a version; empty if it is not kept. */
    Optional<Path> folder(String name, String version) {
        Path copy = folder.resolve(name).resolve(version).resolve(name);
        return Files.isRegularFile(copy.resolve("script.yaml")) ? Optional.of(copy) : Optional.empty();
    }

    /** The whole of a version that begins so; empty unless exactly one does. */
    Optional<String> version(String name, String prefix) throws IOException {
        List<String> found = versions(name).stream()
                .filter(v -> v.startsWith(prefix))
                .filter(v -> folder(name, v).isPresent())
                .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /** The versions in the order in which each came in force last, the latest first. */
    List<String> versions(String name) throws IOException {
        Set<String> latest = new LinkedHashSet<>();
        history(name).reversed().forEach(e -> latest.add(e.version()));
        return new ArrayList<>(latest);
    }

    /** Keeps a copy of the version that {@code from} holds, if there is none yet. */
    void keep(String name, String version, Path from) throws IOException {
        if (folder(name, version).isPresent()) {
            return;
        }
        Path home = Files.createDirectories(folder.resolve(name));
        Path draft = Files.createTempDirectory(home, "draft");
        List<Path> before = new ArrayList<>();
        for (String other : versions(name)) {
            folder(name, other).ifPresent(before::add);
        }
        try (Stream<Path> files = Files.walk(from, DEPTH)) {
            for (Path file : files.filter(ScriptVersions::counts).toList()) {
                copy(
                        file,
                        draft.resolve(name).resolve(from.relativize(file).toString()),
                        from.relativize(file),
                        before);
            }
        }
        Files.move(draft, home.resolve(version));
    }

    private static boolean counts(Path file) {
        String name = String.valueOf(file.getFileName());
        return Files.isRegularFile(file)
                && (name.endsWith(".wav") || (name.endsWith(".yaml") && !name.endsWith(TrialFiles.SUFFIX)));
    }

    private static void copy(Path file, Path to, Path within, List<Path> before) throws IOException {
        Path parent = to.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        for (Path other : before) {
            Path same = other.resolve(within.toString());
            if (Files.isRegularFile(same) && Files.mismatch(file, same) < 0) {
                Files.createLink(to, same);
                return;
            }
        }
        Files.copy(file, to);
    }

    /** Writes down that a version came in force, and forgets the oldest copies. */
    void cameInForce(String name, Entry entry) throws IOException {
        Files.createDirectories(folder.resolve(name));
        Files.writeString(
                folder.resolve(name).resolve(HISTORY),
                entry.line() + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        List<String> all = versions(name);
        for (String old : all.subList(Math.min(kept, all.size()), all.size())) {
            remove(folder.resolve(name).resolve(old));
        }
    }

    private static void remove(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
