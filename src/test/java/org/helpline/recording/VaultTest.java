package org.helpline.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Encrypted files: what comes out is what went in, and nothing that was changed. */
class VaultTest {

    private static final int CHUNK = Vault.CHUNK;

    @TempDir
    Path folder;

    private final Random random = new Random(4);
    private KeyRing ring;
    private Vault vault;

    @BeforeEach
    void open() throws IOException {
        ring = KeyRing.open(folder.resolve("keys"), random);
        vault = new Vault(Optional.of(ring), random, Disk.OURS);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 100_000})
    void whatComesOutIsWhatWentIn(int length) throws IOException {
        byte[] sound = sound(length);
        Path file = write(vault, sound);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (FileSource source = vault.open(file)) {
            assertThat(source.size()).isEqualTo(length);
            assertThat(source.read(0, length + 10)).isEqualTo(sound);
            for (int i = 0; i < 20 && length > 0; i++) {
                int from = random.nextInt(length);
                assertThat(source.read(from, 5_000))
                        .isEqualTo(Arrays.copyOfRange(sound, from, Math.min(length, from + 5_000)));
            }
        }
    }

    @Test
    void nothingOfItStandsOnTheDiskInTheClear() throws IOException {
        byte[] sound = "PAYMENT".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
        String stored = new String(Files.readAllBytes(write(vault, sound)), StandardCharsets.ISO_8859_1);
        assertThat(stored).doesNotContain("PAYMENT").startsWith("HLR1");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 15, 28, 40_000, 65_000, -1, -17})
    void aFlippedBitIsNoticed(int at) throws IOException {
        Path file = write(vault, sound(70_000));
        byte[] bytes = Files.readAllBytes(file);
        bytes[at < 0 ? bytes.length + at : at] ^= 1;
        Files.write(file, bytes);
        assertThatThrownBy(() -> readAll(vault, file)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @CsvSource({"1", "16", "17", "32800", "32784"})
    void whatIsCutOffIsNoticed(int cut) throws IOException {
        Path file = write(vault, sound(3 * CHUNK));
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - cut));
        assertThatThrownBy(() -> readAll(vault, file)).isInstanceOf(IOException.class);
    }

    @Test
    void chunksThatAreMovedOrOfAnotherFileAreNoticed() throws IOException {
        Path one = write(vault, sound(3 * CHUNK));
        byte[] moved = Files.readAllBytes(one);
        int sealed = CHUNK + Vault.TAG;
        byte[] first = Arrays.copyOfRange(moved, Vault.HEAD, Vault.HEAD + sealed);
        System.arraycopy(moved, Vault.HEAD + sealed, moved, Vault.HEAD, sealed);
        System.arraycopy(first, 0, moved, Vault.HEAD + sealed, sealed);
        Path swapped = Files.write(folder.resolve("moved" + Vault.SEALED), moved);
        assertThatThrownBy(() -> readAll(vault, swapped)).hasMessageContaining("changed");

        byte[] other = Files.readAllBytes(write(vault, sound(3 * CHUNK)));
        System.arraycopy(first, 0, other, Vault.HEAD, sealed);
        Path mixed = Files.write(folder.resolve("mixed" + Vault.SEALED), other);
        assertThatThrownBy(() -> readAll(vault, mixed)).hasMessageContaining("changed");
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "1, 1", "20, 1", "5000, 1", "32784, 1", "32785, 0"})
    void ofAFileThatACrashCutShortWhatIsWholeIsRead(int cut, int whole) throws IOException {
        byte[] sound = sound(2 * CHUNK + 1);
        Path file = folder.resolve("cut" + Vault.SEALED);
        FileSink sink = vault.create(file);
        sink.write(sound);
        sink.abandon(); // of the last byte nothing is on the disk
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - cut));
        try (FileSource source = vault.openCut(file)) {
            assertThat(source.size()).isEqualTo((long) whole * CHUNK);
            assertThat(source.read(0, 3 * CHUNK)).isEqualTo(Arrays.copyOf(sound, whole * CHUNK));
        }
    }

    @Test
    void whoHasNotTheKeyReadsNothing() throws IOException {
        Path file = write(vault, sound(1_000));
        Vault stranger = new Vault(Optional.of(KeyRing.open(folder.resolve("other-keys"), random)), random, Disk.OURS);
        assertThatThrownBy(() -> readAll(stranger, file)).hasMessageContaining(ring.currentId());
        assertThatThrownBy(() -> readAll(new Vault(Optional.empty(), random, Disk.OURS), file))
                .hasMessageContaining("recordings.key-file");
    }

    @Test
    void afterTheKeyWasChangedBothKindsAreRead() throws IOException {
        byte[] sound = sound(1_000);
        Path before = write(vault, sound);
        String id = ring.rotate(random);
        Path after = folder.resolve("after" + Vault.SEALED);
        try (FileSink sink = vault.create(after)) {
            sink.write(sound);
        }
        KeyRing again = KeyRing.open(folder.resolve("keys"), random);
        assertThat(again.currentId()).isEqualTo(id);
        Vault later = new Vault(Optional.of(again), random, Disk.OURS);
        assertThat(readAll(later, before)).isEqualTo(sound);
        assertThat(readAll(later, after)).isEqualTo(sound);
        assertThat(HexFormat.of().formatHex(Files.readAllBytes(after), 4, 12)).isEqualTo(id);
    }

    @Test
    void theKeysAreTheirOwnersAloneAndNeverInAMessage() throws IOException {
        Path file = folder.resolve("keys");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(ring.isOpenToOthers()).isFalse();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(ring.isOpenToOthers()).isTrue();
        Path wrong = Files.writeString(folder.resolve("wrong"), "0123456789abcdef secretsecret\n");
        assertThatThrownBy(() -> KeyRing.open(wrong, random))
                .hasMessageContaining("no key")
                .hasMessageNotContaining("secretsecret");
        Path empty = Files.writeString(folder.resolve("empty"), "# nothing\n");
        assertThatThrownBy(() -> KeyRing.open(empty, random)).hasMessageContaining("holds no key");
    }

    private byte[] sound(int length) {
        byte[] sound = new byte[length];
        random.nextBytes(sound);
        return sound;
    }

    private Path write(Vault to, byte[] sound) throws IOException {
        Path file = folder.resolve(to.named("r"));
        try (FileSink sink = to.create(file)) {
            for (int at = 0; at < sound.length; at += 3_333) {
                sink.write(sound, at, Math.min(3_333, sound.length - at));
            }
        }
        return file;
    }

    private static byte[] readAll(Vault from, Path file) throws IOException {
        try (FileSource source = from.open(file)) {
            return source.read(0, (int) source.size());
        }
    }
}
