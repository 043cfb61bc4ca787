package org.helpline.recording;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import org.helpline.recording.Vault.Seal;
import org.jspecify.annotations.Nullable;

/** A file of the {@link Vault} that is read, from anywhere in it. One thread; blocks. */
public final class FileSource implements Closeable {

    private static final int SEALED_CHUNK = Vault.CHUNK + Vault.TAG;

    private final FileChannel channel;
    private final @Nullable Seal seal;
    private final boolean cut;
    private long chunks;
    private long size;
    private long held = -1;
    private byte[] chunk = new byte[0];

    private FileSource(FileChannel channel, @Nullable Seal seal, boolean cut) {
        this.channel = channel;
        this.seal = seal;
        this.cut = cut;
    }

    static FileSource plain(FileChannel channel) throws IOException {
        FileSource source = new FileSource(channel, null, false);
        source.size = channel.size();
        return source;
    }

    static FileSource sealed(FileChannel channel, Seal seal, boolean cut) throws IOException {
        FileSource source = new FileSource(channel, seal, cut);
        source.measure();
        return source;
    }

    private void measure() throws IOException {
        long body = channel.size() - Vault.HEAD;
        long rest = body % SEALED_CHUNK;
        chunks = body / SEALED_CHUNK + (rest > 0 ? 1 : 0);
        size = chunks == 0 ? 0 : (chunks - 1) * Vault.CHUNK + (rest == 0 ? Vault.CHUNK : rest - Vault.TAG);
        if (cut
                && chunks > 0
                && (size < (chunks - 1) * Vault.CHUNK || opened(chunks - 1).isEmpty())) {
            chunks--; // it was being written
            size = chunks * Vault.CHUNK;
        } else if (chunks == 0 || size < (chunks - 1) * Vault.CHUNK) {
            throw changed();
        }
    }

    /** Bytes in it. */
    public long size() {
        return size;
    }

    /**
     * Reads.
     *
     * @param from a place in it
     * @return fewer than {@code length} bytes only at its end
     * @throws IOException if it cannot be read, or was changed after it was written
     */
    public byte[] read(long from, int length) throws IOException {
        byte[] all = new byte[Math.clamp(size - from, 0, length)];
        int done = 0;
        while (done < all.length) {
            done += fromChunk(all, done, from + done);
        }
        return all;
    }

    private int fromChunk(byte[] into, int at, long from) throws IOException {
        long number = from / Vault.CHUNK;
        if (number != held) {
            chunk = opened(number).orElseThrow(FileSource::changed);
            held = number;
        }
        int within = (int) (from % Vault.CHUNK);
        int part = Math.min(into.length - at, chunk.length - within);
        if (part <= 0) {
            throw changed();
        }
        System.arraycopy(chunk, within, into, at, part);
        return part;
    }

    private Optional<byte[]> opened(long number) throws IOException {
        if (seal == null) {
            return Optional.of(stored(number * Vault.CHUNK, Vault.CHUNK));
        }
        byte[] sealed = stored(Vault.HEAD + number * SEALED_CHUNK, SEALED_CHUNK);
        Optional<byte[]> whole = seal.open(sealed, number, number == chunks - 1);
        return whole.isEmpty() && cut ? seal.open(sealed, number, false) : whole;
    }

    private byte[] stored(long from, int most) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.clamp(channel.size() - from, 0, most));
        for (int read = 0; read >= 0 && bytes.hasRemaining(); ) {
            read = channel.read(bytes, from + bytes.position());
        }
        return bytes.array();
    }

    private static IOException changed() {
        return new IOException("it was changed after it was written, or cut off");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
