package org.helpline.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders of tests that have no {@code @TempDir}; nothing of them is left when the tests have ended. Any thread. */
public final class Scratch {

    private Scratch() {}

    /** A new empty folder whose name begins so. */
    public static Path folder(String name) {
        try {
            Path folder = Files.createTempDirectory("helpline-" + name + "-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException _) {
            // another process writes there still: the folder stays
        }
    }
}
