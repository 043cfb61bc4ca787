package org.helpline.speech;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The directory of rendered files, one per everything that shapes the sound. Files appear whole or not at all, so several
 * threads and several servers may share it. A file's time is when it was last asked for.
 */
final class SpeechCache {

    /** How a file is made of what an engine answers; another number, and everything is spoken anew. */
    private static final String FORMAT = "2";

    private static final Duration DRAFT_AGE = Duration.ofHours(1);

    private final Path directory;

    SpeechCache(Path directory) {
        this.directory = directory;
    }

    /** Where the file is, or will be. */
    Path file(Engine engine, Engine.Wish wish) {
        List<String> parts = new ArrayList<>(engine.identity(wish));
        parts.add(""); // ends the engine
        parts.addAll(List.of(wish.voice(), wish.language(), wish.options(), wish.text()));
        return directory.resolve(digest(parts) + ".wav");
    }

    /** SHA-256 over the parts with their lengths, in hex. */
    static String digest(List<String> parts) {
        MessageDigest digest = sha256();
        add(digest, FORMAT);
        parts.forEach(part -> add(digest, part));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(MessageDigest digest, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(new byte[] {(byte) (bytes.length >> 16), (byte) (bytes.length >> 8), (byte) bytes.length});
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** An empty file to render into, on the same disk as the cache. */
    Path draft() throws IOException {
        Files.createDirectories(directory);
        return Files.createTempFile(directory, "draft-", ".wav");
    }

    /** Makes a finished draft the cached file. */
    static void keep(Path draft, Path file) throws IOException {
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Notes that the file was asked for. A cache that may only be read serves all the same. */
    static void touch(Path file, Instant now) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(now));
        } catch (IOException readOnly) {
            // it will be thought older than it is
        }
    }

    /**
     * Makes room: what was asked for longest ago goes until the rest fits, but nothing that is in use.
     *
     * @param most how many bytes may stay
     */
    Tidied tidy(Set<Path> inUse, long most, Instant now) throws IOException {
        if (!Files.isDirectory(directory)) {
            return new Tidied(0, 0, 0);
        }
        List<Rendered> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".wav")).toList()) {
                rendered(file, now, all);
            }
        }
        all.sort(Comparator.comparing(Rendered::asked).thenComparing(Rendered::file));
        long bytes = all.stream().mapToLong(Rendered::bytes).sum();
        int removed = 0;
        for (Rendered one : all) {
            if (bytes > most && !inUse.contains(one.file()) && Files.deleteIfExists(one.file())) {
                bytes -= one.bytes();
                removed++;
            }
        }
        return new Tidied(removed, all.size() - removed, bytes);
    }

    /** Adds a file; drafts that nobody finished are removed. Another server may remove it under our hands. */
    private static void rendered(Path file, Instant now, List<Rendered> all) throws IOException {
        try {
            Instant asked = Files.getLastModifiedTime(file).toInstant();
            if (!String.valueOf(file.getFileName()).startsWith("draft-")) {
                all.add(new Rendered(file, Files.size(file), asked));
            } else if (asked.isBefore(now.minus(DRAFT_AGE))) {
                Files.deleteIfExists(file);
            }
        } catch (java.nio.file.NoSuchFileException gone) {
            // as well
        }
    }

    private record Rendered(Path file, long bytes, Instant asked) {}
}
