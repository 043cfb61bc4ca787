package org.helpline.speech;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The directory of rendered files, one per everything that shapes the sound. Files appear whole or not at all, so several
 * threads and several servers may share it.
 */
final class SpeechCache {

    private final Path directory;

    SpeechCache(Path directory) {
        this.directory = directory;
    }

    /** Where the file is, or will be. */
    Path file(List<String> command, String voice, String language, String text) {
        MessageDigest digest = sha256();
        command.forEach(word -> add(digest, word));
        add(digest, ""); // ends the command: no word of it is empty
        add(digest, voice);
        add(digest, language);
        add(digest, text);
        return directory.resolve(HexFormat.of().formatHex(digest.digest()) + ".wav");
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
}
