package org.helpline.app;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.helpline.admin.ExitCode;
import org.helpline.admin.Output;

/** The system's own program for playing sound. */
final class SoundProgram {

    private static final List<String> PROGRAMS = List.of("paplay", "aplay", "afplay");

    private SoundProgram() {}

    /** The first that there is. */
    static Optional<Path> find() {
        return PROGRAMS.stream()
                .flatMap(name -> Stream.of(String.valueOf(System.getenv("PATH")).split(File.pathSeparator, -1))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Plays a file to its end. */
    static ExitCode play(Path file, Output out) {
        Optional<Path> program = find();
        if (program.isEmpty()) {
            out.problem("There is no " + String.join(", ", PROGRAMS) + " here. The recording is " + file + ".");
            return ExitCode.FAILED;
        }
        try {
            int code = new ProcessBuilder(program.get().toString(), file.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
            return code == 0 ? ExitCode.FINE : ExitCode.FAILED;
        } catch (IOException e) {
            out.problem(file + " was not played: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ExitCode.FAILED;
    }
}
