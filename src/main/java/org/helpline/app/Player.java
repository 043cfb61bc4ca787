package org.helpline.app;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The program of this machine that plays sounds: the one of the settings, or the first that is found. */
final class Player {

    private static final String PLACE = "{file}";
    private static final List<List<String>> KNOWN = List.of(
            List.of("paplay"),
            List.of("aplay", "-q"),
            List.of("play", "-q"),
            List.of("ffplay", "-nodisp", "-autoexit", "-loglevel", "error"),
            List.of("afplay"));

    private final List<String> command;

    private Player(List<String> command) {
        this.command = command;
    }

    /** What was found. */
    sealed interface Found {
        /** Something that plays. */
        record Here(Player player) implements Found {}

        /** Nothing does, for the reason in this sentence, which says what to do. */
        record Not(String why) implements Found {}
    }

    /**
     * Looks for one.
     *
     * @param set program and arguments of the settings; empty: one of those that are known
     * @param path the folders of programs, as {@code PATH} has them
     */
    static Found find(List<String> set, String path) {
        if (!set.isEmpty()) {
            return from(set, path)
                    .<Found>map(Found.Here::new)
                    .orElseGet(() -> new Found.Not(
                            "speech.player is '" + set.getFirst() + "', and there is no such program here."));
        }
        return KNOWN.stream()
                .flatMap(command -> from(command, path).stream())
                .findFirst()
                .<Found>map(Found.Here::new)
                .orElseGet(() -> new Found.Not("Nothing here plays sound ("
                        + String.join(", ", KNOWN.stream().map(List::getFirst).toList())
                        + "): install one, or name yours as speech.player."));
    }

    private static Optional<Player> from(List<String> command, String path) {
        String program = command.getFirst();
        Stream<Path> places = program.contains(File.separator)
                ? Stream.of(Path.of(program))
                : Stream.of(path.split(File.pathSeparator, -1))
                        .filter(folder -> !folder.isEmpty())
                        .map(folder -> Path.of(folder, program));
        return places.filter(f -> Files.isRegularFile(f) && Files.isExecutable(f))
                .findFirst()
                .map(found -> Stream.concat(
                        Stream.of(found.toString()), command.stream().skip(1)))
                .map(words -> new Player(words.toList()));
    }

    /** Plays a file to its end. @return false when it was not played, which is told on {@code err} */
    boolean play(Path file, PrintWriter err) {
        List<String> words = new ArrayList<>(
                command.stream().map(w -> w.replace(PLACE, file.toString())).toList());
        if (command.stream().noneMatch(w -> w.contains(PLACE))) {
            words.add(file.toString());
        }
        try {
            Process process = new ProcessBuilder(words)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectErrorStream(false)
                    .start();
            process.getOutputStream().close();
            String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            return code == 0 || failed("it ended with " + code + ". " + firstLine(said), err);
        } catch (IOException e) {
            return failed(String.valueOf(e.getMessage()), err);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Plays sounds to their end, as callers hear them. */
    boolean play(byte[] wav, PrintWriter err) throws IOException {
        Path file = Files.createTempFile("helpline-", ".wav");
        try {
            Files.write(file, wav);
            return play(file, err);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private boolean failed(String why, PrintWriter err) {
        err.println(Path.of(command.getFirst()).getFileName() + " did not play it: " + why.strip());
        err.flush();
        return false;
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", "?");
    }
}
