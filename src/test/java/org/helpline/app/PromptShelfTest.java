package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.helpline.app.PromptShelf.Kept;
import org.helpline.core.ManualClock;
import org.helpline.ivr.check.Known;
import org.helpline.ivr.check.ScriptLibrary;
import org.helpline.ivr.model.PhoneBook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** New recordings of prompts: where they go, and what becomes of the old ones. */
class PromptShelfTest {

    private static final Path LOUD = Path.of("ivr-scripts/support-line/prompts/en/main_menu.wav");

    @TempDir
    private Path scripts;

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T10:00:00Z"));
    private PromptShelf shelf;
    private ScriptLibrary library;

    @BeforeEach
    void load() throws IOException {
        Path script = Files.createDirectories(scripts.resolve("line"));
        Files.writeString(script.resolve("script.yaml"), """
                helpline: 1
                languages: [en, tr]
                human: none
                start: [{say: welcome}, hangup]
                """);
        Files.writeString(script.resolve("prompts.yaml"), "welcome: {en: Welcome., tr: Merhaba.}\n");
        library = new ScriptLibrary(scripts, () -> new Known(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), true));
        assertThat(library.refresh()).hasSize(1);
        shelf = new PromptShelf(library, () -> PhoneBook.EMPTY, clock);
    }

    private List<String> old() throws IOException {
        try (Stream<Path> files = Files.list(scripts.resolve("line/prompts/tr/old"))) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aRecordingTakesThePlaceOfTheOneBeforeWhichIsKeptWithItsDate() throws IOException {
        Path prompt = scripts.resolve("line/prompts/tr/welcome.wav");
        assertThat(shelf.keep("line", "tr", "welcome", LOUD)).isEqualTo(new Kept.Done(""));
        assertThat(prompt).hasSameBinaryContentAs(LOUD);
        assertThat(library.refresh()).as("the script is taken up anew").hasSize(1);
        Path other = Path.of("ivr-scripts/support-line/prompts/en/digit@1.wav");
        assertThat(shelf.keep("line", "tr", "welcome", other)).isInstanceOf(Kept.Done.class);
        clock.move(Duration.ofSeconds(0));
        assertThat(shelf.keep("line", "tr", "welcome", LOUD)).isInstanceOf(Kept.Done.class);
        assertThat(old()).containsExactly("welcome-20261122-100000-2.wav", "welcome-20261122-100000.wav");
        library.refresh();
        assertThat(library.find("line").orElseThrow().prompts().recordings().get("tr"))
                .as("what is old is no prompt")
                .containsExactly("welcome");
        try (Stream<Path> left = Files.list(prompt.getParent())) {
            assertThat(left.map(f -> f.getFileName().toString())).containsExactlyInAnyOrder("welcome.wav", "old");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "nothing, en, welcome",
        "line, de, welcome",
        "line, en, goodbye",
        "line, ../../.., welcome",
        "line, en, ../../../x"
    })
    void whatIsNoPromptOfAScriptIsNotWritten(String script, String language, String id) throws IOException {
        assertThat(shelf.keep(script, language, id, LOUD)).isInstanceOf(Kept.Refused.class);
        try (Stream<Path> all = Files.walk(scripts)) {
            assertThat(all.filter(f -> f.toString().endsWith(".wav"))).isEmpty();
        }
    }

    @Test
    void whatIsNoRecordingIsNotTaken() throws IOException {
        Path text = Files.writeString(scripts.resolve("text.wav"), "no sound");
        assertThat(shelf.keep("line", "en", "welcome", text)).isInstanceOf(Kept.Refused.class);
        assertThat(scripts.resolve("line/prompts/en/welcome.wav")).doesNotExist();
    }
}
