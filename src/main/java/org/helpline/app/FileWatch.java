package org.helpline.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Looks for changes of scripts, prompts and tests, a few times a second. One thread. */
final class FileWatch {

    private static final long PAUSE_MILLIS = 300;
    private static final int DEPTH = 5;

    private final List<Path> places = new ArrayList<>();

    /** Watches the scripts' folder and those of {@code names} that are paths. */
    FileWatch(Path directory, List<String> names) {
        places.add(directory);
        names.stream().map(Path::of).filter(Files::exists).forEach(places::add);
    }

    /** Runs it now and after each change, until this thread is interrupted. */
    void each(Runnable work) throws InterruptedException {
        while (true) {
            Map<String, String> before = look();
            work.run();
            while (before.equals(look())) {
                Thread.sleep(PAUSE_MILLIS);
            }
        }
    }

    /** Each file's size and time of change, by its path. */
    private Map<String, String> look() {
        Map<String, String> files = new TreeMap<>();
        for (Path place : places) {
            try (Stream<Path> all = Files.walk(place, DEPTH)) {
                for (Path file :
                        all.filter(f -> f.toString().matches(".*\\.(yaml|wav)")).toList()) {
                    files.put(file.toString(), Files.size(file) + " " + Files.getLastModifiedTime(file));
                }
            } catch (IOException e) {
                files.put(
                        place.toString(), "changing"); // a file that goes while it is looked at: the next look sees it
            }
        }
        return files;
    }
}
