package org.helpline.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.helpline.config.HoursSettings;
import org.helpline.config.SettingsReader;
import org.helpline.config.Sources;
import org.helpline.core.BusinessHours.State;
import org.helpline.core.ManualClock;
import org.helpline.core.Published;
import org.helpline.core.ServerFact;
import org.helpline.interaction.HoursBoard.Shown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What somebody declares of a calendar wins over what is written, until it is taken back, restarts included. */
class HoursSwitchTest {

    @TempDir
    Path data;

    private final ManualClock clock = new ManualClock(Instant.parse("2026-11-18T09:00:00Z"));
    private final List<Published> told = new ArrayList<>();
    private final Map<String, HoursSettings> calendars = ((SettingsReader.Read)
                    SettingsReader.read(Sources.defaults(Path.of(""), Path.of("data"))))
            .settings()
            .scripts()
            .hours();
    private final String name = calendars.keySet().iterator().next();

    private HoursSwitch load() throws IOException {
        return HoursSwitch.load(data.resolve("hours"), calendars, clock, new ServerFacts(told::add, clock));
    }

    @ParameterizedTest
    @CsvSource({"open, OPEN", "closed, CLOSED", "holiday, HOLIDAY", "emergency, EMERGENCY"})
    void whatIsDeclaredHoldsAlsoAfterARestart(String word, State state) throws IOException {
        assertThat(load().set(name, word, "sue")).isEmpty();
        HoursSwitch again = load();
        assertThat(again.over(_ -> State.OPEN).apply(name)).isEqualTo(state);
        assertThat(again.calendars().get(name))
                .isEqualTo(new Shown(word, true, "since 2026-11-18 12:00 by sue, until it is taken back"));
    }

    @Test
    void takenBackItIsAsWritten() throws IOException {
        HoursSwitch hours = load();
        hours.set(name, "closed", "sue");
        hours.set(name, "as-written", "sue");
        assertThat(hours.declared(name)).isEmpty();
        assertThat(load().declared(name)).isEmpty();
        assertThat(hours.over(_ -> State.HOLIDAY).apply(name)).isEqualTo(State.HOLIDAY);
    }

    @Test
    void theRecordTellsWhoDeclaredWhat() throws IOException {
        load().set(name, "emergency", "sue");
        assertThat(told)
                .extracting(Published::fact)
                .containsExactly(new ServerFact.HoursDeclared(name, "emergency", "sue"));
    }

    @ParameterizedTest
    @CsvSource({"nowhere, closed, There is no calendar of this name.", "'', shut, Say one of"})
    void whatIsNoneIsRefusedAndNothingChanges(String calendar, String word, String why) throws IOException {
        HoursSwitch hours = load();
        Optional<String> answer = hours.set(calendar.isEmpty() ? name : calendar, word, "sue");
        assertThat(answer.orElse("")).startsWith(why);
        assertThat(hours.declared(name)).isEmpty();
        assertThat(told).isEmpty();
    }

    @Test
    void aCalendarThatIsNoMoreAndAWordThatIsNoneAreForgotten() throws IOException {
        Files.writeString(data.resolve("hours"), "gone = closed\n" + name + " = shut\nrubbish\n");
        assertThat(load().calendars().values()).noneMatch(Shown::declared);
    }
}
