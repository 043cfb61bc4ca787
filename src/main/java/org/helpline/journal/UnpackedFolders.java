package org.helpline.journal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The folders of a backup while it is restored: unpacked first, on the disk where they belong or, where other people's files are, beside the store;
 * then put in place. Blocks; one thread.
 */
final class UnpackedFolders {

    private static final String RECORDING = ".wav";

    private final List<Belongings.Folder> folders;
    private final Path beside;
    private final Map<String, Path> bySha = new HashMap<>();

    /** {@code beside}: the folder of the store. */
    UnpackedFolders(List<Belongings.Folder> folders, Path beside) {
        this.folders = folders;
        this.beside = beside;
    }

    /** Where the file of this name is unpacked to; empty if it belongs to no folder that we know. */
    Optional<Path> place(String item) {
        for (Belongings.Folder folder : folders) {
            Optional<Path> within = folder.within(item);
            if (within.isPresent()) {
                return within.map(unpacked(folder)::resolve);
            }
        }
        return Optional.empty();
    }

    /** It was unpacked and is what was backed up. */
    void unpacked(Archive.Item item, Path file) {
        bySha.putIfAbsent(item.sha256(), file);
    }

    /** Unpacks a file whose bytes an earlier one has; false if none has. Equal files of a folder stand on the disk once. */
    boolean again(Archive.Item item, Path to) throws IOException {
        Path same = bySha.get(item.sha256());
        if (same == null) {
            return false;
        }
        Restore.makeParents(to);
        if (folders.stream().map(this::unpacked).anyMatch(f -> same.startsWith(f) && to.startsWith(f))) {
            Files.createLink(to, same);
        } else {
            Files.copy(same, to);
        }
        return true;
    }

    /** Puts all in place; gives what was moved aside. */
    List<Path> putInPlace(Consumer<String> progress) throws IOException {
        List<Path> kept = new ArrayList<>();
        for (Belongings.Folder folder : folders) {
            if (Files.isDirectory(unpacked(folder))) {
                switch (folder.way()) {
                    case REPLACED -> {
                        Restore.keep(folder.place()).ifPresent(kept::add);
                        Restore.makeParents(folder.place());
                        Files.move(unpacked(folder), folder.place());
                    }
                    case FILLED_IN -> fillIn(folder, kept, progress);
                }
            }
        }
        return kept;
    }

    private void fillIn(Belongings.Folder folder, List<Path> kept, Consumer<String> progress) throws IOException {
        Map<Path, Boolean> isThere = new HashMap<>();
        for (Path file : files(unpacked(folder))) {
            Path relative = unpacked(folder).relativize(file);
            Path place = folder.place().resolve(relative);
            boolean isNew = !isThere.computeIfAbsent(
                    relative.getName(0), first -> Files.exists(folder.place().resolve(first)));
            boolean isWanted = isNew || relative.toString().endsWith(RECORDING);
            if (isWanted && !(Files.isRegularFile(place) && Files.mismatch(file, place) < 0)) {
                try {
                    Restore.makeParents(place);
                    Restore.keep(place).ifPresent(kept::add);
                    copy(file, place);
                    progress.accept(place + ": brought back");
                } catch (
                        IOException e) { // the folder may be somebody else's; the rest of the backup comes back all the
                    // same
                    progress.accept(
                            place + ": cannot be written (" + e + "); the backup is a zip file, take it from there");
                }
            }
        }
    }

    /** With the rights that new files have there, where the unpacked one is its owner's alone. */
    private static void copy(Path file, Path place) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                OutputStream out = Files.newOutputStream(place)) {
            in.transferTo(out);
        }
    }

    /** Forgets what was unpacked. */
    void remove() {
        for (Belongings.Folder folder : folders) {
            try {
                if (Files.isDirectory(unpacked(folder))) {
                    try (Stream<Path> all = Files.walk(unpacked(folder))) {
                        for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                            Files.delete(file);
                        }
                    }
                }
            } catch (IOException e) {
                org.slf4j.LoggerFactory.getLogger(UnpackedFolders.class)
                        .warn("restore: {} was left behind: {}", unpacked(folder), e.toString());
            }
        }
    }

    private Path unpacked(Belongings.Folder folder) {
        String name = folder.name().replaceAll("/", "") + Restore.UNPACKED;
        return switch (folder.way()) {
            case REPLACED -> folder.place().toAbsolutePath().resolveSibling(name);
            case FILLED_IN -> beside.resolve(name);
        };
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
