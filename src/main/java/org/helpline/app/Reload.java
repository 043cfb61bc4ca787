package org.helpline.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helpline.config.InForce;
import org.helpline.config.SettingsReader;
import org.helpline.core.Problems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up changed settings while the server runs, at a command: all of them are read and checked first, and one problem in any file
 * leaves everything as it was. Rooms that can change while calls are up are {@link Part}s; what else has changed waits for the next
 * start, and is told. Any thread, one reload at a time.
 */
final class Reload {

    private static final Logger LOG = LoggerFactory.getLogger(Reload.class);

    private final Supplier<SettingsReader.Outcome> again;
    private final SettingsReader.Read started;
    private final List<Part> parts = new ArrayList<>();
    private SettingsReader.Read last;

    /** A room that takes up its settings while it runs. */
    interface Part {

        /** Whether a setting, by its key in full, is of this part. */
        boolean covers(String key);

        /** What only this part can say against the settings; before anything is changed. */
        default void check(SettingsReader.Read next, Problems problems) {}

        /** Takes them up. @return what changed, in one line; empty: nothing did */
        String take(SettingsReader.Read before, SettingsReader.Read next);
    }

    /** What came of it. */
    sealed interface Outcome {}

    /** Everything is as it was. */
    record Refused(Problems problems) implements Outcome {}

    /** {@code lines} say what changed, and what waits for the next start. */
    record Taken(List<String> lines) implements Outcome {}

    /**
     * Nothing is taken up before {@link #now}.
     *
     * @param again reads all settings as at the start
     * @param started those of the start
     */
    Reload(Supplier<SettingsReader.Outcome> again, SettingsReader.Read started) {
        this.again = again;
        this.started = started;
        this.last = started;
    }

    /** {@code part} takes up its settings from now on. While starting. */
    synchronized void add(Part part) {
        parts.add(part);
    }

    /** Does {@code work} while no reload runs. */
    synchronized <T> T alone(Supplier<T> work) {
        return work.get();
    }

    /** Reads, checks and takes up. Blocks on files. */
    synchronized Outcome now() {
        SettingsReader.Outcome outcome = again.get();
        Problems problems = checked(outcome);
        return switch (outcome) {
            case SettingsReader.Refused _ -> new Refused(problems);
            case SettingsReader.Read next -> problems.isEmpty() ? take(next) : new Refused(problems);
        };
    }

    /** Why {@link #now} would refuse these settings; empty where it would take them up. */
    synchronized Problems checked(SettingsReader.Outcome outcome) {
        return switch (outcome) {
            case SettingsReader.Refused refused -> refused.problems();
            case SettingsReader.Read next -> {
                Problems problems = new Problems();
                parts.forEach(p -> p.check(next, problems));
                yield problems;
            }
        };
    }

    private Outcome take(SettingsReader.Read next) {
        List<String> lines = new ArrayList<>();
        for (Part part : parts) {
            String line = part.take(last, next);
            if (!line.isEmpty()) {
                LOG.info("reload: {}", line);
                lines.add(line);
            }
        }
        last = next;
        List<String> waiting = waiting(next);
        if (!waiting.isEmpty()) {
            lines.add("at the next start: " + String.join(", ", waiting));
        }
        return new Taken(lines.isEmpty() ? List.of("Nothing has changed.") : List.copyOf(lines));
    }

    private List<String> waiting(SettingsReader.Read next) {
        Map<String, String> before = shown(started);
        Map<String, String> after = shown(next);
        TreeSet<String> keys = new TreeSet<>(before.keySet());
        keys.addAll(after.keySet());
        keys.removeIf(k -> isCovered(k) || before.getOrDefault(k, "").equals(after.getOrDefault(k, "")));
        return List.copyOf(keys);
    }

    private static Map<String, String> shown(SettingsReader.Read read) {
        return read.inForce().stream().collect(Collectors.toMap(InForce::key, InForce::shown, (a, _) -> a));
    }

    private boolean isCovered(String key) {
        return parts.stream().anyMatch(p -> p.covers(key));
    }

    /** The settings in force: those of the start, and what was taken up since. */
    synchronized List<InForce> inForce() {
        return Stream.concat(
                        started.inForce().stream().filter(s -> !isCovered(s.key())),
                        last.inForce().stream().filter(s -> isCovered(s.key())))
                .toList();
    }
}
