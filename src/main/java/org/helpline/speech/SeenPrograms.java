package org.helpline.speech;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * What programs and models looked like when they were last there: a new release is noticed, and what was spoken before is found
 * even on a machine where the program is gone. One small file for each command, beside the rendered ones. Any thread.
 */
final class SeenPrograms {

    private final Path directory;

    SeenPrograms(Path directory) {
        this.directory = directory;
    }

    /** Size and time of these files; what was seen last when the program is not there now. */
    String state(List<String> command, List<Path> files, boolean isThere) {
        Path note = directory.resolve("seen-" + SpeechCache.digest(command).substring(0, 16));
        try {
            if (!isThere) {
                return Files.isRegularFile(note) ? Files.readString(note) : "";
            }
            StringBuilder state = new StringBuilder();
            for (Path file : files) {
                state.append(Files.size(file))
                        .append('@')
                        .append(Files.getLastModifiedTime(file).toMillis())
                        .append(' ');
            }
            keep(note, state.toString());
            return state.toString();
        } catch (IOException unreadable) {
            return ""; // the sound is then known by the command alone
        }
    }

    private void keep(Path note, String state) throws IOException {
        if (!Files.isRegularFile(note) || !Files.readString(note).equals(state)) {
            Files.createDirectories(directory);
            Path draft = Files.createTempFile(directory, "draft-", ".seen");
            Files.write(draft, state.getBytes(StandardCharsets.UTF_8));
            Files.move(draft, note, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
