package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of keys that is gone: a new one is made only where that loses nothing. */
class LostKeysTest {

    private static final String KEY = "00112233445566ff";

    @TempDir
    private Path folder;

    private Starting starting;
    private Path keys;
    private Path recordings;

    @BeforeEach
    void prepare() throws IOException {
        starting = new Starting(folder);
        keys = starting.data().resolve("recordings.key");
        recordings = starting.data().resolve("recordings");
    }

    @AfterEach
    void stop() {
        starting.close();
    }

    @Test
    void whereThereAreEncryptedRecordingsNothingStartsAndItIsSaidWhatIsLost() throws IOException {
        Path sealed = sealed();
        assertThat(starting.mustFail())
                .singleElement()
                .satisfies(p -> assertThat(p)
                        .contains(keys.toString(), "are gone", "1 encrypted", recordings.toString(), KEY)
                        .contains("Bring the file back from its copy.", "move them out of the folder"));
        assertThat(keys).doesNotExist();
        assertThat(sealed).exists();
    }

    @Test
    void theFileFromItsCopyIsAllThatIsNeeded() throws IOException {
        sealed();
        String copy = KEY + " " + "0f".repeat(32);
        starting.mustFail();
        Files.writeString(keys, copy + "\n");
        starting.mustStart();
        assertThat(keys).content().contains(copy);
    }

    @Test
    void onceTheyAreMovedAwayANewOneIsMade() throws IOException {
        Path sealed = sealed();
        starting.mustFail();
        Files.move(sealed, folder.resolve("away"));
        starting.mustStart();
        assertThat(keys).exists();
    }

    @Test
    void recordingsInTheClearNeedNone() throws IOException {
        Files.writeString(
                Files.createDirectories(recordings.resolve("2026/11/22")).resolve("a.ogg"), "OggS");
        starting.mustStart();
        assertThat(keys).exists();
    }

    /** A file of that key, as the vault makes it; nothing looks further than its head. */
    private Path sealed() throws IOException {
        byte[] bytes = new byte[100];
        byte[] magic = "HLR1".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(magic, 0, bytes, 0, magic.length);
        System.arraycopy(java.util.HexFormat.of().parseHex(KEY), 0, bytes, magic.length, KEY.length() / 2);
        Path day = Files.createDirectories(recordings.resolve("2026/11/22"));
        return Files.write(day.resolve("20261122-093000-7f3a9c-1.ogg.sealed"), bytes);
    }
}
