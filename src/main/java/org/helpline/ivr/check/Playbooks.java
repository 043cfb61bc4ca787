package org.helpline.ivr.check;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.ivr.model.Playbook;
import org.helpline.ivr.parse.PlaybookParser;
import org.helpline.ivr.parse.SourceText;

/**
 * The playbooks of a folder. A call keeps the one that it began with; {@link #find} gives new ones the latest that was fit. {@link
 * #refresh} from one thread at a time, it blocks on files; {@link #find} from any thread.
 */
public final class Playbooks {

    /** The folder's name in that of the scripts. */
    public static final String FOLDER = "playbooks";

    /** How their files' names end. */
    public static final String SUFFIX = ".yaml";

    private static final String TESTS = ".test.yaml";
    private static final long MOST_BYTES = 256 * 1024;

    private final Path folder;
    private final Supplier<PlaybookKnown> known;
    private final AtomicReference<Map<String, Playbook>> inForce = new AtomicReference<>(Map.of());
    private Map<String, String> seen = Map.of();
    private Optional<PlaybookKnown> lastKnown = Optional.empty();
    private Map<String, List<Problem>> refused = Map.of();

    /** None yet; {@link #refresh} reads them. {@code known} is asked at each refresh. */
    public Playbooks(Path folder, Supplier<PlaybookKnown> known) {
        this.folder = folder;
        this.known = known;
    }

    /** What came of a refresh. */
    public sealed interface Change {
        /** New or changed, fit, and in force for calls that begin. */
        record Taken(Playbook playbook) implements Change {}

        /** Not fit; the one before, if {@code oldStays}, is in force on. */
        record Kept(String name, List<Problem> problems, boolean oldStays) implements Change {}

        /** Its file is gone. */
        record Removed(String name) implements Change {}
    }

    /** The names of the playbooks in a folder, sorted; none if there is no such folder. */
    public static List<String> names(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(f -> String.valueOf(f.getFileName()))
                    .filter(n -> n.endsWith(SUFFIX) && !n.endsWith(TESTS))
                    .map(n -> n.substring(0, n.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        }
    }

    /** The tests beside a playbook; there need be no such file. */
    public static Path tests(Path folder, String name) {
        return folder.resolve(name + TESTS);
    }

    /** Reads and checks one; empty after its mistakes, or that it cannot be read, went to {@code problems}. Blocks. */
    public static Optional<Playbook> read(Path folder, String name, PlaybookKnown known, Problems problems) {
        Path file = folder.resolve(name + SUFFIX);
        try {
            if (Files.size(file) > MOST_BYTES) {
                problems.add(Problem.of(file.toString(), "It is larger than 256 kB.", "Make several of it."));
                return Optional.empty();
            }
            byte[] bytes = Files.readAllBytes(file);
            String text = new String(bytes, StandardCharsets.UTF_8);
            return check(name, file.toString(), text.startsWith("\uFEFF") ? text.substring(1) : text, known, problems);
        } catch (IOException e) {
            problems.add(Problem.of(
                    file.toString(), "It cannot be read: " + e + ".", "Check the file and its permissions."));
            return Optional.empty();
        }
    }

    /** Checks a text that has been read. */
    public static Optional<Playbook> check(
            String name, String file, String text, PlaybookKnown known, Problems problems) {
        Problems own = new Problems();
        SourceText source = new SourceText(file, text, own);
        if (!name.matches("[a-z0-9][a-z0-9_-]{0,63}")) {
            source.report(
                    0, 0, "The name is not of a-z, 0-9, '-' and '_'.", "Rename the file, for example refund.yaml.");
        }
        Optional<Playbook> playbook = PlaybookParser.parse(name, version(text), text, source);
        if (own.isEmpty()) {
            playbook.ifPresent(p -> new PlaybookCheck(p, known, source).check());
        }
        problems.addAll(own.inOrder());
        return own.isEmpty() ? playbook : Optional.empty();
    }

    private static String version(String text) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of()
                    .formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)))
                    .substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * Reads what has changed since the last time, and, where another world is known, what was refused. Blocks.
     *
     * @throws IOException if the folder cannot be listed
     */
    public List<Change> refresh() throws IOException {
        Map<String, String> now = new TreeMap<>();
        for (String name : names(folder)) {
            now.put(name, looks(folder.resolve(name + SUFFIX)));
        }
        PlaybookKnown knowing = known.get();
        boolean sameWorld = lastKnown.equals(Optional.of(knowing));
        Map<String, Playbook> next = new TreeMap<>(inForce());
        Map<String, List<Problem>> stillRefused = new TreeMap<>(refused);
        Map<String, Change> changes = new TreeMap<>();
        Set<String> gone = new HashSet<>(seen.keySet());
        gone.removeAll(now.keySet());
        gone.forEach(name -> {
            next.remove(name);
            stillRefused.remove(name);
            changes.put(name, new Change.Removed(name));
        });
        now.forEach((name, look) -> {
            boolean isAsBefore = look.equals(seen.get(name));
            if (!isAsBefore || (!sameWorld && refused.containsKey(name))) {
                take(name, knowing, isAsBefore, next, stillRefused).ifPresent(change -> changes.put(name, change));
            }
        });
        inForce.set(Map.copyOf(next));
        seen = Map.copyOf(now);
        refused = Map.copyOf(stillRefused);
        lastKnown = Optional.of(knowing);
        return List.copyOf(changes.values());
    }

    private Optional<Change> take(
            String name,
            PlaybookKnown knowing,
            boolean isAsBefore,
            Map<String, Playbook> next,
            Map<String, List<Problem>> stillRefused) {
        Problems problems = new Problems();
        Optional<Playbook> read = read(folder, name, knowing, problems);
        if (read.isPresent()) {
            next.put(name, read.get());
            stillRefused.remove(name);
            return Optional.of(new Change.Taken(read.get()));
        }
        boolean isTold = isAsBefore && problems.all().equals(stillRefused.get(name));
        stillRefused.put(name, problems.all());
        return isTold ? Optional.empty() : Optional.of(new Change.Kept(name, problems.all(), next.containsKey(name)));
    }

    private static String looks(Path file) throws IOException {
        return Files.size(file) + " " + Files.getLastModifiedTime(file);
    }

    private Map<String, Playbook> inForce() {
        return Objects.requireNonNull(inForce.get());
    }

    /** The playbook for a call that begins; empty if none of this name is fit. */
    public Optional<Playbook> find(String name) {
        return Optional.ofNullable(inForce().get(name));
    }
}
