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
import org.jspecify.annotations.Nullable;

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
final class WavFile implements SoundSink {

    static final int HEADER = 44;
    private static final int RATE = 8_000;
    private static final int SAMPLE_BYTES = 2;

    private final Path file;
    private final Path part;
    private @Nullable FileChannel channel;

    WavFile(Path file) {
        this.file = file;
        this.part = file.resolveSibling(file.getFileName() + ".part");
    }

    /** Makes the file, readable by its owner alone. */
    @Override
    public void open() throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        channel = FileChannel.open(
                part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
        if (Files.isRegularFile(part)) {
            Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-------"));
        }
        append(header(0));
    }

    private FileChannel opened() throws IOException {
        if (channel == null) {
            throw new IOException("it was not opened");
        }
        return channel;
    }

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public void append(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            opened().write(bytes);
        }
    }

    /** Cuts what is too long, writes the lengths, and gives the file its name once it is on the disk. */
    @Override
    public void finish(long samples) throws IOException {
        long bytes = samples * SAMPLE_BYTES;
        try (FileChannel whole = opened()) {
            whole.truncate(HEADER + bytes);
            whole.position(0);
            append(header((int) bytes));
            whole.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Leaves nothing behind. */
    @Override
    public long breakOff() throws IOException {
        try {
            if (channel != null) {
                channel.close();
            }
        } finally {
            Files.deleteIfExists(part);
        }
        return 0;
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
