package org.helpline.recording;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.helpline.recording.Vault.Seal;

/** A file of the {@link Vault} that is being written: whole only once it is {@link #close}d. One thread; blocks. */
final class FileSink extends OutputStream {

    private final FileChannel channel;
    private final Optional<Seal> seal;
    private final byte[] chunk = new byte[Vault.CHUNK];
    private final MessageDigest stored = Verification.sha256();
    private final MessageDigest plain = Verification.sha256();
    private int filled;
    private long number;
    private long bytes;
    private long kept;
    private boolean headed;

    FileSink(FileChannel channel, Optional<Seal> seal) {
        this.channel = channel;
        this.seal = seal;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] from, int at, int length) throws IOException {
        plain.update(from, at, length);
        int done = 0;
        while (done < length) {
            if (filled == chunk.length) {
                put(false);
            }
            int part = Math.min(length - done, chunk.length - filled);
            System.arraycopy(from, at + done, chunk, filled, part);
            filled += part;
            done += part;
        }
    }

    /** The rest, and onto the disk. */
    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            try (channel) {
                put(true);
                channel.force(true);
            }
        }
    }

    /** As it is: what was not written is lost. @return how many of the bytes it was given stay */
    long abandon() throws IOException {
        channel.close();
        return kept;
    }

    private void put(boolean last) throws IOException {
        if (seal.isEmpty()) {
            store(chunk, filled);
        } else {
            if (!headed) {
                headed = true;
                store(seal.get().head(), Vault.HEAD);
            }
            byte[] sealed = seal.get().seal(chunk, filled, number++, last);
            store(sealed, sealed.length);
        }
        kept += filled;
        filled = 0;
    }

    private void store(byte[] from, int length) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(from, 0, length);
        while (left.hasRemaining()) {
            channel.write(left);
        }
        stored.update(from, 0, length);
        bytes += length;
    }

    /** Bytes on the disk. */
    long bytes() {
        return bytes;
    }

    /** SHA-256 of the file as it lies there, once closed; to be asked for once. */
    String storedHash() {
        return HexFormat.of().formatHex(stored.digest());
    }

    /** SHA-256 of what was written, once closed; to be asked for once. */
    String plainHash() {
        return HexFormat.of().formatHex(plain.digest());
    }
}
