package org.helpline.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What is encrypted in a folder of recordings, and by which keys.
 *
 * @param keys their ids
 */
public record SealedFiles(int count, NavigableSet<String> keys) {

    /** Looks through the folder and those in it. Blocks. */
    public static SealedFiles in(Path folder) throws IOException {
        NavigableSet<String> keys = new TreeSet<>();
        int count = 0;
        for (Path file : found(folder)) {
            var key = Vault.keyOf(file);
            key.ifPresent(keys::add);
            count += key.isPresent() ? 1 : 0;
        }
        return new SealedFiles(count, keys);
    }

    private static List<Path> found(Path folder) throws IOException {
        try (Stream<Path> files = Files.isDirectory(folder) ? Files.walk(folder) : Stream.empty()) {
            return files.filter(f -> f.toString().endsWith(Vault.SEALED) && Files.isRegularFile(f))
                    .toList();
        }
    }
}
