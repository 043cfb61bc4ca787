package org.helpline.journal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
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
 * data, and a {@code manifest.json} with the SHA-256 of each. Made while calls go on. Blocks: for a virtual thread or the
 * command line. Whoever holds the file can read what it holds: mode 0600.
 */
public final class Archive {

    static final String STORE = "store.db";
    static final String SPILL = "spill";
    static final String MANIFEST = "manifest.json";
    static final int FORMAT = 1;

    private final StoreSettings settings;
    private final Map<String, Path> more;
    private final Clock clock;

    /** An archive of these settings' files. {@code more}: name in the archive → file, for example credentials. */
    public Archive(StoreSettings settings, Map<String, Path> more, Clock clock) {
        this.settings = settings;
        this.more = Map.copyOf(more);
        this.clock = clock;
    }

    /** What the manifest says of one file. */
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
        List<Item> items = new ArrayList<>();
        try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.WRITE);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            Map<String, Path> files = new LinkedHashMap<>(more);
            files.put(SPILL, settings.spill());
            for (Map.Entry<String, Path> file : files.entrySet()) {
                if (Files.isRegularFile(file.getValue())) {
                    items.add(add(zip, file.getKey(), file.getValue(), progress));
                }
            }
            // after the spill: what moves from it to the store meanwhile is in both, and restoring that changes nothing
            progress.accept("copying the store …");
            if (store.copyTo(copy).toCompletableFuture().join() instanceof Stored.Failed<Boolean>(var trouble)) {
                return new Reading.NotRead<>("the store was not copied: " + trouble);
            }
            items.add(add(zip, STORE, copy, progress));
            zip.putNextEntry(new ZipEntry(MANIFEST));
            zip.write(JsonMapper.builder()
                    .build()
                    .writeValueAsBytes(new Manifest(FORMAT, clock.now().toString(), items)));
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        return new Reading.Read<>(Files.size(target));
    }

    private static Item add(ZipOutputStream zip, String name, Path file, Consumer<String> progress) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        MessageDigest sha = sha256();
        long bytes;
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha)) {
            bytes = in.transferTo(zip);
        }
        zip.closeEntry();
        progress.accept(name + ": " + bytes + " bytes");
        return new Item(name, bytes, HexFormat.of().formatHex(sha.digest()));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static Map<String, Path> places(StoreSettings settings, Map<String, Path> more) {
        Map<String, Path> places = new LinkedHashMap<>(more);
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
