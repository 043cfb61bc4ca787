package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.helpline.app.stage.Rehearsal;
import org.helpline.app.stage.StageReport;
import org.helpline.config.Settings;
import org.helpline.config.SettingsReader;
import org.helpline.core.Problems;
import org.helpline.ivr.check.LoadResult;
import org.helpline.ivr.model.Script;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that we ship are also calls over SIP and RTP to a server on loopback, and give the same trace. About a minute and a half, most
 * of which is prompts being heard.
 */
@Tag("clients")
class ShippedTestsOverSipTest {

    private static final int AT_ONCE = 2;

    /** Menus, an agent, answers confirmed, hours; {@code script test --sip} plays every test. */
    private static final Set<String> TESTS = Set.of(
            "billing in English",
            "order number in Turkish, told to the agent",
            "an order number keyed again",
            "opening hours while open",
            "opening hours while closed",
            "address, news, and the menu again");

    @TempDir
    private Path data;

    @Test
    void shippedTestsGiveTheSameTraceInVirtualTimeAndOverSip() throws IOException {
        StartOptions options = new StartOptions(data.toString(), null, null, List.of());
        Settings settings = switch (SettingsReader.read(options.sources())) {
            case SettingsReader.Read r -> r.settings();
            case SettingsReader.Refused r ->
                throw new AssertionError(r.problems().all());
        };
        Workbench bench = Workbench.open(settings);
        List<Script> scripts = bench.chosen(List.of("support-line", "information-line")).stream()
                .flatMap(Optional::stream)
                .map(r -> ((LoadResult.Loaded) r).script())
                .toList();
        List<Rehearsal.Piece> pieces = new ArrayList<>();
        for (Script script : scripts) {
            bench.suite(scripts).trials(script, _ -> true, new Problems()).stream()
                    .filter(t -> TESTS.contains(t.name()))
                    .forEach(trial -> pieces.add(new Rehearsal.Piece(script, trial)));
        }
        StageReport report = Rehearsals.run(options, settings, bench.surroundings(scripts), pieces, AT_ONCE);
        assertThat(pieces).hasSameSizeAs(TESTS);
        assertThat(report.calls()).hasSameSizeAs(pieces);
        assertThat(report.isClean()).as(report.text()).isTrue();
        assertThat(Map.of(
                        "over SIP",
                        report.calls().stream().filter(StageReport.Call::isSame).count()))
                .as(report.text())
                .isEqualTo(Map.of("over SIP", (long) pieces.size()));
    }
}
