package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.helpline.app.stage.StagePhone;
import org.helpline.core.Digit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code docs/tutorial.md} is this test's input: its files are written, its changes made, its commands run, its call placed over
 * SIP, and what comes back is compared with what stands there. Figures (times, places, versions) may differ. With
 * {@code -Dhelpline.golden=write} the page gets what came back.
 */
class TutorialTest {

    private static final Path PAGE = Path.of("docs/tutorial.md");
    private static final Path VOICE =
            Path.of("ivr-scripts/support-line/prompts/en/digit@1.wav").toAbsolutePath();
    private static final boolean WRITE = "write".equals(System.getProperty("helpline.golden"));
    private static final String FENCE = "```";
    private static final String ANYTHING = "  …";

    @TempDir
    private Path folder;

    private final List<String> written = new ArrayList<>();
    private String engine = "";

    @Test
    void everyStepOfTheTutorialGoesAsItSays() throws IOException {
        try (Starting starting = new Starting(folder)) {
            Path program = Files.writeString(
                    folder.resolve("voice"), "#!/bin/sh\ncat > /dev/null\ncp '" + VOICE + "' \"$1\"\n");
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
            engine = "speech.command=" + program + " {out}";
            List<String> page = Files.readAllLines(PAGE);
            for (int i = 0; i < page.size(); i++) {
                String line = page.get(i);
                written.add(line);
                if (line.startsWith("<!-- call ")) {
                    call(starting, line.split(" ", -1));
                } else if (line.startsWith(FENCE) && line.length() > FENCE.length()) {
                    List<String> block = new ArrayList<>();
                    while (!page.get(++i).equals(FENCE)) {
                        block.add(page.get(i));
                    }
                    block(starting, line.substring(FENCE.length()).split(" ", -1), block);
                    written.add(FENCE);
                }
            }
        }
        if (WRITE) {
            Files.write(PAGE, written);
        }
        assertThat(plain(String.join("\n", written))).isEqualTo(plain(String.join("\n", Files.readAllLines(PAGE))));
    }

    private void block(Starting starting, String[] head, List<String> block) throws IOException {
        switch (head[0]) {
            case "yaml" -> {
                Files.writeString(file(starting, head[1]), String.join("\n", block) + "\n");
                written.addAll(block);
            }
            case "diff" -> {
                change(file(starting, head[1]), block);
                written.addAll(block);
            }
            case "console" -> console(starting, block);
            default -> throw new AssertionError("what is a block of " + head[0] + "?");
        }
    }

    private static Path file(Starting starting, String name) {
        return starting.scripts().resolve(name.replaceFirst("^ivr-scripts/", ""));
    }

    private static void change(Path file, List<String> block) throws IOException {
        String before = Files.readString(file);
        String old = lines(block, "-");
        assertThat(before).as("the lines to take away from " + file).contains(old);
        Files.writeString(file, before.replace(old, lines(block, "+")));
    }

    private static String lines(List<String> block, String sign) {
        StringBuilder lines = new StringBuilder();
        block.stream()
                .filter(l -> l.startsWith(sign))
                .forEach(l -> lines.append(l.substring(1)).append('\n'));
        return lines.toString();
    }

    /** Commands; where a line is only …, others may stand there. Lines after {@code >} are typed. Everything else is what came back the last time. */
    private void console(Starting starting, List<String> block) {
        for (int i = 0; i < block.size(); i++) {
            if (block.get(i).startsWith("$ bin/helpline ")) {
                int end = i + 1;
                while (end < block.size() && !block.get(end).startsWith("$ ")) {
                    end++;
                }
                List<String> expected = block.subList(i + 1, end);
                List<String> typed = expected.stream()
                        .filter(l -> l.startsWith("> "))
                        .map(l -> l.substring(2))
                        .toList();
                written.add(block.get(i));
                run(starting, block.get(i).substring("$ bin/helpline ".length()), typed, expected);
            }
        }
    }

    private void run(Starting starting, String command, List<String> typed, List<String> expected) {
        List<String> words = new ArrayList<>(List.of("--set", engine));
        for (String word : words(command)) {
            words.add(
                    word.startsWith("ivr-scripts/")
                            ? file(starting, word).toString()
                            : word.matches("\\w+\\.(svg|wav)")
                                    ? folder.resolve(word).toString()
                                    : word);
        }
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream((String.join("\n", typed) + "\n").getBytes(StandardCharsets.UTF_8)));
        try {
            Starting.Said said = starting.command(words.toArray(String[]::new));
            List<String> lines = typedInto(said.err() + said.out(), typed)
                    .replace(starting.scripts().toAbsolutePath().toString(), "ivr-scripts")
                    .replace(starting.scripts().toString(), "ivr-scripts")
                    .replace(folder + "/", "")
                    .stripTrailing()
                    .lines()
                    .map(String::stripTrailing)
                    .toList();
            if (expected.contains(ANYTHING)) {
                List<String> some = expected.stream()
                        .filter(l -> !l.equals(ANYTHING))
                        .map(TutorialTest::plain)
                        .toList();
                assertThat(lines.stream().map(TutorialTest::plain)).as(command).containsSubsequence(some);
                written.addAll(expected);
            } else {
                written.addAll(lines);
            }
        } finally {
            System.setIn(before);
        }
    }

    /** Between spaces, unless in double quotes. */
    private static List<String> words(String command) {
        return Pattern.compile("\"([^\"]*)\"|(\\S+)")
                .matcher(command)
                .results()
                .map(m -> m.group(1) == null ? m.group(2) : m.group(1))
                .toList();
    }

    /** With what was typed behind each prompt, as a terminal shows it. */
    private static String typedInto(String text, List<String> typed) {
        StringBuilder shown = new StringBuilder();
        int from = 0;
        for (String line : typed) {
            int prompt = text.startsWith("> ", from) ? from : text.indexOf("\n> ", from) + 1;
            shown.append(text, from, prompt + 2).append(line).append('\n');
            from = prompt + 2;
        }
        return shown.append(text, from, text.length()).toString();
    }

    private void call(Starting starting, String[] words) throws IOException {
        Assembly.Running running = starting.mustStart("numbers." + words[2] + "=pizza", engine);
        InetSocketAddress sip = running.server().edge().listening().getFirst().address();
        try (StagePhone phone = new StagePhone("you", sip)) {
            phone.call(words[2]);
            phone.press(Digit.ofSymbol(words[3].charAt(0)).orElseThrow());
            assertThat(phone.awaitHangUp(20_000)).as("the script hangs up").isTrue();
        }
        await().atMost(Duration.ofSeconds(10))
                .until(() -> !starting.command("calls", "show", "last").out().contains("live"));
        starting.stop(running);
    }

    /** Without figures, and what differs with them: the width of columns. */
    private static String plain(String page) {
        return Arrays.stream(page.split("\n", -1))
                .map(l -> l.replaceAll("[0-9a-f]{12}\\b", "N")
                        .replaceAll("\\d{8}-\\d{6}-\\w{6}", "N")
                        .replaceAll("Call-ID [-@.\\w]+", "N")
                        .replaceAll("[0-9]+([.:][0-9]+)*", "N")
                        .replaceAll(" +", " "))
                .reduce("", (a, b) -> a + "\n" + b);
    }
}
