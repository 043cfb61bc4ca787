package org.helpline.journal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.helpline.journal.Archive.Item;

/** Puts files into a backup and notes each for the manifest; of equal files in folders the first has the bytes. Blocks; one thread. */
final class Packing {

    /** So often a folder is looked through for what came, or moved within it, meanwhile. */
    private static final int PASSES = 5;

    private final ZipOutputStream zip;
    private final Consumer<String> progress;
    private final List<Item> items = new ArrayList<>();
    private final Map<String, Item> bySha = new HashMap<>();
    private final Set<Long> sizes = new HashSet<>();

    Packing(ZipOutputStream zip, Consumer<String> progress) {
        this.zip = zip;
        this.progress = progress;
    }

    /** What was packed, for the manifest. */
    List<Item> items() {
        return items;
    }

    void file(String name, Path file) throws IOException {
        progress.accept(name + ": " + add(name, file).bytes() + " bytes");
    }

    /** All that lies in a folder, which may change meanwhile: what is deleted is left out, what is moved is found where it went. */
    void folder(Belongings.Folder folder, Path place) throws IOException {
        Set<String> had = new HashSet<>();
        long bytes = 0;
        int files = 0;
        boolean hasMore = true;
        for (int pass = 0; pass < PASSES && hasMore; pass++) {
            hasMore = false;
            for (Path file : below(place, folder.way())) {
                String name = folder.name() + place.relativize(file).toString().replace('\\', '/');
                if (had.add(name)) {
                    hasMore = true;
                    try {
                        bytes += once(name, file).bytes();
                        files++;
                    } catch (NoSuchFileException gone) {
                        // moved or deleted since it was listed; the next pass finds where to
                    }
                }
            }
        }
        progress.accept(folder.name() + ": " + files + (files == 1 ? " file, " : " files, ") + bytes + " bytes");
    }

    private static List<Path> below(Path place, Belongings.Way way) throws IOException {
        try (Stream<Path> all = Files.walk(place)) {
            return all.filter(Files::isRegularFile)
                    .filter(f -> way == Belongings.Way.REPLACED || isWork(place.relativize(f)))
                    .sorted()
                    .toList();
        }
    }

    /** What Helpline reads of a folder in which people also keep other things, such as a repository. */
    private static boolean isWork(Path file) {
        String name = file.toString();
        return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".wav"));
    }

    private Item once(String name, Path file) throws IOException {
        if (!sizes.add(Files.size(file))) {
            Item same = bySha.get(sha(file));
            if (same != null) {
                Item again = new Item(name, same.bytes(), same.sha256());
                items.add(again);
                return again;
            }
        }
        return add(name, file);
    }

    private Item add(String name, Path file) throws IOException {
        MessageDigest sha = Archive.sha256();
        long bytes;
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha)) {
            zip.putNextEntry(new ZipEntry(name));
            bytes = in.transferTo(zip);
        }
        zip.closeEntry();
        Item item = new Item(name, bytes, HexFormat.of().formatHex(sha.digest()));
        items.add(item);
        bySha.putIfAbsent(item.sha256(), item);
        return item;
    }

    private static String sha(Path file) throws IOException {
        MessageDigest sha = Archive.sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(sha.digest());
    }
}
