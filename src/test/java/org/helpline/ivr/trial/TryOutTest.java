package org.helpline.ivr.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.helpline.core.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a person sees who tries a script. Each file is a session: lines after {@code > } are typed, all others are answered. With
 * {@code -Dhelpline.golden=write} the answers are written anew, to be reviewed in the difference.
 */
class TryOutTest {

    private static final Path SESSIONS = Path.of("src/test/resources/ivr/tries");
    private static final boolean WRITE = "write".equals(System.getProperty("helpline.golden"));

    static List<Path> sessions() throws IOException {
        try (Stream<Path> files = Files.list(SESSIONS)) {
            return files.filter(f -> f.toString().endsWith(".txt")).sorted().toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sessions")
    void theDesignerSeesThis(Path file) throws IOException {
        String session = Files.readString(file);
        String seen = session(session.lines()
                .filter(l -> l.startsWith("> "))
                .map(l -> l.substring(2))
                .toList());
        if (WRITE) {
            Files.writeString(file, seen);
        }
        assertThat(seen).isEqualTo(session);
    }

    private static String session(List<String> typed) {
        List<String> seen = new ArrayList<>();
        TryOut call = new TryOut(Trials.script(), surroundings(), Trials.names(), seen::add, _ -> {});
        for (String line : typed) {
            seen.add("> " + line);
            call.take(line);
        }
        return String.join("\n", seen) + "\n";
    }

    private static Surroundings surroundings() {
        return ServerQueues.in(Trials.surroundings());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hours open, *, silence, 1, position 2, wait 40s, agent answers after 5s, agent leaves",
                "1, agent answers after 40s, agent leaves",
                "3",
                "1, agent anna comes, queue rings anna, agent anna refuses, agent ben comes, agent ben answers after 5s",
                "0, queue full",
            })
    void whatWasPlayedIsATestThatHolds(String typed) {
        List<String> seen = new ArrayList<>();
        TryOut call = new TryOut(Trials.script(), surroundings(), Trials.names(), seen::add, _ -> {});
        List.of(typed.split(", ", -1)).forEach(call::take);
        seen.clear();
        call.take("test");
        Problems problems = new Problems();
        String text = String.join("\n", seen);
        List<Trial> trials = TrialParser.parse("x.test.yaml", text, Trials.names(), problems);
        assertThat(problems.all()).isEmpty();
        assertThat(text).contains("ends: ", "hears main_menu");
        assertThat(new TrialRun(Trials.script(), surroundings(), new Coverage())
                        .run(trials.getFirst())
                        .failure())
                .isEmpty();
    }

    @Test
    void theEarHearsWhatIsSaidAndQuitEnds() {
        List<String> heard = new ArrayList<>();
        TryOut call = new TryOut(
                Trials.script(), Trials.surroundings(), Trials.names(), _ -> {}, u -> heard.add(u.recording()));
        assertThat(call.take("2")).isTrue();
        assertThat(call.take("quit")).isFalse();
        assertThat(heard).containsExactly("welcome", "main_menu", "number");
    }
}
