package org.helpline.recording;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of recordings, in a text file: a line for each, its id of 16 hex digits and its 64 hex digits. The first one is for new recordings, the
 * others are for those of before. Any thread.
 */
public final class KeyRing {

    /** Bytes of an id. */
    static final int ID_BYTES = 8;

    private static final int KEY_BYTES = 32;
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{16}) ([0-9a-f]{64})");
    private static final String DERIVATION = "HmacSHA256";

    private final Path file;
    private volatile List<Key> keys;

    private KeyRing(Path file, List<Key> keys) {
        this.file = file;
        this.keys = List.copyOf(keys);
    }

    /** One key. */
    record Key(String id, SecretKeySpec secret) {

        /** The key of one file, whose salt is in its head. */
        SecretKeySpec of(byte[] salt) {
            try {
                Mac mac = Mac.getInstance(DERIVATION);
                mac.init(secret);
                return new SecretKeySpec(mac.doFinal(salt), "AES");
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java has " + DERIVATION, e);
            }
        }

        @Override
        public String toString() {
            return "key " + id;
        }
    }

    /**
     * Reads the keys, making the file with a first one if there is none. Blocks.
     *
     * @throws IOException if it cannot be read or made, or holds something else
     */
    public static KeyRing open(Path file, RandomGenerator random) throws IOException {
        if (!Files.exists(file)) {
            write(file, List.of(fresh(random)));
        }
        List<Key> keys = new ArrayList<>();
        for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                keys.add(key(file, line.strip()));
            }
        }
        if (keys.isEmpty()) {
            throw new IOException(file + " holds no key.");
        }
        return new KeyRing(file, keys);
    }

    private static Key key(Path file, String line) throws IOException {
        Matcher written = LINE.matcher(line);
        if (!written.matches()) { // the line itself is a secret
            throw new IOException(file + " has a line that is no key: 16 hex digits, a space and 64 hex digits.");
        }
        return new Key(written.group(1), new SecretKeySpec(HexFormat.of().parseHex(written.group(2)), DERIVATION));
    }

    private static Key fresh(RandomGenerator random) {
        byte[] id = new byte[ID_BYTES];
        byte[] secret = new byte[KEY_BYTES];
        random.nextBytes(id);
        random.nextBytes(secret);
        return new Key(HexFormat.of().formatHex(id), new SecretKeySpec(secret, DERIVATION));
    }

    private static void write(Path file, List<Key> keys) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path next = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(next);
        Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        List<String> lines = new ArrayList<>(
                List.of(
                        "# Keys of recordings. The first is for new ones, the others open those of before. Keep a copy in another place."));
        for (Key key : keys) {
            lines.add(key.id() + " " + HexFormat.of().formatHex(key.secret().getEncoded()));
        }
        Files.write(next, lines, StandardCharsets.US_ASCII);
        if (Files.exists(file)) {
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } else {
            try {
                Files.createLink(file, next); // fails where another process was faster: its key counts
            } catch (FileAlreadyExistsException made) {
                throw new IOException(file + " was made by another process just now. Start again.", made);
            } finally {
                Files.delete(next);
            }
        }
    }

    /** The key of new recordings. */
    Key current() {
        return keys.getFirst();
    }

    /** Its id, which the head of each new recording names. */
    public String currentId() {
        return current().id();
    }

    Optional<Key> find(String id) {
        return keys.stream().filter(k -> k.id().equals(id)).findFirst();
    }

    /** Whether others than its owner can read the file. Blocks. */
    public boolean isOpenToOthers() throws IOException {
        return !PosixFilePermissions.toString(Files.getPosixFilePermissions(file))
                .endsWith("------");
    }

    /** New recordings have a new key from now on; the others stay. Blocks; one thread. @return its id */
    public String rotate(RandomGenerator random) throws IOException {
        List<Key> next = new ArrayList<>(List.of(fresh(random)));
        next.addAll(keys);
        write(file, next);
        keys = List.copyOf(next);
        return currentId();
    }
}
