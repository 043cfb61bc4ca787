package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.helpline.config.TrunksSettings;
import org.helpline.core.ManualClock;
import org.helpline.sip.trunk.LiveTrunks;
import org.helpline.sip.trunk.Trunks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrunkDayTest {

    @TempDir
    private Path folder;

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-22T12:00:00Z"));

    @Test
    void callsAreKeptAndCountedOnTheSameDayOnly() throws IOException {
        Path file = folder.resolve("trunk-calls");
        LiveTrunks before = trunks();
        TrunkDay day = new TrunkDay(file, before.allowances());
        day.takeUp();
        assertThat(day.keep()).isFalse();
        before.allowances().out("acme", "+4930");
        before.allowances().out("acme", "112");
        day.close();
        assertThat(Files.readAllLines(file)).containsExactly("2026-11-22", "acme = 2");
        assertThat(day.keep()).isFalse();

        LiveTrunks after = trunks();
        TrunkDay taken = new TrunkDay(file, after.allowances());
        taken.takeUp();
        assertThat(after.allowances().count("acme").orElseThrow().today()).isEqualTo(2);
        assertThat(taken.keep()).isFalse();

        clock.move(Duration.ofDays(1));
        LiveTrunks tomorrow = trunks();
        new TrunkDay(file, tomorrow.allowances()).takeUp();
        assertThat(tomorrow.allowances().count("acme").orElseThrow().today()).isZero();
    }

    private LiveTrunks trunks() {
        return new LiveTrunks(
                new TrunksSettings(List.of(Trunks.plain("acme")), Set.of("112"), TrunksSettings.Accept.TRUNKS),
                clock,
                ZoneOffset.UTC);
    }
}
