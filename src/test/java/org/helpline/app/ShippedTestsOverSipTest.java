package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.helpline.app.stage.Rehearsal;
import org.helpline.app.stage.StageReport;
import org.helpline.config.Settings;
import org.helpline.config.SettingsReader;
import org.helpline.core.Problems;
import org.helpline.ivr.check.CheckReport;
import org.helpline.ivr.check.LoadResult;
import org.helpline.ivr.model.Script;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every test that we ship is also a call over SIP and RTP to a server on loopback, and gives the same trace. */
@Tag("clients")
class ShippedTestsOverSipTest {

    private static final int AT_ONCE = 2;

    @TempDir
    private Path folder;

    @Test
    void everyTestOfTheSampleScriptsGivesTheSameTraceInVirtualTimeAndOverSip() throws IOException {
        assertThat(tests(Path.of("ivr-scripts"))).isGreaterThan(40);
        allAreTheSame(
                new StartOptions(folder.resolve("data").toString(), null, null, List.of()), Path.of("ivr-scripts"));
    }

    @Test
    void everyTestOfTheTemplatesGivesTheSameTraceInVirtualTimeAndOverSip() throws IOException {
        Path conf = conf(folder);
        Path scripts = Files.createDirectory(folder.resolve("scripts"));
        StartOptions options = new StartOptions(
                folder.resolve("data").toString(), conf.toString(), null, List.of("scripts.directory=" + scripts));
        for (String template : ScriptTemplate.NAMES) {
            new ScriptTemplate(template, settings(options)).write(scripts.resolve(template));
        }
        assertThat(tests(scripts)).isGreaterThan(8);
        allAreTheSame(options, scripts);
    }

    static void allAreTheSame(StartOptions options, Path scripts) throws IOException {
        Settings settings = settings(options);
        Workbench bench = Workbench.open(settings);
        List<Script> fit = bench.chosen(List.of()).stream()
                .flatMap(Optional::stream)
                .map(ShippedTestsOverSipTest::loaded)
                .toList();
        List<Rehearsal.Piece> pieces = new ArrayList<>();
        for (Script script : fit) {
            bench.suite(fit)
                    .trials(script, _ -> true, new Problems())
                    .forEach(t -> pieces.add(new Rehearsal.Piece(script, t)));
        }
        StageReport report = Rehearsals.run(options, settings, bench.surroundings(fit), pieces, AT_ONCE, _ -> {});
        assertThat(report.calls().stream().filter(StageReport.Call::isSame).count())
                .as(report.text())
                .isEqualTo(tests(scripts));
    }

    private static Script loaded(LoadResult result) {
        return switch (result) {
            case LoadResult.Loaded l -> l.script();
            default -> throw new AssertionError(new CheckReport(List.of(result)).text());
        };
    }

    /** As many as there are names in the files, however they are read. */
    private static long tests(Path scripts) throws IOException {
        long count = 0;
        try (Stream<Path> files = Files.walk(scripts)) {
            for (Path file : files.filter(
                            f -> f.toString().endsWith(".test.yaml") && !f.startsWith("ivr-scripts/playbooks"))
                    .toList()) {
                count += Files.readString(file)
                        .lines()
                        .filter(l -> l.startsWith("  - name:"))
                        .count();
            }
        }
        return count;
    }

    static Settings settings(StartOptions options) {
        return switch (SettingsReader.read(options.sources())) {
            case SettingsReader.Read r -> r.settings();
            case SettingsReader.Refused r ->
                throw new AssertionError(r.problems().all());
        };
    }

    /** The sample settings, with the example of a look-up. */
    static Path conf(Path folder) throws IOException {
        Path conf = Files.createDirectory(folder.resolve("conf"));
        try (Stream<Path> files = Files.list(Path.of("conf"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, conf.resolve(file.getFileName()));
            }
        }
        Path lookUps = conf.resolve("look-ups.ini");
        Files.writeString(
                lookUps,
                Files.readString(lookUps)
                        .replace("#[order_status]", "[order_status]")
                        .replace("#url =", "url =")
                        .replace("#fields =", "fields ="));
        return conf;
    }
}
