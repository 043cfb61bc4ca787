package org.helpline.ivr.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.helpline.core.Problem;
import org.helpline.ivr.Samples;
import org.helpline.ivr.model.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptLibraryTest {

    private static final String HEAD = "helpline: 1\nlanguages: [en]\nhuman: none\n";
    private static final String GOOD = HEAD + "start: [{say: welcome}, hangup]\n";

    @TempDir
    Path directory;

    private Known known = Samples.KNOWN;
    private long changes;

    @Test
    void aChangedScriptIsTakenUpAndARunningCallKeepsItsOwn() throws IOException {
        write("hotline", GOOD);
        ScriptLibrary library = library();
        library.refresh();
        Script before = library.find("hotline").orElseThrow();
        write("hotline", GOOD + "# changed\n");
        assertThat(library.refresh()).singleElement().isInstanceOf(ScriptLibrary.Change.Taken.class);
        Script after = library.find("hotline").orElseThrow();
        assertThat(after.version()).isNotEqualTo(before.version()).hasSize(12);
        assertThat(library.refresh()).isEmpty();
    }

    @Test
    void aBrokenChangeIsRefusedAndTheOldScriptStays() throws IOException {
        write("hotline", GOOD);
        ScriptLibrary library = library();
        library.refresh();
        String version = library.find("hotline").orElseThrow().version();
        write("hotline", HEAD + "start: {say: welcome}\n");
        assertThat(library.refresh())
                .singleElement()
                .isInstanceOfSatisfying(
                        ScriptLibrary.Change.Kept.class,
                        k -> assertThat(k.oldStays()).isTrue());
        assertThat(library.find("hotline").orElseThrow().version()).isEqualTo(version);
        assertThat(library.refresh()).as("a refusal is told once").isEmpty();
        write("hotline", GOOD);
        assertThat(library.refresh()).singleElement().isInstanceOf(ScriptLibrary.Change.Taken.class);
    }

    /** Pain P14: a script may be there before what it names; it is taken up when that comes. */
    @Test
    void p14ARefusedScriptIsTriedAgainWhenWhatItNamesExists() throws IOException {
        write("hotline", HEAD + "start: {queue: sales}\n");
        ScriptLibrary library = library();
        library.refresh();
        assertThat(library.find("hotline")).isEmpty();
        known = new Known(Set.of("sales"), Set.of(), Set.of(), Set.of(), Set.of(), true);
        assertThat(library.refresh()).singleElement().isInstanceOf(ScriptLibrary.Change.Taken.class);
    }

    /** Pain P15: a copied script that still names its old neighbours is refused with each of them. */
    @Test
    void p15ACopyNamesEveryBrokenReference() throws IOException {
        write("copy", HEAD + "start: {menu: welcome, keys: {1: {script: front}, 2: {queue: sales}, 3: night}}\n");
        List<ScriptLibrary.Change> told = library().refresh();
        assertThat(told).singleElement().isInstanceOfSatisfying(ScriptLibrary.Change.Kept.class, k -> {
            assertThat(k.problems()).hasSize(3);
            assertThat(k.oldStays()).isFalse();
        });
    }

    @Test
    void aScriptThatIsGoneAnswersNoMore() throws IOException {
        write("hotline", GOOD);
        ScriptLibrary library = library();
        library.refresh();
        Files.delete(directory.resolve("hotline/script.yaml"));
        assertThat(library.refresh()).singleElement().isInstanceOf(ScriptLibrary.Change.Removed.class);
        assertThat(library.find("hotline")).isEmpty();
    }

    @Test
    void aNewRecordingIsAChange() throws IOException {
        write("hotline", GOOD);
        ScriptLibrary library = library();
        library.refresh();
        Path recording = directory.resolve("hotline/prompts/en/welcome.wav");
        Files.createDirectories(recording.getParent());
        Files.write(recording, new byte[] {1, 2, 3});
        assertThat(library.refresh()).hasSize(1);
        assertThat(library.find("hotline").orElseThrow().prompts().recorded("en", "welcome"))
                .isTrue();
    }

    @Test
    void aRecordingThatCannotBePlayedIsNamedAndTheOldScriptStays() throws IOException {
        write("hotline", GOOD);
        ScriptLibrary library = library();
        library.refresh();
        known = known.hearing(file -> Optional.of(Problem.of(file.toString(), "this is an MP3 file.", "Convert it.")));
        Path recording = directory.resolve("hotline/prompts/en/welcome.wav");
        Files.createDirectories(recording.getParent());
        Files.write(recording, new byte[] {1, 2, 3});
        assertThat(library.refresh()).singleElement().isInstanceOfSatisfying(ScriptLibrary.Change.Kept.class, k -> {
            assertThat(k.oldStays()).isTrue();
            assertThat(k.problems().getFirst().toString()).contains("welcome.wav: this is an MP3 file. Convert it.");
        });
        assertThat(CheckReport.of(directory, known).text())
                .contains("welcome.wav: this is an MP3 file.", "hotline: 1 problem");
    }

    @Test
    void aSavedTestMakesNoNewScript() throws IOException {
        write("hotline", GOOD);
        ScriptLibrary library = library();
        library.refresh();
        Files.writeString(directory.resolve("hotline/calls.test.yaml"), "tests: [{name: a, call: hears welcome}]");
        assertThat(library.refresh()).isEmpty();
    }

    @Test
    void theReportTellsOfTestFilesThatCannotBeRead() throws IOException {
        write("hotline", GOOD);
        Path tests = directory.resolve("hotline/calls.test.yaml");
        Files.writeString(tests, "tests:\n  - {name: a, call: hears welcom}\n");
        CheckReport report = CheckReport.of(directory, known);
        assertThat(report.isClean()).isFalse();
        assertThat(report.text())
                .contains(tests + ":2:21: 'welcom' is no prompt of this script. Did you mean 'welcome'?")
                .containsPattern("hotline: good .*; 1 problem in its tests\n$");
        Files.writeString(tests, "tests:\n  - {name: a, call: hears welcome}\n");
        assertThat(CheckReport.of(directory, known).isClean()).isTrue();
    }

    @Test
    void otherFoldersAreNoScripts() throws IOException {
        Files.createDirectories(directory.resolve("music"));
        assertThat(library().refresh()).isEmpty();
        assertThat(CheckReport.of(directory, known).text()).contains("No script here");
    }

    @Test
    void reloadReadsWhatChangedAndWhatMayBeFitNow() {
        Fingerprint one = new Fingerprint(Map.of("script.yaml", "10 1"));
        Fingerprint other = new Fingerprint(Map.of("script.yaml", "10 2"));
        Reload reload = Reload.decide(
                Map.of("a", one, "b", one, "c", one, "e", one),
                Map.of("a", one, "b", other, "d", one, "e", one),
                new TreeSet<>(Set.of("e")));
        assertThat(reload.read()).containsExactly("b", "d", "e");
        assertThat(reload.gone()).containsExactly("c");
    }

    @Test
    void theReportEndsWithALineForEachScript() throws IOException {
        write("good", GOOD);
        write("bad", HEAD + "start: {say: welcome}\n");
        CheckReport report = CheckReport.of(directory, known);
        assertThat(report.isClean()).isFalse();
        assertThat(report.text())
                .contains("bad: 1 problem\n")
                .containsPattern("good: good \\(1 section, 2 steps, en, version [0-9a-f]{12}\\)\n$");
        assertThat(CheckReport.of(directory.resolve("good"), known).isClean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"support-line", "information-line"})
    void theSamplesHaveNothingToTellAndNeedNoSpeech(String sample) throws IOException {
        Known mute = new Known(Samples.KNOWN.queues(), Samples.KNOWN.hours(), Set.of(), Set.of(), Set.of(), false);
        CheckReport report = CheckReport.of(Path.of("ivr-scripts", sample), mute);
        assertThat(report.results())
                .singleElement()
                .isInstanceOfSatisfying(
                        LoadResult.Loaded.class, l -> assertThat(l.remarks()).isEmpty());
    }

    private ScriptLibrary library() {
        return new ScriptLibrary(directory, () -> known);
    }

    private void write(String name, String script) throws IOException {
        Path folder = Files.createDirectories(directory.resolve(name));
        Path file = folder.resolve("script.yaml");
        Files.writeString(file, script);
        Files.writeString(folder.resolve("prompts.yaml"), "welcome: Welcome.\n");
        // file times are coarse and the test is quick: each change gets a time of its own
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L + 1000 * ++changes));
    }
}
