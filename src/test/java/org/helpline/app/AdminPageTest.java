package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.helpline.core.CallFact;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** {@code docs/admin.md} forgets nothing that an admin can type, set or read. */
class AdminPageTest {

    private static String page() throws IOException {
        return Files.readString(Path.of("docs/admin.md"));
    }

    static List<String> commands() {
        List<String> names = new ArrayList<>();
        collect(Main.commandLine(new ServeCommand()), "", names);
        return names;
    }

    private static void collect(CommandLine command, String before, List<String> names) {
        command.getSubcommands().forEach((name, sub) -> {
            if (sub.getSubcommands().isEmpty()) {
                names.add(before + name);
            }
            collect(sub, before + name + " ", names);
        });
    }

    static List<String> outcomes() {
        return CallFact.Ended.OUTCOMES;
    }

    static List<String> files() throws IOException {
        try (Stream<Path> conf = Files.list(Path.of("conf"))) {
            return conf.filter(Files::isRegularFile)
                    .map(f -> f.getFileName().toString())
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandIsNamed(String command) throws IOException {
        String last = command.replaceFirst(".* ", "");
        assertThat(page())
                .containsPattern("`" + command + "\\b|`script [^`|]*`[^|]*\\b" + last + "\\b|`[^`]*, `?" + last);
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void everyOutcomeIsExplained(String outcome) throws IOException {
        assertThat(page()).contains("| `" + outcome + "` | ");
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFileOfTheSettingsIsNamed(String file) throws IOException {
        assertThat(page()).contains("| `" + file + "` | ");
    }

    @Test
    void theCommandsAreThoseOfTheProgram() {
        assertThat(commands()).contains("status", "script check", "calls show", "hours show");
    }
}
