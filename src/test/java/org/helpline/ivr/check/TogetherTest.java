package org.helpline.ivr.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.helpline.ivr.Samples;
import org.helpline.ivr.check.ScriptLibrary.Change;
import org.helpline.ivr.model.Script;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts that run one another are taken up only as far as they fit one another. */
class TogetherTest {

    private static final String HEAD = "helpline: 1\nlanguages: [en]\nhuman: none\n";
    private static final String CALLER = HEAD + """
            start:
              - do: {script: verify, with: {number: caller.number}, as: known}
              - {when: known, then: {say: welcome}}
              - hangup
            """;
    private static final String VERIFY = HEAD + """
            takes: {number: text}
            gives: boolean
            start: [{say: welcome}, {return: true}]
            """;
    private static final String TAKES_MORE = VERIFY.replace("{number: text}", "{number: text, tries: number}");
    private static final String GIVES_OTHER =
            VERIFY.replace("gives: boolean", "gives: number").replace("return: true", "return: 3");
    private static final String GIVES_MORE =
            CALLER.replace("{number: caller.number}", "{number: caller.number, tries: 3}");

    @TempDir
    private Path directory;

    private long changes;
    private ScriptLibrary library = new ScriptLibrary(Path.of(""), () -> Samples.KNOWN);

    @BeforeEach
    void both() throws IOException {
        library = new ScriptLibrary(directory, () -> Samples.KNOWN);
        write("line", CALLER);
        write("verify", VERIFY);
        assertThat(library.refresh()).hasSize(2).allMatch(Change.Taken.class::isInstance);
    }

    private void write(String name, String script) throws IOException {
        Path folder = Files.createDirectories(directory.resolve(name));
        Files.writeString(folder.resolve("script.yaml"), script);
        Files.writeString(folder.resolve("prompts.yaml"), "welcome: Welcome.\n");
        Files.setLastModifiedTime(
                folder.resolve("script.yaml"), FileTime.fromMillis(1_000_000_000_000L + 1000 * ++changes));
    }

    private String version(String name) {
        return library.find(name).map(Script::version).orElse("");
    }

    private static String told(List<Change> changes) {
        return changes.stream()
                .map(c -> c instanceof Change.Kept k
                        ? "kept " + k.name() + " " + k.oldStays() + " "
                                + k.problems()
                                        .getFirst()
                                        .toString()
                                        .lines()
                                        .findFirst()
                                        .orElse("")
                        : c.getClass().getSimpleName() + " " + c.name())
                .toList()
                .toString()
                .replaceAll("/[^ ]*/(line/script.yaml)", "$1");
    }

    @Test
    void whatWouldLeaveACallerWithoutWhatItMustGiveIsRefusedWithTheCallersPlace() throws IOException {
        String before = version("verify");
        write("verify", TAKES_MORE);
        assertThat(told(library.refresh()))
                .isEqualTo(
                        "[kept verify true line/script.yaml:5:5: The script 'verify' takes 'tries', and is not given it."
                                + " Add it: 'with: {tries: …}'.]");
        assertThat(version("verify")).isEqualTo(before);
        assertThat(library.refresh()).as("told once").isEmpty();
    }

    @Test
    void whatGivesBackSomethingThatACallerCannotUseIsRefused() throws IOException {
        String before = version("verify");
        write("verify", GIVES_OTHER);
        assertThat(told(library.refresh())).startsWith("[kept verify true line/script.yaml:6:12: This is a number");
        assertThat(version("verify")).isEqualTo(before);
    }

    @Test
    void bothAreTakenUpTogetherWhenBothWereChanged() throws IOException {
        write("verify", TAKES_MORE);
        write("line", GIVES_MORE);
        assertThat(told(library.refresh())).isEqualTo("[Taken line, Taken verify]");
    }

    @Test
    void aRefusedOneIsTakenUpWhenItsCallerFollows() throws IOException {
        write("verify", TAKES_MORE);
        library.refresh();
        write("line", GIVES_MORE);
        assertThat(told(library.refresh())).isEqualTo("[Taken line, Taken verify]");
    }

    @Test
    void aCallerWhoFollowsFirstWaitsForWhatItRuns() throws IOException {
        write("line", GIVES_MORE);
        assertThat(told(library.refresh())).startsWith("[kept line true").contains("takes no 'tries'");
        write("verify", TAKES_MORE);
        assertThat(told(library.refresh())).isEqualTo("[Taken line, Taken verify]");
    }

    /** A third script cannot follow: neither of the two that fit each other is taken up alone. */
    @Test
    void whoFitsOnlyWhatWasTakenBackIsTakenBackToo() throws IOException {
        write("other", CALLER);
        library.refresh();
        String verify = version("verify");
        String line = version("line");
        write("verify", TAKES_MORE);
        write("line", GIVES_MORE);
        assertThat(told(library.refresh()))
                .contains("kept verify true")
                .contains("other/script.yaml:5:5")
                .contains("kept line true")
                .contains("takes no 'tries'");
        assertThat(version("verify")).isEqualTo(verify);
        assertThat(version("line")).isEqualTo(line);
        write("other", GIVES_MORE);
        assertThat(told(library.refresh())).isEqualTo("[Taken line, Taken other, Taken verify]");
    }

    @Test
    void aChangeThatNobodyMindsIsTakenUp() throws IOException {
        write("verify", VERIFY.replace("{number: text}", "{number: text, tries: {type: number, default: 3}}"));
        assertThat(told(library.refresh())).isEqualTo("[Taken verify]");
    }
}
