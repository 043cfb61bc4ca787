package org.helpline.journal.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.helpline.config.ReportSettings.Terms;
import org.helpline.core.ManualClock;
import org.helpline.journal.RunningJournal;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Days whose numbers were worked by hand: P67, P69 to P72. */
class GoldenDaysTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"quiet", "midnight", "dst", "restart", "transfers", "booked", "busy"})
    void theNumbersAreThoseWorkedByHand(String name) throws IOException {
        GoldenDay day = GoldenDay.read(name);
        assertThat(day.expected).isNotEmpty();
        try (RunningJournal journal = MeasuredDays.play(folder, day.runs)) {
            Figures figures = new Figures(journal.store(), new ManualClock(day.now()));
            SoftAssertions soft = new SoftAssertions();
            for (GoldenDay.Expected e : day.expected) {
                Ask ask = new Ask(
                        day.begin(),
                        day.end(),
                        day.zone(),
                        e.by(),
                        e.group(),
                        Set.of(e.name()),
                        List.of(e.metric()),
                        Terms.USUAL);
                Ask wanted = e.group() == Ask.Group.ALL ? ask.only(Set.of()) : ask;
                List<Report.Row> rows = MeasuredDays.told(figures.ask(wanted)).rows().stream()
                        .filter(r -> e.at().equals("day") || day.shown(r.at()).equals(e.at()))
                        .toList();
                String shown = rows.isEmpty()
                        ? "none"
                        : shown(Objects.requireNonNull(rows.getFirst().values().get(e.metric())), e.sides());
                soft.assertThat(shown)
                        .as(
                                "%s.day:%d %s of %s at %s",
                                name, e.line(), e.metric().id(), e.name(), e.at())
                        .isEqualTo(e.value() + e.sides());
            }
            soft.assertAll();
        }
    }

    private static String shown(Value v, String sides) {
        String value = v.isKnown() ? plain(v.value()) : "unknown";
        return sides.isEmpty()
                ? value
                : value + "(" + plain(v.above()) + "/" + plain(v.below()) + (v.pending() == 0 ? "" : "/" + v.pending())
                        + ")";
    }

    private static String plain(double n) {
        return n == Math.rint(n) ? String.valueOf((long) n) : String.format(Locale.ROOT, "%.3f", n);
    }
}
