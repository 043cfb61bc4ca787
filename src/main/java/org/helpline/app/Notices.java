package org.helpline.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Predicate;

/** Which notices are switched on; kept in a file, so that a restart changes nothing. Any thread. */
final class Notices implements Predicate<String> {

    private final Path file;
    private final Set<String> on = new ConcurrentSkipListSet<>();

    private Notices(Path file) {
        this.file = file;
    }

    /** Reads one name a line; a file that is not there is none on. */
    static Notices load(Path file) throws IOException {
        Notices notices = new Notices(file);
        if (Files.exists(file)) {
            Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                    .map(String::strip)
                    .filter(l -> !l.isEmpty())
                    .forEach(notices.on::add);
        }
        return notices;
    }

    @Override
    public boolean test(String name) {
        return on.contains(name);
    }

    /** Those that are on, sorted. */
    Set<String> all() {
        return new TreeSet<>(on);
    }

    /** Switches one on or off, and keeps it. */
    void set(String name, boolean isOn) throws IOException {
        if (isOn) {
            on.add(name);
        } else {
            on.remove(name);
        }
        Files.writeString(file, String.join("\n", on) + "\n");
    }
}
