package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.helpline.app.past.PathTaken;
import org.helpline.app.past.RecordedScenario;
import org.helpline.app.past.RecordedTest;
import org.helpline.app.stage.House;
import org.helpline.app.stage.StagePhone;
import org.helpline.config.Settings;
import org.helpline.config.SettingsReader;
import org.helpline.core.CallFact;
import org.helpline.core.Digit;
import org.helpline.core.Problems;
import org.helpline.core.Published;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.check.LoadResult;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.trial.Coverage;
import org.helpline.ivr.trial.Trial;
import org.helpline.ivr.trial.TrialFiles;
import org.helpline.ivr.trial.TrialRun;
import org.helpline.journal.PastCall;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real call becomes a test and a scenario of stock sipp; both go the way that it went. */
@Tag("clients")
class RecordedCallOverSipTest {

    private static final String ORDINARY = "tests: [{name: it, call: [hears welcome]}]";

    @TempDir
    private Path data;

    @Test
    void aCallThatWasGoesTheSameWayAsATestAndAsAScenarioOfSipp() throws Exception {
        StartOptions options = new StartOptions(data.toString(), null, null, List.of());
        Settings settings = switch (SettingsReader.read(options.sources())) {
            case SettingsReader.Read r -> r.settings();
            case SettingsReader.Refused r ->
                throw new AssertionError(r.problems().all());
        };
        Workbench bench = Workbench.open(settings);
        Script script = bench.chosen(List.of("information-line")).getFirst().stream()
                .map(r -> ((LoadResult.Loaded) r).script())
                .findFirst()
                .orElseThrow();
        Trial ordinary = TrialFiles.read("it", ORDINARY, bench.vocabulary(script), new Problems())
                .getFirst();
        try (StagedHouses houses = new StagedHouses(options, settings, bench.surroundings(List.of(script)))) {
            PastCall first = made(houses, script, ordinary, house -> {
                try (StagePhone phone = new StagePhone("+905321234567", house.sip())) {
                    phone.call(house.number());
                    TimeUnit.MILLISECONDS.sleep(1_500);
                    phone.press(Digit.ONE); // English
                    TimeUnit.MILLISECONDS.sleep(1_200);
                    phone.press(Digit.TWO); // the address
                    TimeUnit.MILLISECONDS.sleep(2_000);
                    phone.hangUp();
                }
            });
            PathTaken path = PathTaken.of(first.facts());
            assertThat(path.steps()).hasSizeGreaterThan(5);

            List<String> test = RecordedTest.of(first, ZoneId.of("Europe/Istanbul"), false);
            Problems problems = new Problems();
            Trial trial = TrialFiles.read("it", String.join("\n", test), bench.vocabulary(script), problems)
                    .getFirst();
            assertThat(problems.all()).isEmpty();
            TrialRun run = new TrialRun(script, bench.surroundings(List.of(script)), new Coverage());
            assertThat(PathTaken.ofMoments(run.play(trial).moments())).isEqualTo(path);

            Path scenario = Files.write(data.resolve("call.xml"), RecordedScenario.of(first, false));
            PastCall second = made(houses, script, ordinary, house -> sipp(scenario, house));
            assertThat(PathTaken.of(second.facts())).isEqualTo(path);
            assertThat(second.first(CallFact.Ended.class)).isEqualTo(first.first(CallFact.Ended.class));
        }
    }

    /** What a caller does. */
    @FunctionalInterface
    private interface Caller {
        void calls(House house) throws IOException, InterruptedException;
    }

    private static PastCall made(StagedHouses houses, Script script, Trial trial, Caller caller)
            throws IOException, InterruptedException {
        List<Published> facts = new CopyOnWriteArrayList<>();
        try (House house = houses.open(script, trial)) {
            house.listen().accept(facts::add);
            caller.calls(house);
            Awaitility.await()
                    .atMost(10, TimeUnit.SECONDS)
                    .until(() -> facts.stream().anyMatch(f -> f.fact() instanceof CallFact.Ended));
        }
        Optional<String> stream = facts.stream()
                .filter(f -> f.fact() instanceof ScriptFact.Started)
                .map(Published::stream)
                .findFirst();
        return new PastCall(
                stream.orElseThrow(),
                facts.stream().filter(f -> f.stream().equals(stream.get())).toList());
    }

    private static void sipp(Path scenario, House house) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        "sipp",
                        "127.0.0.1:" + house.sip().getPort(),
                        "-sf",
                        scenario.toString(),
                        "-s",
                        house.number(),
                        "-i",
                        "127.0.0.1",
                        "-m",
                        "1",
                        "-nostdin")
                .directory(scenario.toAbsolutePath().resolveSibling(".").toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
