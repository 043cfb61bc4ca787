package org.helpline.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.helpline.config.StoreSettings;
import org.helpline.core.Problems;
import org.helpline.store.Store;
import org.helpline.store.Stored;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Brings back a backup. All of it is unpacked beside the files in force and checked before any of those is touched; they
 * are then kept as {@code NAME.bak} ({@code .bak2} … if that exists). The server must not run. Blocks: command line.
 */
public final class Restore {

    static final String UNPACKED = ".restoring";

    private final StoreSettings settings;
    private final Map<String, Path> places;
    private final UnpackedFolders folders;

    /** To these settings' files; {@code more} as in {@link Archive}. */
    public Restore(StoreSettings settings, Belongings more) {
        this.settings = settings;
        this.places = Archive.places(settings, more);
        this.folders = new UnpackedFolders(
                more.folders(), settings.file().toAbsolutePath().resolveSibling(""));
    }

    /** Restores; gives where the old files are kept, or why nothing was changed. */
    public Reading<List<Path>> from(Path backup, Consumer<String> progress) {
        Map<String, Path> unpacked = new LinkedHashMap<>();
        folders.remove();
        try (ZipFile zip = new ZipFile(backup.toFile())) {
            Optional<String> wrong = unpack(zip, backup, unpacked, progress).or(() -> checkStore(backup));
            return wrong.<Reading<List<Path>>>map(Reading.NotRead::new).orElseGet(() -> putInPlace(unpacked, progress));
        } catch (ZipException e) {
            return new Reading.NotRead<>(backup + " is not a backup of Helpline: " + e.getMessage());
        } catch (IOException e) {
            return new Reading.NotRead<>(backup + " cannot be restored: " + e);
        } finally {
            unpacked.values().forEach(Restore::remove);
            folders.remove();
            Archive.SIDE_FILES.forEach(side -> remove(unpackedPlace(settings.file())
                    .resolveSibling(unpackedPlace(settings.file()).getFileName() + side)));
        }
    }

    private Optional<String> unpack(ZipFile zip, Path backup, Map<String, Path> unpacked, Consumer<String> progress)
            throws IOException {
        Optional<Archive.Manifest> manifest = manifest(zip);
        if (manifest.isEmpty()) {
            return Optional.of(backup + " is not a backup of Helpline: it has no readable " + Archive.MANIFEST);
        }
        if (manifest.get().format() != Archive.FORMAT) {
            return Optional.of(
                    backup + " has format " + manifest.get().format() + ", this Helpline reads " + Archive.FORMAT);
        }
        for (Archive.Item item : manifest.get().files()) {
            Path place = places.get(item.name()); // only files and folders that we know, so no name leads elsewhere
            Optional<Path> inFolder = place == null ? folders.place(item.name()) : Optional.empty();
            if (inFolder.isPresent()) {
                if (!unpackInto(zip, item, inFolder.get())) {
                    return Optional.of(backup + " is damaged: " + item.name() + " is not what was backed up");
                }
            } else if (place == null) {
                progress.accept(item.name() + ": unknown here, left out");
            } else {
                unpacked.put(item.name(), unpackedPlace(place));
                if (!unpack(zip, item, unpackedPlace(place))) {
                    return Optional.of(backup + " is damaged: " + item.name() + " is not what was backed up");
                }
                progress.accept(item.name() + ": " + item.bytes() + " bytes, as backed up");
            }
        }
        return unpacked.containsKey(Archive.STORE) ? Optional.empty() : Optional.of(backup + " holds no store");
    }

    private boolean unpackInto(ZipFile zip, Archive.Item item, Path to) throws IOException {
        if (zip.getEntry(item.name()) == null) {
            return folders.again(item, to);
        }
        boolean isWhole = unpack(zip, item, to);
        folders.unpacked(item, to);
        return isWhole;
    }

    private static Optional<Archive.Manifest> manifest(ZipFile zip) throws IOException {
        ZipEntry entry = zip.getEntry(Archive.MANIFEST);
        if (entry == null) {
            return Optional.empty();
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return Optional.of(JsonMapper.builder().build().readValue(in, Archive.Manifest.class));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private static boolean unpack(ZipFile zip, Archive.Item item, Path to) throws IOException {
        ZipEntry entry = zip.getEntry(item.name());
        if (entry == null) {
            return false;
        }
        remove(to);
        makeParents(to);
        Files.createFile(to, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        MessageDigest sha = Archive.sha256();
        try (InputStream in = new DigestInputStream(zip.getInputStream(entry), sha);
                var out = Files.newOutputStream(to)) {
            in.transferTo(out);
        }
        return HexFormat.of().formatHex(sha.digest()).equals(item.sha256());
    }

    /** Whether SQLite finds the unpacked store whole and this Helpline can read it. */
    private Optional<String> checkStore(Path backup) {
        Path file = unpackedPlace(settings.file());
        Problems problems = new Problems();
        StoreSettings there = new StoreSettings(file, settings.spill(), settings.customers(), settings.homeCountry());
        try (Store store = Store.openToRead(there, problems).orElse(null)) {
            if (store == null) {
                return Optional.of(backup + " holds a store that does not open: " + problems.all());
            }
            Stored<List<String>> check = store.read(
                            tx -> tx.query("pragma quick_check(1)", row -> row.text("quick_check")))
                    .toCompletableFuture()
                    .join();
            return check.ifDone().filter(List.of("ok")::equals).isPresent()
                    ? Optional.empty()
                    : Optional.of(backup + " holds a damaged store: " + check);
        }
    }

    static void makeParents(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
    }

    private Reading<List<Path>> putInPlace(Map<String, Path> unpacked, Consumer<String> progress) {
        List<Path> kept = new ArrayList<>();
        try {
            for (Map.Entry<String, Path> place : places.entrySet()) {
                // facts that wait in the old spill belong to the old store; other files stay unless the backup has them
                if (unpacked.containsKey(place.getKey()) || place.getKey().equals(Archive.SPILL)) {
                    keep(place.getValue()).ifPresent(kept::add);
                }
            }
            for (Map.Entry<String, Path> file : unpacked.entrySet()) {
                Files.move(file.getValue(), java.util.Objects.requireNonNull(places.get(file.getKey())));
            }
            kept.addAll(folders.putInPlace(progress));
            return new Reading.Read<>(List.copyOf(kept));
        } catch (IOException e) {
            return new Reading.NotRead<>("half-way: " + e + "; the old files are " + kept
                    + ", move them back or make room and restore again");
        }
    }

    /** Moves a file or folder aside; gives where to, empty if there is none. */
    static Optional<Path> keep(Path place) throws IOException {
        if (!Files.exists(place)) {
            return Optional.empty();
        }
        int n = 1;
        Path kept = sibling(place, ".bak");
        while (Files.exists(kept)) {
            n++;
            kept = sibling(place, ".bak" + n);
        }
        for (String side :
                Archive.SIDE_FILES) { // the write-ahead log belongs to the old store, and must not meet the new one
            if (Files.exists(sibling(place, side))) {
                Files.move(sibling(place, side), sibling(kept, side));
            }
        }
        Files.move(place, kept);
        return Optional.of(kept);
    }

    private static Path unpackedPlace(Path place) {
        return sibling(place, UNPACKED);
    }

    private static Path sibling(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            org.slf4j.LoggerFactory.getLogger(Restore.class)
                    .warn("restore: {} was left behind: {}", file, e.toString());
        }
    }
}
