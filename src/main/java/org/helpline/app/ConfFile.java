package org.helpline.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** A file of settings, read and replaced as a whole. Blocks. */
record ConfFile(Path file) {

    private static final String MARK = "\uFEFF";

    /** The text without the byte order mark of some editors; "" where there is no file. */
    String text() throws IOException {
        String raw = raw();
        return raw.startsWith(MARK) ? raw.substring(1) : raw;
    }

    private String raw() throws IOException {
        return Files.exists(file) ? Files.readString(file) : "";
    }

    /** Undoes {@link #replace}; a file that was begun by it, with what was there without it, is gone again. */
    void takeBack(String written, String text, String before) throws IOException {
        if (text.isEmpty() && !before.isEmpty()) {
            Files.deleteIfExists(file);
        } else {
            replace(written, text);
        }
    }

    /**
     * Puts another text in the place of {@code old}, at once and whole, for the same people.
     *
     * @return false if somebody else has changed the file meanwhile; then nothing is written
     */
    boolean replace(String old, String next) throws IOException {
        String raw = raw();
        String mark = raw.startsWith(MARK) ? MARK : "";
        if (!raw.equals(mark + old)) {
            return false;
        }
        boolean isThere = Files.exists(file);
        Path real = isThere ? file.toRealPath() : file; // a link stays a link
        Path draft = Files.createTempFile(real.toAbsolutePath().getParent(), ".conf", ".draft");
        try {
            Files.writeString(draft, mark + next);
            if (isThere) {
                Set<PosixFilePermission> same = Files.getPosixFilePermissions(real);
                Files.setPosixFilePermissions(draft, same);
            }
            Files.move(draft, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return true;
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
