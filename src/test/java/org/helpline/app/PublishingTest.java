package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.helpline.admin.ControlCommand;
import org.helpline.admin.ExitCode;
import org.helpline.admin.Output;
import org.helpline.core.ManualClock;
import org.helpline.ivr.check.Known;
import org.helpline.ivr.check.ScriptLibrary;
import org.helpline.ivr.check.ScriptLibrary.Change;
import org.helpline.ivr.model.Script;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which version of a script answers calls, over saving, publishing, going back and restarts. */
class PublishingTest {

    private static final String PROMPTS = "one: {en: One.}\ntwo: {en: Two.}\nthree: {en: Three.}\n";

    @TempDir
    private Path home;

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T09:00:00Z"));
    private final List<String> said = new ArrayList<>();
    private Path script = Path.of("");
    private long changes;

    @BeforeEach
    void aScript() throws IOException {
        script = Files.createDirectories(home.resolve("scripts/line"));
        Files.writeString(script.resolve("prompts.yaml"), PROMPTS);
        save("one");
    }

    /** A server on these folders, from its start. */
    private final class House {
        private final Publishing publishing;
        private final ScriptLibrary library;

        House(boolean byCommand, int kept) throws IOException {
            publishing = new Publishing(ScriptVersions.in(home.resolve("data"), kept), byCommand, clock);
            Known known = new Known(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), true);
            library = publishing.of(new ScriptLibrary(home.resolve("scripts"), () -> known, publishing));
            look();
        }

        List<Change> look() throws IOException {
            List<Change> told = publishing.alone(library::refresh);
            told.forEach(c -> {
                if (c instanceof Change.Taken t) {
                    publishing.taken(t.script());
                }
            });
            return told;
        }

        /** What callers hear first. */
        String answers() {
            Script now = library.find("line").orElseThrow();
            return String.valueOf(now.sections().get("start")).replaceAll("(?s).*?id=(\\w+).*", "$1");
        }

