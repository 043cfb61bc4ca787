package org.helpline.app;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.run.Effect;

/** Plays recordings through a program of the system, one after another; what is not recorded is only read. */
final class LoudPlayer implements Consumer<Effect.Utterance> {

    private static final List<String> PROGRAMS = List.of("paplay", "aplay", "afplay");

    private final Path program;
    private final Path prompts;
    private final PrintWriter err;

    private LoudPlayer(Path program, Path prompts, PrintWriter err) {
        this.program = program;
        this.prompts = prompts;
        this.err = err;
    }

    /** A player for a script's recordings; silent, after a word on {@code err}, where there is no program. */
    static Consumer<Effect.Utterance> find(Script script, PrintWriter err) {
        Optional<Path> program = program();
        if (program.isEmpty()) {
            err.println("There is no " + String.join(", ", PROGRAMS) + " here: prompts are only shown.");
            err.flush();
            return _ -> {};
        }
        return new LoudPlayer(program.get(), script.folder().resolve("prompts"), err);
    }

    /** A program of this machine that plays WAV files. */
    static Optional<Path> program() {
        return PROGRAMS.stream()
                .flatMap(name -> Stream.of(String.valueOf(System.getenv("PATH")).split(File.pathSeparator, -1))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public void accept(Effect.Utterance utterance) {
        Path folder = prompts.resolve(utterance.language());
        Stream.of(utterance.recording(), utterance.prompt())
                .map(name -> folder.resolve(name + ".wav"))
                .filter(Files::isRegularFile)
                .findFirst()
                .ifPresent(file -> play(program, file, err));
    }

    /** Plays a file to its end; a failure is told. */
    static void play(Path program, Path file, PrintWriter err) {
        try {
            new ProcessBuilder(program.toString(), file.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            err.println(file + " was not played: " + e.getMessage());
            err.flush();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
