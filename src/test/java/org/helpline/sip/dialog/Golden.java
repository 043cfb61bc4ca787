package org.helpline.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file beside the test that says what must be written. What was written instead is left in {@code target/golden}, to be looked at and copied. */
final class Golden {

    private static final Path WRITTEN = Path.of("target", "golden");

    private Golden() {}

    static void assertSame(Class<?> test, String file, String written) {
        try (InputStream in = test.getResourceAsStream(file)) {
            String wanted = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            if (!wanted.equals(written)) {
                Files.createDirectories(WRITTEN);
                Files.writeString(WRITTEN.resolve(file), written);
            }
            assertThat(written).isEqualTo(wanted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
