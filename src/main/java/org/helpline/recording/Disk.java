package org.helpline.recording;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Where recordings are written; as it is, unless a test puts another one on. Any thread; blocks. */
public interface Disk {

    /** This machine's. */
    Disk OURS = new Disk() {};

    /** Makes a file for its owner alone, which must not be there yet, and opens it to be written. */
    default FileChannel make(Path file) throws IOException {
        return FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    /** How many bytes there is room for where this file lies. */
    default long free(Path file) throws IOException {
        return Files.getFileStore(file).getUsableSpace();
    }
}
