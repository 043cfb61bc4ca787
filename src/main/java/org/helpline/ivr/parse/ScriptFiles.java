package org.helpline.ivr.parse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.helpline.ivr.model.Prompts;

/**
 * A script's files as they were read.
 *
 * @param name the folder's name
 * @param prompts {@code prompts.yaml}, empty if there is none
 * @param recordings folder under {@code prompts/} to base names of its {@code .wav} files
 * @param version the first 12 hex digits of the content's SHA-256, recordings included
 */
public record ScriptFiles(
        String name, Path folder, String script, String prompts, Map<String, Set<String>> recordings, String version) {

    private static final long MAX_BYTES = 4_000_000;

    /** The script file as the designer knows it. */
    public String scriptName() {
        return folder.resolve("script.yaml").toString();
    }

    /** The prompts file as the designer knows it. */
    public String promptsName() {
        return folder.resolve("prompts.yaml").toString();
    }

    /**
     * Reads a script's folder; blocks.
     *
     * @throws IOException if a file cannot be read or is larger than 4 MB
     */
    public static ScriptFiles read(Path folder) throws IOException {
        MessageDigest digest = sha256();
        String script = text(folder.resolve("script.yaml"), digest);
        Path promptsFile = folder.resolve("prompts.yaml");
        String prompts = Files.exists(promptsFile) ? text(promptsFile, digest) : "";
        Map<String, Set<String>> recordings = recordings(folder.resolve("prompts"), digest);
        String version = HexFormat.of().formatHex(digest.digest()).substring(0, 12);
        Path name = folder.toAbsolutePath().normalize().getFileName();
        return new ScriptFiles(name == null ? "" : name.toString(), folder, script, prompts, recordings, version);
    }

    private static String text(Path file, MessageDigest digest) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException(file.getFileName() + " is larger than 4 MB");
        }
        byte[] bytes = Files.readAllBytes(file);
        digest.update(bytes);
        digest.update((byte) 0);
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static Map<String, Set<String>> recordings(Path prompts, MessageDigest digest) throws IOException {
        Map<String, Set<String>> found = new TreeMap<>();
        if (!Files.isDirectory(prompts)) {
            return found;
        }
        try (Stream<Path> files = Files.walk(prompts, 3)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".wav")).sorted().toList()) {
                Path relative = prompts.relativize(file);
                if (relative.getNameCount() == 2 || isName(relative)) {
                    String base = relative.subpath(1, relative.getNameCount())
                            .toString()
                            .replace('\\', '/');
                    found.computeIfAbsent(relative.getName(0).toString(), _ -> new TreeSet<>())
                            .add(base.substring(0, base.length() - ".wav".length()));
                    digest.update(relative.toString().getBytes(StandardCharsets.UTF_8));
                    digest.update(Files.readAllBytes(file));
                }
            }
        }
        return found;
    }

    /** {@code any/names/ada.wav}: a person's name. */
    private static boolean isName(Path relative) {
        return relative.getNameCount() == 3 && (relative.getName(1) + "/").equals(Prompts.NAMES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