        ExitCode ask(String... words) {
            ControlCommand command = publishing.command(_ -> {});
            return command.run().apply(List.of(words), new Output() {
                @Override
                public void line(String text) {
                    said.add(text);
                }

                @Override
                public void problem(String text) {
                    said.add(text);
                }
            });
        }
    }

    private void save(String says) throws IOException {
        write("""
            helpline: 1
            languages: [en]
            human: none
            start: [{say: %s}, hangup]
            """.formatted(says));
    }

    private void write(String text) throws IOException {
        Files.writeString(script.resolve("script.yaml"), text);
        changes++;
        Files.setLastModifiedTime(script.resolve("script.yaml"), FileTime.fromMillis(changes * 10_000));
        clock.move(Duration.ofMinutes(1));
    }

    @Test
    void whatIsSavedAnswersAndEachVersionIsKept() throws IOException {
        House house = new House(false, 20);
        save("two");
        house.look();
        assertThat(house.answers()).isEqualTo("two");
        List<ScriptVersions.Entry> history =
                ScriptVersions.in(home.resolve("data"), 20).history("line");
        assertThat(history).hasSize(2).allMatch(e -> e.how() == ScriptVersions.How.SAVED);
        assertThat(history.get(0).at()).isBefore(history.get(1).at());
        for (ScriptVersions.Entry e : history) {
            assertThat(ScriptVersions.in(home.resolve("data"), 20).folder("line", e.version()))
                    .isPresent();
        }
        assertThat(house.publishing.since())
                .isEqualTo(Map.of("line", history.get(1).at()));
    }

    @Test
    void oneCommandGoesBackAtOnceAndARestartChangesNothing() throws IOException {
        House house = new House(false, 20);
        save("two");
        house.look();
        Script before = house.library.find("line").orElseThrow();
        assertThat(house.ask("script", "rollback")).isEqualTo(ExitCode.USAGE);
        assertThat(house.ask("rollback", "line", "", "olga")).isEqualTo(ExitCode.FINE);
        assertThat(house.answers()).isEqualTo("one");
        assertThat(before.version())
                .as("a call under way holds its own")
                .isNotEqualTo(house.library.find("line").orElseThrow().version());
        house.look();
        assertThat(house.answers()).as("the folder has not changed").isEqualTo("one");
        assertThat(new House(false, 20).answers()).as("after a restart").isEqualTo("one");
        assertThat(new House(true, 20).answers()).as("whatever the setting").isEqualTo("one");
    }

    @Test
    void afterGoingBackTheNextChangeAnswersAgain() throws IOException {
        House house = new House(false, 20);
        save("two");
        house.look();
        house.ask("rollback", "line", "", "olga");
        save("three");
        assertThat(house.look()).singleElement().isInstanceOf(Change.Taken.class);
        assertThat(house.answers()).isEqualTo("three");
        assertThat(new House(false, 20).answers()).isEqualTo("three");
    }

    @Test
    void goesBackToAVersionByItsBeginning() throws IOException {
        House house = new House(false, 20);
        String first = house.library.find("line").orElseThrow().version();
        save("two");
        house.look();
        save("three");
        house.look();
        assertThat(house.ask("rollback", "line", first.substring(0, 6), "olga")).isEqualTo(ExitCode.FINE);
        assertThat(house.answers()).isEqualTo("one");
        assertThat(house.ask("rollback", "line", "ffffffffffff", "olga")).isEqualTo(ExitCode.FAILED);
        assertThat(house.ask("rollback", "lina", "", "olga")).isEqualTo(ExitCode.FAILED);
        assertThat(String.join("\n", said)).contains("Did you mean 'line'");
    }

    @Test
    void byCommandASavedChangeWaitsUntilItIsPublished() throws IOException {
        House house = new House(true, 20);
        save("two");
        assertThat(house.look()).singleElement().isInstanceOf(Change.Saved.class);
        assertThat(house.answers()).isEqualTo("one");
        assertThat(new House(true, 20).answers()).as("after a restart").isEqualTo("one");
        assertThat(house.ask("publish", "line", "olga")).isEqualTo(ExitCode.FINE);
        assertThat(house.answers()).isEqualTo("two");
        ScriptVersions.Entry last =
                ScriptVersions.in(home.resolve("data"), 20).inForce("line").orElseThrow();
        assertThat(last.by()).isEqualTo("olga");
        assertThat(last.how()).isEqualTo(ScriptVersions.How.PUBLISHED);
    }

    @Test
    void byCommandADraftWithAMistakeStopsNeitherTheServerNorItsRestart() throws IOException {
        House house = new House(true, 20);
        write("helpline: 1\nlanguages: [en]\nhuman: none\nstart: [{say: nothing}, hangup]\n");
        house.look();
        assertThat(house.answers()).isEqualTo("one");
        assertThat(house.ask("publish", "line", "olga")).isEqualTo(ExitCode.FAILED);
        assertThat(said.getFirst()).contains("script.yaml:4");
        House again = new House(true, 20);
        assertThat(again.answers()).isEqualTo("one");
    }

    @Test
    void keepsNoMoreVersionsThanTheSettingSays() throws IOException {
        House house = new House(false, 2);
        String first = house.library.find("line").orElseThrow().version();
        for (String says : List.of("two", "three")) {
            save(says);
            house.look();
        }
        ScriptVersions versions = ScriptVersions.in(home.resolve("data"), 2);
        assertThat(versions.folder("line", first)).isEmpty();
        assertThat(versions.versions("line").subList(0, 2))
                .allMatch(v -> versions.folder("line", v).isPresent());
        assertThat(house.ask("rollback", "line", first, "olga")).isEqualTo(ExitCode.FAILED);
    }

    @Test
    void filesThatTwoVersionsShareStandOnTheDiskOnce() throws IOException {
        House house = new House(false, 20);
        save("two");
        house.look();
        ScriptVersions versions = ScriptVersions.in(home.resolve("data"), 20);
        List<String> all = versions.versions("line");
        Path one = versions.folder("line", all.get(0)).orElseThrow().resolve("prompts.yaml");
        Path other = versions.folder("line", all.get(1)).orElseThrow().resolve("prompts.yaml");
        assertThat(Files.getAttribute(one, "unix:ino")).isEqualTo(Files.getAttribute(other, "unix:ino"));
    }

    private static String runs(String given) {
        return """
            helpline: 1
            languages: [en]
            human: none
            start: [{do: {script: verify, with: {%s}}}, {say: one}, hangup]
            """.formatted(given);
    }

    private static String takes(String taken) {
        return """
            helpline: 1
            languages: [en]
            human: none
            takes: {%s}
            start: [{say: two}, return]
            """.formatted(taken);
    }

    private void saveBoth(String given, String taken) throws IOException {
        Path verify = Files.createDirectories(home.resolve("scripts/verify"));
        Files.writeString(verify.resolve("prompts.yaml"), PROMPTS);
        Files.writeString(verify.resolve("script.yaml"), takes(taken));
        write(runs(given));
        Files.setLastModifiedTime(verify.resolve("script.yaml"), FileTime.fromMillis(changes * 10_000));
    }

    @Test
    void scriptsThatFitOnlyTogetherArePublishedAndTakenBackTogether() throws IOException {
        saveBoth("a: dialled", "a: text");
        House house = new House(true, 20);
        String before = house.library.find("verify").orElseThrow().version();
        saveBoth("b: dialled", "b: text");
        house.look();
        assertThat(house.ask("publish", "verify", "olga")).isEqualTo(ExitCode.FAILED);
        assertThat(said.getFirst()).contains("script.yaml:4:", "takes 'b', and is not given it");
        assertThat(said.getLast()).contains("script publish NAME NAME");
        assertThat(house.library.find("verify").orElseThrow().version()).isEqualTo(before);
        assertThat(house.ask("publish", "verify", "line", "olga")).isEqualTo(ExitCode.FINE);
        assertThat(house.library.find("verify").orElseThrow().version()).isNotEqualTo(before);
        said.clear();
        assertThat(house.ask("rollback", "verify", "", "olga")).isEqualTo(ExitCode.FAILED);
        assertThat(said.getLast()).contains("--with OTHER");
        assertThat(house.ask("rollback", "verify", "", "olga", "line")).isEqualTo(ExitCode.FINE);
        assertThat(house.library.find("verify").orElseThrow().version()).isEqualTo(before);
        assertThat(new House(true, 20).library.find("verify").orElseThrow().version())
                .as("after a restart")
                .isEqualTo(before);
    }
}
