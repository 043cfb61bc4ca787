package org.helpline.ivr.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.helpline.core.Personal;
import org.helpline.ivr.Samples;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What callers of the samples hear, call by call. Each file: what the caller and the world do, then {@code ---}, then the
 * transcript. With {@code -Dhelpline.golden=write} the transcript is written anew, to be reviewed in the difference.
 *
 * <p>First line: {@code script SAMPLE [at INSTANT] [remembered LANGUAGE] [notice NAME] [withheld]}; then one of {@code listen},
 * {@code press KEYS}, {@code pass SECONDS}, {@code queued N}, {@code refused WHY}, {@code position N}, {@code sent-on WHY},
 * {@code connected}, {@code agent-left} a line.
 */
class SampleTranscriptTest {

    private static final Path CALLS = Path.of("src/test/resources/ivr/calls");
    private static final boolean WRITE = "write".equals(System.getProperty("helpline.golden"));

    static List<Path> calls() throws IOException {
        try (Stream<Path> files = Files.list(CALLS)) {
            return files.filter(f -> f.toString().endsWith(".txt")).sorted().toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void theCallerHearsThis(Path file) throws IOException {
        String[] parts = Files.readString(file).split("(?m)^---\\R", -1);
        List<String> lines = parts[0].lines().toList();
        ScriptSimulator call = begin(lines.getFirst());
        lines.stream().skip(1).forEach(l -> act(call, l));
        String heard = String.join("\n", call.transcript()) + "\n";
        if (WRITE) {
            Files.writeString(file, parts[0] + "---\n" + heard);
        }
        assertThat(heard).isEqualTo(parts.length > 1 ? parts[1] : "");
    }

    private static ScriptSimulator begin(String line) {
        Instant at = Instant.parse(word(line, "at").orElse(Samples.OPEN.toString()));
        Set<String> notices = word(line, "notice").map(Set::of).orElse(Set.of());
        Personal number = line.contains("withheld") ? Personal.NONE : new Personal("+905321234567");
        return new ScriptSimulator(
                Samples.sample(word(line, "script").orElseThrow()),
                CallContext.of(number, "100", word(line, "remembered")),
                Samples.world(new Target.Goodbye(), notices),
                at);
    }

    private static Optional<String> word(String line, String after) {
        List<String> words = List.of(line.split(" ", -1));
        int i = words.indexOf(after);
        return i < 0 ? Optional.empty() : Optional.of(words.get(i + 1));
    }

    private static void act(ScriptSimulator call, String line) {
        int space = line.indexOf(' ');
        String verb = space < 0 ? line : line.substring(0, space);
        String rest = space < 0 ? "" : line.substring(space + 1);
        switch (verb) {
            case "listen" -> call.listen();
            case "press" -> call.press(rest);
            case "pass" -> call.pass(Duration.ofMillis((long) (Double.parseDouble(rest) * 1000)));
            case "queued" -> call.tell(new ScriptEvent.Queued(Integer.parseInt(rest)));
            case "refused" -> call.tell(new ScriptEvent.NotQueued(rest));
            case "position" -> call.tell(new ScriptEvent.PositionChanged(Integer.parseInt(rest)));
            case "sent-on" -> call.tell(new ScriptEvent.SentOn(rest));
            case "connected" -> call.tell(new ScriptEvent.Connected());
            case "agent-left" -> call.tell(new ScriptEvent.AgentLeft());
            default -> throw new IllegalArgumentException("no act: " + line);
        }
    }
}
