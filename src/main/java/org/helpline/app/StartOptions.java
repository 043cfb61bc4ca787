package org.helpline.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.helpline.config.Settings;
import org.helpline.config.SettingsReader;
import org.helpline.config.Sources;
import org.helpline.core.Problem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The options that say which settings are in force; the same for the server and for every command. */
final class StartOptions {

    @Option(
            scope = ScopeType.INHERIT,
            names = "--data",
            paramLabel = "DIR",
            description = "Where everything is written (default: ./data beside bin).")
    private @Nullable Path data;

    @Option(
            scope = ScopeType.INHERIT,
            names = "--conf",
            paramLabel = "DIR",
            description = "The settings' folder (default: ./conf beside bin).")
    private @Nullable Path conf;

    @Option(
            scope = ScopeType.INHERIT,
            names = "--profile",
            paramLabel = "NAME",
            description = "An overlay of settings, for example bench.")
    private @Nullable String profile;

    @Option(
            scope = ScopeType.INHERIT,
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Overrides one setting; may be given several times.")
    private List<String> sets = new ArrayList<>();

    /** Read by the command line. */
    StartOptions() {}

    /** As they were given; null and empty where they were not. */
    StartOptions(@Nullable String data, @Nullable String conf, @Nullable String profile, List<String> sets) {
        this.data = data == null ? null : Path.of(data);
        this.conf = conf == null ? null : Path.of(conf);
        this.profile = profile;
        this.sets = sets;
    }

    /** Where Helpline is installed: the launcher says so. */
    static Path home() {
        return Path.of(System.getProperty("helpline.home", "."))
                .toAbsolutePath()
                .normalize();
    }

    /** A path as a person at this prompt would type it: from where they are, if it lies below. */
    static Path asTyped(Path path) {
        Path here = Path.of("").toAbsolutePath();
        Path whole = path.toAbsolutePath().normalize();
        return whole.startsWith(here) && !whole.equals(here) ? here.relativize(whole) : path;
    }

    /** Whether other settings are named than those of the server as it was installed. */
    boolean namesSettings() {
        return conf != null || !sets.isEmpty();
    }

    Path data() {
        return (data == null ? home().resolve("data") : data).toAbsolutePath().normalize();
    }

    /** Whether {@code --profile} or {@code --set} lays something over the files. */
    boolean overlays() {
        return profile != null || !sets.isEmpty();
    }

    /** A file of the settings' folder. */
    Optional<Path> confFile(String name) {
        return Optional.of((conf == null ? home().resolve("conf") : conf).resolve(name));
    }

    /** The settings in force; ends the command with every problem told when they are wrong. */
    Settings settings(CommandLine line) {
        return read(line).settings();
    }

    SettingsReader.Read read(CommandLine line) {
        return switch (SettingsReader.read(sources())) {
            case SettingsReader.Read r -> r;
            case SettingsReader.Refused r ->
                throw new ParameterException(line, problems(r.problems().inOrder()));
        };
    }

    private static String problems(List<Problem> all) {
        return all.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator()))
                + System.lineSeparator()
                + Serving.summary(all.size());
    }

    Sources sources() {
        Path folder = conf == null ? home().resolve("conf") : conf;
        boolean use = conf != null || Files.isDirectory(folder);
        return new Sources(
                home(),
                data(),
                use ? Optional.of(folder) : Optional.empty(),
                Optional.ofNullable(profile),
                System.getenv(),
                List.copyOf(sets));
    }
}
