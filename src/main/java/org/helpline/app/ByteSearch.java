package org.helpline.app;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Looks through every byte of every file of a folder for some digits: whether a number that was forgotten stands anywhere still. Packed
 * files are looked into. Blocks; for the thread of a command.
 */
final class ByteSearch {

    private ByteSearch() {}

    /**
     * What was found.
     *
     * @param files how many were looked through
     * @param bytes of them
     * @param hits those that hold one of the spellings, relative to the folder
     * @param unread those that could not be read to their end
     */
    record Found(int files, long bytes, List<Path> hits, List<Path> unread) {}

    /** Looks for {@code spellings}, which are not part of a longer row of digits. */
    static Found of(Path folder, List<String> spellings) {
        List<byte[]> needles =
                spellings.stream().map(s -> s.getBytes(StandardCharsets.UTF_8)).toList();
        List<Path> hits = new ArrayList<>();
        List<Path> unread = new ArrayList<>();
        long[] counts = new long[2];
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()) {
                        counts[0]++;
                        counts[1] += attributes.size();
                        look(file, needles, folder, hits, unread);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    if (Files.exists(file)) { // one that went meanwhile holds nothing
                        unread.add(folder.relativize(file));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Found((int) counts[0], counts[1], List.copyOf(hits), List.copyOf(unread));
    }

    private static void look(Path file, List<byte[]> needles, Path folder, List<Path> hits, List<Path> unread) {
        try (InputStream in = open(file)) {
            if (holds(in, needles)) {
                hits.add(folder.relativize(file));
            }
        } catch (IOException e) {
            if (Files.exists(file)) {
                unread.add(folder.relativize(file));
            }
        }
    }

    private static InputStream open(Path file) throws IOException {
        InputStream plain = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        return file.toString().endsWith(".gz") ? new BufferedInputStream(new GZIPInputStream(plain), 1 << 16) : plain;
    }

    /** Reads with an overlap as long as the longest spelling and the digits beside it. */
    private static boolean holds(InputStream in, List<byte[]> needles) throws IOException {
        int overlap = needles.stream().mapToInt(n -> n.length).max().orElse(0) + 2;
        byte[] window = new byte[1 << 20];
        int kept = 0;
        int read = in.readNBytes(window, 0, window.length);
        while (read > 0) {
            int end = kept + read;
            for (byte[] needle : needles) {
                if (stands(window, end, needle)) {
                    return true;
                }
            }
            int keep = Math.min(overlap, end);
            System.arraycopy(window, end - keep, window, 0, keep);
            kept = keep;
            read = in.readNBytes(window, kept, window.length - kept);
        }
        return false;
    }

    private static boolean stands(byte[] window, int end, byte[] needle) {
        for (int i = 0; i + needle.length <= end; i++) {
            if (window[i] == needle[0]
                    && java.util.Arrays.equals(window, i, i + needle.length, needle, 0, needle.length)
                    && !isDigit(window, i - 1, end)
                    && !isDigit(window, i + needle.length, end)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDigit(byte[] window, int at, int end) {
        return at >= 0 && at < end && window[at] >= '0' && window[at] <= '9';
    }
}
