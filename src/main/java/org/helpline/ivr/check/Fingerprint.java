package org.helpline.ivr.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.helpline.ivr.trial.TrialFiles;

/**
 * What a script's folder looks like from outside: cheap enough to be taken every second.
 *
 * @param files each file's size and time of change, by its path within the folder
 */
public record Fingerprint(Map<String, String> files) {

    private static final int DEPTH = 4;

    /**
     * The folders under {@code directory} that hold a script; blocks.
     *
     * @throws IOException if the directory cannot be listed
     */
    public static Map<String, Fingerprint> of(Path directory) throws IOException {
        Map<String, Fingerprint> found = new TreeMap<>();
        try (Stream<Path> folders = Files.list(directory)) {
            for (Path folder :
                    folders.filter(f -> Files.exists(f.resolve("script.yaml"))).toList()) {
                found.put(String.valueOf(folder.getFileName()), new Fingerprint(files(folder)));
            }
        }
        return found;
    }

    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder, DEPTH)) {
            for (Path file : all.filter(Fingerprint::counts).toList()) {
                files.put(folder.relativize(file).toString(), looks(file));
            }
        }
        return files;
    }

    private static boolean counts(Path file) {
        String name = String.valueOf(file.getFileName());
        // no caller hears a test: a saved one does not make the script a new one
        boolean heard = (name.endsWith(".yaml") && !name.endsWith(TrialFiles.SUFFIX)) || name.endsWith(".wav");
        return heard && Files.isRegularFile(file);
    }

    private static String looks(Path file) {
        try {
            return Files.size(file) + " " + Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            return "gone"; // between the listing and here; the next refresh sees what became of it
        }
    }
}
