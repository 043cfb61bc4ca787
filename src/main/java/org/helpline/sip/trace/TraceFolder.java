package org.helpline.sip.trace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Traces as files: a folder per day, a file per call. Blocks; any thread. */
public final class TraceFolder {

    private static final Logger LOG = LoggerFactory.getLogger(TraceFolder.class);
    private static final String END = ".trace.gz";
    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,80}");
    private static final int MOST_LOOKED_INTO = 20_000;

    private final Path folder;

    /** {@code folder} need not be there. */
    public TraceFolder(Path folder) {
        this.folder = folder;
    }

    /** Stores a trace under its call's id. @return false if it could not be; told in the log */
    boolean store(Trace trace) {
        try (Storing storing = storing()) {
            return storing.store(trace);
        }
    }

    /** Stores several. Confined to one thread. */
    Storing storing() {
        return new Storing(folder);
    }

    /** Several traces on their way into files. */
    static final class Storing implements AutoCloseable {
        private final Path folder;
        private final Gzip gzip = new Gzip();
        private Optional<Path> made = Optional.empty();

        private Storing(Path folder) {
            this.folder = folder;
        }

        /** Stores a trace under its call's id. @return false if it could not be; told in the log */
        boolean store(Trace trace) {
            String id = trace.interaction();
            if (!ID.matcher(id).matches()) {
                return false;
            }
            try {
                Path day = day(id);
                Path draft = day.resolve(id + ".draft");
                Files.write(draft, gzip.packed(TraceFile.plain(trace)));
                Files.move(draft, day.resolve(id + END), StandardCopyOption.ATOMIC_MOVE);
                return true;
            } catch (IOException e) {
                LOG.warn("trace of interaction={} cannot be stored: {}", id, e.toString());
                return false;
            }
        }

        private Path day(String id) throws IOException {
            Path day = folder.resolve(id.length() > 8 ? id.substring(0, 8) : "other");
            if (made.filter(day::equals).isEmpty()) {
                made = Optional.of(Files.createDirectories(day));
            }
            return day;
        }

        @Override
        public void close() {
            gzip.close();
        }
    }

    /** What a name means. */
    public sealed interface Found {

        /** One call. */
        record One(Trace trace) implements Found {}

        /** Several; their ids. */
        record Several(List<String> ids) implements Found {}

        /** None. */
        record None() implements Found {}
    }

    /** The trace of a call by its id, a Call-ID of any leg, the beginning or end of either, or {@code last}. */
    public Found find(String name) throws IOException {
        List<Path> files = newestFirst();
        if (name.equals(Traces.LAST)) {
            return files.isEmpty() ? new Found.None() : new Found.One(TraceFile.read(files.getFirst()));
        }
        List<Path> fit = files.stream().filter(f -> Traces.means(name, idOf(f))).toList();
        if (fit.isEmpty()) {
            fit = files.stream()
                    .limit(MOST_LOOKED_INTO)
                    .filter(f -> head(f).stream()
                            .anyMatch(t -> t.legs().keySet().stream().anyMatch(id -> Traces.means(name, id))))
                    .toList();
        }
        if (fit.size() > 1) {
            return new Found.Several(
                    fit.stream().map(TraceFolder::idOf).limit(20).toList());
        }
        return fit.isEmpty() ? new Found.None() : new Found.One(TraceFile.read(fit.getFirst()));
    }

    private static String idOf(Path file) {
        String name = file.getFileName().toString();
        return name.substring(0, name.length() - END.length());
    }

    private static Optional<Trace> head(Path file) {
        try {
            return Optional.of(TraceFile.head(file));
        } catch (IOException e) {
            LOG.warn("trace {} cannot be read: {}", file, e.toString());
            return Optional.empty();
        }
    }

    private List<Path> newestFirst() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder, 2)) {
            return all.filter(f -> f.getFileName().toString().endsWith(END))
                    .sorted(Comparator.comparing(TraceFolder::idOf).reversed())
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause() == null ? new IOException(e) : e.getCause();
        }
    }

    /** Deletes every trace of a caller, by the caller's id in the store. @return how many */
    public int forget(String caller) {
        int count = 0;
        try {
            for (Path file : of(caller)) {
                Files.deleteIfExists(file);
                count++;
            }
        } catch (IOException e) {
            LOG.warn("traces cannot be forgotten: {}", e.toString());
        }
        return count;
    }

    /** How many {@link #forget} would delete. */
    public int countOf(String caller) {
        try {
            return of(caller).size();
        } catch (IOException e) {
            LOG.warn("traces cannot be counted: {}", e.toString());
            return 0;
        }
    }

    private List<Path> of(String caller) throws IOException {
        return caller.isEmpty()
                ? List.of()
                : newestFirst().stream()
                        .filter(file -> head(file)
                                .filter(t -> t.caller().equals(caller))
                                .isPresent())
                        .toList();
    }

    /** Deletes what is older than {@code age}, and the oldest until all together are no more than {@code bytes}. */
    public void expire(Instant now, Duration age, long bytes) {
        try {
            long room = bytes;
            List<Path> gone = new ArrayList<>();
            for (Path file : newestFirst()) {
                BasicFileAttributes about = Files.readAttributes(file, BasicFileAttributes.class);
                room -= about.size();
                if (room < 0 || about.lastModifiedTime().toInstant().isBefore(now.minus(age))) {
                    gone.add(file);
                }
            }
            for (Path file : gone) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.warn("old traces cannot be deleted: {}", e.toString());
        }
    }
}
