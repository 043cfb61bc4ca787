package org.helpline.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.helpline.core.Problem;
import org.helpline.core.Problems;

/**
 * Holds {@code FILE.lock} while a server serves a store: SQLite would let two write in turn, and the second would take the
 * first one's calls for cut ones. The system lets go of it however the process ends; the file itself stays.
 */
final class StoreLock implements AutoCloseable {

    private final FileChannel channel;

    private StoreLock(FileChannel channel) {
        this.channel = channel;
    }

    static Optional<StoreLock> take(Path store, Problems problems) {
        Path file = store.resolveSibling(store.getFileName() + ".lock");
        try {
            FileChannel channel = FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            if (isOurs(channel)) {
                return Optional.of(new StoreLock(channel));
            }
            channel.close();
            problems.add(Problem.of(
                    store.toString(),
                    "Another Helpline serves this store.",
                    "Stop it, or give this one a directory of its own by --data DIR."));
        } catch (IOException e) {
            problems.add(Problem.of(
                    file.toString(), "The store cannot be locked: " + e + ".", "Let the server's user write there."));
        }
        return Optional.empty();
    }

    private static boolean isOurs(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) { // held by another store of this very process
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a lock file that was open does not close", e);
        }
    }
}
