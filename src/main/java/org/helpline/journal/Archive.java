package org.helpline.journal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.helpline.config.StoreSettings;
import org.helpline.core.Clock;
import org.helpline.core.Problems;
import org.helpline.store.Store;
import org.helpline.store.Stored;
import tools.jackson.databind.json.JsonMapper;

/**
 * A backup: one zip file with the store (keys included), what waits in the spill, whatever else belongs to the server's
 * data, folders too, and a {@code manifest.json} with the SHA-256 of each. Made while calls go on. Blocks: for a virtual thread or the
 * command line. Whoever holds the file can read what it holds: mode 0600.
 */
public final class Archive {

    static final String STORE = "store.db";
    static final String SPILL = "spill";
    static final String MANIFEST = "manifest.json";
    static final int FORMAT = 1;

    private final StoreSettings settings;
    private final Belongings more;
    private final Clock clock;

    /** An archive of these settings' files and of what else belongs to the server, for example credentials and recordings. */
    public Archive(StoreSettings settings, Belongings more, Clock clock) {
        this.settings = settings;
        this.more = more;
        this.clock = clock;
    }

    /** What the manifest says of one file; one whose bytes an earlier one has is not in the zip itself. */
    record Item(String name, long bytes, String sha256) {}

    /** The manifest. {@code made} as ISO 8601. */
    record Manifest(int format, String made, List<Item> files) {}

    /** Backs up the open store of a running server. {@code journal} is flushed first. */
    public Reading<Long> backup(Store store, Journal journal, Path target, Consumer<String> progress) {
        journal.flush().toCompletableFuture().join();
        return write(store, target, progress);
    }

    /**
     * Backs up the files of a server that does not run.
     *
     * @param target a file that does not exist yet
     * @param progress gets a line per file
     * @return how many bytes the backup has
     */
    public Reading<Long> backup(Path target, Consumer<String> progress) {
        Problems problems = new Problems();
        try (Store store = Store.openToRead(settings, problems).orElse(null)) {
            return store == null
                    ? new Reading.NotRead<>(problems.all().getFirst().toString())
                    : write(store, target, progress);
        }
    }

    private Reading<Long> write(Store store, Path target, Consumer<String> progress) {
        if (Files.exists(target)) {
            return new Reading.NotRead<>(target + " exists already; name a new file");
        }
        Path part = target.resolveSibling(target.getFileName() + ".part");
        Path copy = target.resolveSibling(target.getFileName() + ".store");
        try {
            Files.deleteIfExists(part);
            Files.deleteIfExists(copy);
            Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            // SQLite fills an empty file too, so the copy never lies open to others
            Files.createFile(copy, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return fill(store, part, copy, target, progress);
        } catch (IOException e) {
            return new Reading.NotRead<>("the backup cannot be written: " + e);
        } finally {
            remove(part);
            remove(copy);
        }
    }

    private Reading<Long> fill(Store store, Path part, Path copy, Path target, Consumer<String> progress)
            throws IOException {
        try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.WRITE);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            Packing packing = new Packing(zip, progress);
            Map<String, Path> files = new LinkedHashMap<>(more.files());
            files.put(SPILL, settings.spill());
            for (Map.Entry<String, Path> file : files.entrySet()) {
                if (Files.isRegularFile(file.getValue())) {
                    packing.file(file.getKey(), file.getValue());
                }
            }
            // after the spill: what moves from it to the store meanwhile is in both, and restoring that changes nothing
            progress.accept("copying the store …");
            if (store.copyTo(copy).toCompletableFuture().join() instanceof Stored.Failed<Boolean>(var trouble)) {
                return new Reading.NotRead<>("the store was not copied: " + trouble);
            }
            packing.file(STORE, copy);
            // after the store: a message that it names has its recording already, in its box or among the drafts
            for (Belongings.Folder folder : more.folders()) {
                if (Files.isDirectory(folder.place())) {
                    packing.folder(folder, folder.place().toRealPath());
                }
            }
            zip.putNextEntry(new ZipEntry(MANIFEST));
            zip.write(JsonMapper.builder()
                    .build()
                    .writeValueAsBytes(new Manifest(FORMAT, clock.now().toString(), packing.items())));
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        return new Reading.Read<>(Files.size(target));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static Map<String, Path> places(StoreSettings settings, Belongings more) {
        Map<String, Path> places = new LinkedHashMap<>(more.files());
        places.put(SPILL, settings.spill());
        places.put(STORE, settings.file());
        return places;
    }

    static final Set<String> SIDE_FILES = Set.of("-wal", "-shm");

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            org.slf4j.LoggerFactory.getLogger(Archive.class).warn("backup: {} was left behind: {}", file, e.toString());
        }
    }
}
