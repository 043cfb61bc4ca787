package org.helpline.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and opens the files of recordings, encrypted where there are keys. Any thread; blocks.
 *
 * <pre>
 *   0 "HLR1"   4 id of the key, 8 bytes   12 salt, 16 bytes
 *  28 chunks, each of 32,768 bytes encrypted by AES-256-GCM and a tag of 16 bytes; the last one may be shorter
 * </pre>
 *
 * <p>The key of a file is HMAC-SHA-256 of its salt under the key of the ring, so that no two files share one. The nonce of a chunk is its number and
 * whether it is the last one, and the head is authenticated with each: chunks that are changed, moved, taken from another file or cut off are noticed.
 */
public final class Vault {

    /** What the names of encrypted files end in. */
    static final String SEALED = ".sealed";

    static final int CHUNK = 32_768;
    static final int HEAD = 28;
    static final int TAG = 16;

    private static final byte[] MAGIC = "HLR1".getBytes(StandardCharsets.US_ASCII);
    private static final int SALT = 16;
    private static final int NONCE = 12;
    private static final String CIPHER = "AES/GCM/NoPadding";

    private final Optional<KeyRing> ring;
    private final RandomGenerator random;
    private final Disk disk;

    /** Encrypts with the ring's current key; empty: not at all, and what is encrypted cannot be opened. */
    public Vault(Optional<KeyRing> ring, RandomGenerator random, Disk disk) {
        this.ring = ring;
        this.random = random;
        this.disk = disk;
    }

    /** A new file's name as it is made now. */
    String named(String name) {
        return ring.isPresent() ? name + SEALED : name;
    }

    /** The id of the key of new files; empty: they are not encrypted. */
    String keyId() {
        return ring.map(KeyRing::currentId).orElse("");
    }

    /** Whether what this key has encrypted can be opened. */
    boolean has(String key) {
        return ring.flatMap(r -> r.find(key)).isPresent();
    }

    /** How many bytes there is room for where this file lies. Blocks. */
    long free(Path file) throws IOException {
        return disk.free(file);
    }

    /** Makes a file for its owner alone, which {@link #named} has named. */
    FileSink create(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.deleteIfExists(file);
        FileChannel channel = disk.make(file);
        if (ring.isEmpty()) {
            return new FileSink(channel, Optional.empty());
        }
        KeyRing.Key key = ring.get().current();
        byte[] salt = new byte[SALT];
        random.nextBytes(salt);
        byte[] head = ByteBuffer.allocate(HEAD)
                .put(MAGIC)
                .put(HexFormat.of().parseHex(key.id()))
                .put(salt)
                .array();
        return new FileSink(channel, Optional.of(new Seal(key.of(salt), head)));
    }

    /** Opens a file that is whole. */
    public FileSource open(Path file) throws IOException {
        return open(file, false);
    }

    /** Opens a file, maybe one that a crash has cut short: what of it is whole. */
    FileSource openCut(Path file) throws IOException {
        return open(file, true);
    }

    /** Whether nothing of a file that was cut short can be opened: it was, before its first chunk was whole. */
    boolean isEmpty(Path cut) throws IOException {
        if (Files.size(cut) <= HEAD) {
            return true;
        }
        try (FileSource left = openCut(cut)) {
            return left.size() == 0;
        }
    }

    private FileSource open(Path file, boolean cut) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return String.valueOf(file.getFileName()).endsWith(SEALED)
                    ? FileSource.sealed(channel, seal(file, channel), cut)
                    : FileSource.plain(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** The id of the key of a file that {@link #named} has named so; empty: it has no whole head. */
    static Optional<String> keyOf(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return head(channel).map(Vault::keyId);
        }
    }

    private static Optional<byte[]> head(FileChannel channel) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(HEAD);
        for (int read = 0; read >= 0 && head.hasRemaining(); ) {
            read = channel.read(head, head.position());
        }
        boolean isOurs = !head.hasRemaining() && Arrays.equals(head.array(), 0, MAGIC.length, MAGIC, 0, MAGIC.length);
        return isOurs ? Optional.of(head.array()) : Optional.empty();
    }

    private static String keyId(byte[] head) {
        return HexFormat.of().formatHex(head, MAGIC.length, MAGIC.length + KeyRing.ID_BYTES);
    }

    private Seal seal(Path file, FileChannel channel) throws IOException {
        byte[] bytes = head(channel).orElseThrow(() -> new IOException(file + " is no encrypted recording."));
        String id = keyId(bytes);
        KeyRing.Key key = ring.flatMap(r -> r.find(id))
                .orElseThrow(() -> new IOException(file + " was encrypted with the key " + id
                        + ", which is not in the file that recordings.key-file names."));
        return new Seal(key.of(Arrays.copyOfRange(bytes, HEAD - SALT, HEAD)), bytes);
    }

    /** Encrypts and decrypts the chunks of one file. One thread. */
    static final class Seal {
        private final SecretKeySpec key;
        private final byte[] head;

        Seal(SecretKeySpec key, byte[] head) {
            this.key = key;
            this.head = head.clone();
        }

        byte[] head() {
            return head.clone();
        }

        byte[] seal(byte[] plain, int length, long number, boolean last) {
            try {
                return cipher(Cipher.ENCRYPT_MODE, number, last).doFinal(plain, 0, length);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java has " + CIPHER, e);
            }
        }

        /** Empty if it was not sealed so. */
        Optional<byte[]> open(byte[] sealed, long number, boolean last) {
            try {
                return Optional.of(cipher(Cipher.DECRYPT_MODE, number, last).doFinal(sealed));
            } catch (GeneralSecurityException changed) {
                return Optional.empty();
            }
        }

        private Cipher cipher(int mode, long number, boolean last) throws GeneralSecurityException {
            byte[] nonce = ByteBuffer.allocate(NONCE)
                    .putInt(last ? 1 : 0)
                    .putLong(number)
                    .array();
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key, new GCMParameterSpec(8 * TAG, nonce));
            cipher.updateAAD(head);
            return cipher;
        }
    }
}
