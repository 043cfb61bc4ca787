package org.helpline.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What in a folder only its keys can open. */
class SealedFilesTest {

    @TempDir
    Path folder;

    @Test
    void theyAreFoundHoweverDeepWithTheKeysThatTheyWereMadeBy() throws IOException {
        KeyRing ring = KeyRing.open(folder.resolve("keys"), new Random(1));
        Vault vault = new Vault(Optional.of(ring), new Random(2), Disk.OURS);
        String first = ring.currentId();
        seal(vault, folder.resolve("r/2026/11/22/a.ogg"));
        String second = ring.rotate(new Random(3));
        seal(vault, folder.resolve("r/drafts/b.pcm"));
        seal(vault, folder.resolve("r/2026/11/23/c.ogg"));
        SealedFiles found = SealedFiles.in(folder.resolve("r"));
        assertThat(found.count()).isEqualTo(3);
        assertThat(found.keys()).containsExactlyInAnyOrder(first, second);
    }

    @Test
    void whatIsNotEncryptedAndWhatHasNoWholeHeadDoesNotCount() throws IOException {
        Vault clear = new Vault(Optional.empty(), new Random(2), Disk.OURS);
        seal(clear, folder.resolve("r/2026/11/22/a.ogg"));
        Files.writeString(folder.resolve("r/b.sealed"), "HLR1");
        Files.writeString(folder.resolve("r/c.sealed"), "x".repeat(100));
        assertThat(SealedFiles.in(folder.resolve("r")))
                .extracting(SealedFiles::count)
                .isEqualTo(0);
        assertThat(SealedFiles.in(folder.resolve("none")).count()).isZero();
    }

    private static void seal(Vault vault, Path file) throws IOException {
        try (FileSink sink =
                vault.create(file.resolveSibling(vault.named(file.getFileName().toString())))) {
            sink.write("sound".getBytes(StandardCharsets.US_ASCII));
        }
    }
}
