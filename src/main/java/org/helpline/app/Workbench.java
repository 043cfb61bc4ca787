package org.helpline.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.helpline.app.stage.RealQueues;
import org.helpline.config.Settings;
import org.helpline.interaction.QueueWays;
import org.helpline.ivr.check.CheckReport;
import org.helpline.ivr.check.Known;
import org.helpline.ivr.check.LoadResult;
import org.helpline.ivr.check.ScriptLoader;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.trial.Surroundings;
import org.helpline.ivr.trial.TrialSuite;
import org.helpline.ivr.trial.Vocabulary;

/**
 * The scripts as they are on the disk, with what the settings give them, for the commands that test and try them.
 *
 * @param loaded every script of the scripts' folder, fit or not
 */
record Workbench(Settings settings, Known known, List<LoadResult> loaded) {

    /**
     * Reads and checks all scripts; blocks.
     *
     * @throws IOException if the scripts' folder cannot be listed
     */
    static Workbench open(Settings settings) throws IOException {
        Known known = Check.known(settings);
        Path folder = StartOptions.asTyped(settings.scripts().directory());
        return new Workbench(settings, known, CheckReport.of(folder, known).results());
    }

    /**
     * The scripts of these words: a script's name, its folder, its {@code script.yaml}, or a test file beside it.
     *
     * @return one for each word, in their order; empty where a word names none. All scripts for no word
     */
    List<Optional<LoadResult>> chosen(List<String> words) {
        if (words.isEmpty()) {
            return loaded.stream().map(Optional::of).toList();
        }
        return words.stream().map(this::chosen).toList();
    }

    private Optional<LoadResult> chosen(String word) {
        for (LoadResult result : loaded) {
            if (result.name().equals(word)) {
                return Optional.of(result);
            }
        }
        Path path = Path.of(word);
        Path parent = path.toAbsolutePath().getParent();
        Path folder = Files.isDirectory(path) || parent == null ? path : shorter(path, parent);
        return Files.exists(folder.resolve("script.yaml")) && Files.exists(path)
                ? Optional.of(ScriptLoader.load(folder, known))
                : Optional.empty();
    }

    /** As it was typed, so that messages show paths as the person knows them. */
    private static Path shorter(Path file, Path parent) {
        Path typed = file.getParent();
        return typed == null ? parent : typed;
    }

    /** The names of all scripts that there are. */
    List<String> names() {
        return loaded.stream().map(LoadResult::name).toList();
    }

    TrialSuite suite(List<Script> chosen) {
        return new TrialSuite(surroundings(chosen), known.queues(), known.hours(), known.lookUps());
    }

    Vocabulary vocabulary(Script script) {
        return Vocabulary.of(
                script,
                known.queues(),
                known.hours(),
                known.book(),
                surroundings(List.of(script)).scripts(),
                known.lookUps());
    }

    Surroundings surroundings(List<Script> chosen) {
        Map<String, Script> fit = new TreeMap<>();
        List<Script> all = new ArrayList<>();
        loaded.forEach(r -> {
            if (r instanceof LoadResult.Loaded l) {
                all.add(l.script());
            }
        });
        all.addAll(chosen); // a script outside the folder comes before one of its name within
        all.forEach(s -> fit.put(s.name(), s));
        QueueWays ways = new QueueWays(settings.acd().queues());
        return new Surroundings(
                        Calendars.of(settings.scripts().hours()),
                        ways::music,
                        ways::overflow,
                        known.book(),
                        Map.copyOf(fit))
                .queueing(agents -> new RealQueues(settings.acd(), agents));
    }

    /** Whether a test file was asked for by its path; words that are no such path ask for all files. */
    static boolean wants(List<String> words, Path file) {
        Set<Path> files = new HashSet<>();
        for (String word : words) {
            if (word.endsWith(".yaml") && !word.endsWith("script.yaml")) {
                files.add(Path.of(word).toAbsolutePath().normalize());
            }
        }
        boolean sameFolder = files.stream()
                .anyMatch(f -> Objects.equals(
                        f.getParent(), file.toAbsolutePath().normalize().getParent()));
        return !sameFolder || files.contains(file.toAbsolutePath().normalize());
    }
}
