package org.helpline.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that settings are read from, weakest first: built-in defaults, files, profile, environment, command line.
 *
 * @param home where Helpline is installed: relative paths of scripts start here
 * @param data where everything is written: relative paths of the store and the caches start here
 * @param conf the folder of the files, which must exist; empty: defaults only
 * @param profile the overlay's name ({@code --profile})
 * @param environment variables; those that begin with {@code HELPLINE_} are read
 * @param sets {@code key=value} texts ({@code --set}), in order
 */
public record Sources(
        Path home,
        Path data,
        Optional<Path> conf,
        Optional<String> profile,
        Map<String, String> environment,
        List<String> sets) {

    /** Built-in defaults alone. */
    public static Sources defaults(Path home, Path data) {
        return new Sources(home, data, Optional.empty(), Optional.empty(), Map.of(), List.of());
    }
}
