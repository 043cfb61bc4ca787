package org.helpline.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helpline.config.AcdSettings.QueueSettings;
import org.helpline.config.Settings;
import org.helpline.core.Problem;
import org.helpline.core.Problems;
import org.helpline.interaction.Phonebooks;
import org.helpline.interaction.lookup.LookUpShapes;
import org.helpline.ivr.check.Known;
import org.helpline.ivr.check.Recordings;
import org.helpline.ivr.check.ScriptLibrary;
import org.helpline.ivr.check.ScriptLibrary.Change;
import org.helpline.media.play.AudioFiles;

/** What scripts may name, as the settings and the folders have it, and the scripts at the start. Blocks on files. */
final class Scripts {

    private static final Recordings PLAYABLE = file -> switch (AudioFiles.load(file)) {
        case AudioFiles.Result.Loaded _ -> Optional.empty();
        case AudioFiles.Result.Unreadable u -> Optional.of(u.problem());
    };

    private Scripts() {}

    /** As {@link #known}, and every recording is read: for checks and for scripts that changed, too slow for a start. */
    static Known hearing(Settings settings, boolean speech) {
        return known(settings, speech).hearing(PLAYABLE);
    }

    /** As {@link #hearing}, and what holds of every call is proved. */
    static Known proving(Settings settings, boolean speech) {
        return hearing(settings, speech).proving(settings.scripts().humanWithin());
    }

    /** Everything a script may refer to. @throws UncheckedIOException if the scripts' folder cannot be listed */
    static Known known(Settings settings, boolean speech) {
        Path folder = settings.scripts().directory();
        return new Known(
                        settings.acd().queues().stream()
                                .map(QueueSettings::name)
                                .map(q -> q.value())
                                .collect(Collectors.toSet()),
                        settings.scripts().hours().keySet(),
                        listed(
                                folder,
                                entries -> entries.filter(d -> Files.isRegularFile(d.resolve("script.yaml")))
                                        .map(Scripts::name)),
                        music(folder.resolve("music")),
                        Set.of(),
                        speech)
                .withPeople(Phonebooks.of(settings), Phonebooks.skills(settings.acd()))
                .callingBack(settings.callbacks().areSetUp())
                .withLookUps(LookUpShapes.of(settings.lookUps()));
    }

    /** Reads all scripts; problems are those that a caller would run into: {@link ScriptUse}. */
    static List<Change> read(ScriptLibrary library, Settings settings, Origins origins, Problems problems) {
        try {
            List<Change> changes = library.refresh();
            problems.addAll(new ScriptUse(settings, origins, changes).problems());
            return changes;
        } catch (IOException | UncheckedIOException e) {
            problems.add(unreadable(settings, origins));
            return List.of();
        }
    }

    /** Every notice that a script which answers calls now may say, sorted. Any thread. */
    static Set<String> notices(ScriptLibrary library) {
        return library.scripts().values().stream()
                .flatMap(script -> script.notices().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static Problem unreadable(Settings settings, Origins origins) {
        return Problem.of(
                origins.of("scripts.directory"),
                "scripts.directory is " + settings.scripts().directory() + ", which cannot be read.",
                "Name a folder that holds a folder for each script, and that the server's user may read.");
    }

    private static Set<String> music(Path folder) {
        return Files.isDirectory(folder)
                ? listed(
                        folder,
                        entries -> entries.map(Scripts::name)
                                .filter(n -> n.endsWith(".wav"))
                                .map(n -> n.substring(0, n.length() - 4)))
                : Set.of();
    }

    private static String name(Path entry) {
        return String.valueOf(entry.getFileName());
    }

    private static Set<String> listed(Path folder, java.util.function.Function<Stream<Path>, Stream<String>> names) {
        try (Stream<Path> entries = Files.list(folder)) {
            return names.apply(entries).collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
