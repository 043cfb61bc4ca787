package org.helpline.media.capture;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A WAV file that grows: 8 kHz, mono, 16 bit. Its lengths are written at the end, under its own name only then. One thread; blocks.
 *
 * <pre>
 *   0 "RIFF" size "WAVE"
 *  12 "fmt " 16   1 (PCM)  1 channel  8000 Hz  16000 bytes a second  2 bytes a frame  16 bits
 *  36 "data" size
 *  44 samples, little-endian
 * </pre>
 */
final class WavFile {

    static final int HEADER = 44;
    private static final int RATE = 8_000;
    private static final int SAMPLE_BYTES = 2;

    private final Path file;
    private final Path part;
    private final FileChannel channel;

    private WavFile(Path file, Path part, FileChannel channel) {
        this.file = file;
        this.part = part;
        this.channel = channel;
    }

    /** Makes the file, readable by its owner alone. */
    static WavFile create(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path part = file.resolveSibling(file.getFileName() + ".part");
        FileChannel channel = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        if (Files.isRegularFile(part)) {
            Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-------"));
        }
        WavFile made = new WavFile(file, part, channel);
        try {
            made.append(header(0));
        } catch (IOException full) {
            made.discard();
            throw full;
        }
        return made;
    }

    void append(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Cuts what is too long, writes the lengths, and gives the file its name once it is on the disk. */
    void finish(long samples) throws IOException {
        long bytes = samples * SAMPLE_BYTES;
        try (channel) {
            channel.truncate(HEADER + bytes);
            channel.position(0);
            append(header((int) bytes));
            channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Leaves nothing behind. */
    void discard() throws IOException {
        try (channel) {
            Files.deleteIfExists(part);
        }
    }

    private static ByteBuffer header(int bytes) {
        ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.put(ascii("RIFF")).putInt(bytes == 0 ? 0 : HEADER - 8 + bytes).put(ascii("WAVE"));
        header.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1);
        header.putInt(RATE)
                .putInt(RATE * SAMPLE_BYTES)
                .putShort((short) SAMPLE_BYTES)
                .putShort((short) 16);
        return header.put(ascii("data")).putInt(bytes).flip();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
