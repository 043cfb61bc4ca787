package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.helpline.config.ReportSettings;
import org.helpline.config.ReportSettings.Schedule;
import org.helpline.config.ReportSettings.Terms;
import org.helpline.core.ManualClock;
import org.helpline.journal.RunningJournal;
import org.helpline.journal.measure.Figures;
import org.helpline.journal.measure.Interval;
import org.helpline.journal.measure.QuietDay;
import org.helpline.journal.measure.SentReports;
import org.helpline.voicemail.Post;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports by e-mail, in virtual time. */
class ReportPostTest {

    private static final ZoneId ISTANBUL = ZoneId.of("Europe/Istanbul");

    @TempDir
    private Path folder;

    private final List<String> letters = new ArrayList<>();
    private Post.Outcome answer = new Post.Outcome.Taken();

    private static Schedule every(String every) {
        return new Schedule("daily", "queues", every, LocalTime.of(7, 0), List.of("boss@example.org"), "csv");
    }

    private ReportPost post(RunningJournal journal, ManualClock clock, Schedule schedule) {
        ReportSettings settings = new ReportSettings(ISTANBUL, Terms.USUAL, List.of(schedule));
        return new ReportPost(
                new Figures(journal.store(), clock),
                () -> settings,
                letter -> {
                    letters.add(letter.subject() + " | " + read(letter.attachment()));
                    return answer;
                },
                new SentReports(journal.store()),
                folder.resolve("reports"),
                clock);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aReportIsSentOnceWhenItIsDueAlsoOverARestart() throws IOException {
        ManualClock clock = new ManualClock(Instant.parse("2026-03-02T20:00:00Z")); // 23:00 of the quiet day
        try (RunningJournal journal = QuietDay.play(folder)) {
            ReportPost before = post(journal, clock, every("day"));
            before.look();
            clock.move(Duration.ofHours(7)); // 06:00
            before.look();
            assertThat(letters)
                    .as("nothing is due, and a new schedule tells nothing of the past")
                    .isEmpty();
            clock.move(Duration.ofMinutes(61));
            before.look();
            assertThat(letters)
                    .singleElement()
                    .satisfies(
                            l -> assertThat(l)
                                    .startsWith("Helpline: queues, day of 2026-03-02 | ")
                                    .contains(
                                            "2026-03-02T09:00:00+03:00,2026-03-02T10:00:00+03:00,support,3,1,1,1,0,0,0,0,0,0.6667,2,3"));
            before.look();
            post(journal, clock, every("day")).look(); // after a restart
            assertThat(letters).hasSize(1);
            assertThat(folder.resolve("reports")).isEmptyDirectory();
        }
    }

    @Test
    void aMailServerThatIsAwayIsTriedAgainAndOneThatRefusesIsNot() throws IOException {
        ManualClock clock = new ManualClock(Instant.parse("2026-03-02T20:00:00Z"));
        try (RunningJournal journal = QuietDay.play(folder)) {
            ReportPost post = post(journal, clock, every("day"));
            post.look();
            clock.move(Duration.ofHours(9));
            answer = new Post.Outcome.NotNow("away");
            post.look();
            post.look();
            assertThat(letters).as("not before 5 minutes are over").hasSize(1);
            clock.move(Duration.ofMinutes(6));
            post.look();
            assertThat(letters).hasSize(2);
            clock.move(Duration.ofMinutes(6));
            answer = new Post.Outcome.Refused("no such box");
            post.look();
            clock.move(Duration.ofMinutes(6));
            post.look();
            assertThat(letters).hasSize(3);
        }
    }

    /** 2026-03-09 is a Monday. */
    @ParameterizedTest
    @CsvSource({
        "day,   2026-03-09T06:59, 2026-03-08T07:00, 2026-03-07T00:00, 2026-03-08T00:00, HOUR",
        "day,   2026-03-09T07:00, 2026-03-09T07:00, 2026-03-08T00:00, 2026-03-09T00:00, HOUR",
        "week,  2026-03-09T06:59, 2026-03-02T07:00, 2026-02-23T00:00, 2026-03-02T00:00, DAY",
        "week,  2026-03-11T12:00, 2026-03-09T07:00, 2026-03-02T00:00, 2026-03-09T00:00, DAY",
        "month, 2026-03-01T06:00, 2026-02-01T07:00, 2026-01-01T00:00, 2026-02-01T00:00, DAY",
        "month, 2026-03-01T07:00, 2026-03-01T07:00, 2026-02-01T00:00, 2026-03-01T00:00, DAY"
    })
    void theLastWholePeriodIsTold(String every, String now, String at, String from, String to, Interval by) {
        assertThat(Due.last(every(every), instant(now), ISTANBUL))
                .isEqualTo(new Due(instant(at), instant(from), instant(to), by));
    }

    private static Instant instant(String text) {
        return java.time.LocalDateTime.parse(text).atZone(ISTANBUL).toInstant();
    }
}
