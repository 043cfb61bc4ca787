package org.helpline.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The file that entries wait in while the store does not take them: one a line, {@code CRC32 TYPE JSON}, appended, read
 * again from its begin, and emptied when all of it is stored. A line that was torn by a crash or damaged goes to
 * {@code FILE.bad} and is told. Confined to the journal's loop. Sealed texts stay sealed here, but new keys lie beside them:
 * mode 0600, and emptied as soon as the store has them.
 */
final class Spill implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Spill.class);
    private static final int CHUNK = 256 * 1024;

    private final Path file;
    private final FileChannel channel;
    private final JsonMapper json = JsonMapper.builder().build();
    private long taken; // bytes from the begin that the store has

    private Spill(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static Spill open(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Spill spill = new Spill(file, channel);
        spill.endLastLine();
        return spill;
    }

    /** Whether nothing waits in it. */
    boolean isEmpty() throws IOException {
        return taken >= channel.size();
    }

    /** Appends all or, if that fails, nothing. */
    void append(List<Entry> entries) throws IOException {
        StringBuilder lines = new StringBuilder();
        entries.forEach(entry -> lines.append(line(entry)));
        long end = channel.size();
        ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
        try {
            long at = end;
            while (bytes.hasRemaining()) {
                at += channel.write(bytes, at);
            }
        } catch (IOException e) {
            channel.truncate(end);
            throw e;
        }
    }

    /** Some entries that wait, oldest first, at least one if any waits; {@link Chunk#end} goes to {@link #took}. */
    Chunk next() throws IOException {
        byte[] bytes = read(taken, CHUNK);
        int end = lastNewline(bytes);
        if (end == 0 && bytes.length > 0) { // one line longer than the chunk
            bytes = read(taken, (int) Math.min(Integer.MAX_VALUE - 8, channel.size() - taken));
            end = lastNewline(bytes);
        }
        List<Entry> entries = new ArrayList<>();
        new String(bytes, 0, end, StandardCharsets.UTF_8)
                .lines()
                .forEach(line -> read(line).ifPresentOrElse(entries::add, () -> setAside(line)));
        return new Chunk(entries, taken + end);
    }

    /** Marks what was read up to {@code end} as stored; empties the file when that is all. */
    void took(long end) throws IOException {
        taken = end;
        if (taken >= channel.size()) {
            channel.truncate(0);
            taken = 0;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** Entries read, and the position after them. */
    record Chunk(List<Entry> entries, long end) {}

    /** A crash may have torn the last line: ended here, so that what follows stands on lines of its own. */
    private void endLastLine() throws IOException {
        long size = channel.size();
        if (size > 0 && read(size - 1, 1)[0] != '\n') {
            channel.write(ByteBuffer.wrap(new byte[] {'\n'}), size);
        }
    }

    private byte[] read(long from, int most) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(most, Math.max(0, channel.size() - from)));
        while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) > 0) {}
        return buffer.array();
    }

    private static int lastNewline(byte[] bytes) {
        int at = bytes.length;
        while (at > 0 && bytes[at - 1] != '\n') {
            at--;
        }
        return at;
    }

    private String line(Entry entry) {
        String body = entry.getClass().getSimpleName() + " " + json.writeValueAsString(entry);
        return checksum(body) + " " + body + "\n";
    }

    private Optional<Entry> read(String line) {
        if (line.length() < 10 || !checksum(line.substring(9)).equals(line.substring(0, 8))) {
            return Optional.empty();
        }
        String body = line.substring(9);
        int space = body.indexOf(' ');
        String type = body.substring(0, Math.max(0, space));
        String value = body.substring(space + 1);
        try {
            return switch (type) {
                case "Key" -> Optional.of(json.readValue(value, Entry.Key.class));
                case "Line" -> Optional.of(json.readValue(value, Entry.Line.class));
                case "Forget" -> Optional.of(json.readValue(value, Entry.Forget.class));
                default -> Optional.empty();
            };
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    private void setAside(String line) {
        Path bad = file.resolveSibling(file.getFileName() + ".bad");
        try {
            Files.writeString(bad, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        LOG.warn("journal: a line of {} is torn or damaged; it was put into {} and its fact is missing", file, bad);
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", crc.getValue());
    }
}
