package org.helpline.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helpline.config.AcdSettings.QueueSettings;
import org.helpline.config.Settings;
import org.helpline.core.Problem;
import org.helpline.ivr.check.Known;

/** What scripts may name, as the settings and the folders have it. Blocks on files. */
final class Scripts {

    private Scripts() {}

    /** Everything a script may refer to. */
    static Known known(Settings settings, boolean speech) throws IOException {
        Path folder = settings.scripts().directory();
        return new Known(
                settings.acd().queues().stream()
                        .map(QueueSettings::name)
                        .map(q -> q.value())
                        .collect(Collectors.toSet()),
                settings.scripts().hours().keySet(),
                names(folder),
                music(folder.resolve("music")),
                Set.of(),
                speech);
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(d -> Files.isRegularFile(d.resolve("script.yaml")))
                    .map(d -> d.getFileName().toString())
                    .collect(Collectors.toSet());
        }
    }

    private static Set<String> music(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Set.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(f -> f.getFileName().toString())
                    .filter(n -> n.endsWith(".wav"))
                    .map(n -> n.substring(0, n.length() - 4))
                    .collect(Collectors.toSet());
        }
    }

    /** Numbers whose script does not exist. */
    static List<Problem> unknownScripts(Settings settings, Known known) {
        List<Problem> problems = new ArrayList<>();
        for (Map.Entry<String, String> number :
                new TreeMap<>(settings.calls().numbers()).entrySet()) {
            if (!known.scripts().contains(number.getValue())) {
                problems.add(Problem.of(
                        "numbers",
                        "Number " + number.getKey() + " is answered by script " + number.getValue()
                                + ", which does not exist.",
                        "There are: " + String.join(", ", known.scripts().stream().sorted().toList()) + " in "
                                + settings.scripts().directory() + "."));
            }
        }
        return problems;
    }
}
