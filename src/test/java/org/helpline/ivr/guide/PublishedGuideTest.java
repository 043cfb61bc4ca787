package org.helpline.ivr.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ships in docs/ is what the code makes. With {@code -Dhelpline.golden=write} it is written anew. */
class PublishedGuideTest {

    private static final boolean WRITE = "write".equals(System.getProperty("helpline.golden"));

    @ParameterizedTest
    @ValueSource(strings = {"script", "prompts", "tests", "playbook", "playbook-tests"})
    void theSchemaShipsAsItIsMade(String kind) throws IOException {
        same(Path.of("docs/schema/" + kind + ".schema.json"), ScriptSchema.of(kind), "script schema " + kind);
    }

    @Test
    void theReferenceShipsAsItIsMade() throws IOException {
        same(Path.of("docs/reference.md"), ReferencePage.text(), "script reference");
    }

    private static void same(Path file, String made, String command) throws IOException {
        if (WRITE) {
            Files.writeString(file, made);
        }
        assertThat(file).as("run: bin/helpline " + command + " > " + file).hasContent(made);
    }
}
