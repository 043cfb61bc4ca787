package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a number stands anywhere in a folder. */
class ByteSearchTest {

    private static final List<String> NUMBER = List.of("447700900123", "07700900123");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+447700900123",
                "tel:447700900123;x",
                "sip:07700900123@host",
                "\u0000447700900123\u0000",
                "07700900123"
            })
    void itIsFoundInWhateverStandsAround(String text) throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("a/b")).resolve("c.bin"), text);
        assertThat(ByteSearch.of(folder, NUMBER).hits()).containsExactly(Path.of("a/b/c.bin"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "44770090012", "1447700900123", "4477009001234", "another"})
    void anotherNumberIsNot(String text) throws IOException {
        Files.writeString(folder.resolve("c.bin"), text);
        assertThat(ByteSearch.of(folder, NUMBER).hits()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_048_565, 1_048_570, 1_048_576, 1_048_577, 2_097_140, 3_000_000})
    void itIsFoundWhereverItBegins(int before) throws IOException {
        byte[] text = ("x".repeat(before) + "447700900123" + "y".repeat(100)).getBytes(StandardCharsets.US_ASCII);
        Files.write(folder.resolve("big"), text);
        assertThat(ByteSearch.of(folder, NUMBER).hits()).containsExactly(Path.of("big"));
    }

    @Test
    void packedFilesAreLookedInto() throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("t.gz")))) {
            out.write("+447700900123".getBytes(StandardCharsets.US_ASCII));
        }
        Files.writeString(folder.resolve("broken.gz"), "no gzip");
        ByteSearch.Found found = ByteSearch.of(folder, NUMBER);
        assertThat(found.hits()).containsExactly(Path.of("t.gz"));
        assertThat(found.unread()).containsExactly(Path.of("broken.gz"));
        assertThat(found.files()).isEqualTo(2);
    }
}
