package org.helpline.ivr.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.helpline.core.BusinessHours;
import org.helpline.core.BusinessHours.Opening;
import org.helpline.ivr.Samples;
import org.helpline.ivr.model.Script;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HoursBranchesTest {

    private static final String SCRIPT = """
            helpline: 1
            languages: [en]
            hours: office
            human: none
            start:
              - when: holiday
                then: {say: feast}
                else: {when: open, then: {say: welcome}, else: {say: shut}}
              - hangup
            """;
    private static final String PROMPTS = "feast: A holiday.\nwelcome: Open.\nshut: Closed.\n";

    /** A caller in the last second before a rule and one in its first second take the branches that the calendar says. */
    @ParameterizedTest
    @ValueSource(strings = {"Europe/Berlin", "America/New_York", "Australia/Lord_Howe"})
    void callersOnBothSidesOfEveryBoundaryOfFiveYearsTakeTheRightBranch(String zone) {
        ZoneId place = ZoneId.of(zone);
        LocalDate first = LocalDate.of(2026, 11, 22);
        Set<LocalDate> holidays = Set.of(
                LocalDate.of(2026, 12, 25),
                LocalDate.of(2027, 3, 29),
                LocalDate.of(2028, 2, 29),
                LocalDate.of(2031, 1, 1));
        BusinessHours hours = BusinessHours.of(
                place,
                List.of(
                        new Opening(
                                EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                                LocalTime.of(9, 0),
                                LocalTime.of(18, 0)),
                        new Opening(EnumSet.of(DayOfWeek.SUNDAY), LocalTime.of(1, 30), LocalTime.of(3, 30))),
                holidays,
                false);
        Script script = Samples.loaded(Samples.check(SCRIPT, PROMPTS));
        int boundaries = 0;
        for (LocalDate day = first; day.isBefore(first.plusYears(5)); day = day.plusDays(1)) {
            for (String time : List.of("00:00", "01:30", "03:30", "09:00", "18:00")) {
                Instant at = day.atTime(LocalTime.parse(time)).atZone(place).toInstant();
                boundaries++;
                assertThat(said(script, hours, at)).isEqualTo(expected(at, place, holidays));
                assertThat(said(script, hours, at.minusSeconds(1)))
                        .isEqualTo(expected(at.minusSeconds(1), place, holidays));
            }
        }
        assertThat(boundaries).isGreaterThan(9_000);
    }

    private static String said(Script script, BusinessHours hours, Instant at) {
        Environment world = Samples.world().at(at);
        Environment then = new Environment(
                at, _ -> hours.at(at), world.noticeOn(), world.music(), world.overflow(), world.maxSteps());
        for (Effect effect : Interpreter.start(script, Samples.caller(), then).effects()) {
            if (effect instanceof Effect.Play play) {
                return play.utterances().getFirst().prompt();
            }
        }
        return "nothing";
    }

    /** By the clock on the wall alone. On Sundays it shows a time between half past one and half past three, or has skipped into it. */
    private static String expected(Instant at, ZoneId zone, Set<LocalDate> holidays) {
        var wall = at.atZone(zone);
        if (holidays.contains(wall.toLocalDate())) {
            return "feast";
        }
        if (wall.getDayOfWeek() == DayOfWeek.SUNDAY) {
            Instant from = wall.toLocalDate().atTime(1, 30).atZone(zone).toInstant();
            Instant to = wall.toLocalDate().atTime(3, 30).atZone(zone).toInstant();
            return at.isBefore(from) || !at.isBefore(to) ? "shut" : "welcome";
        }
        int second = wall.toLocalTime().toSecondOfDay();
        boolean workday = wall.getDayOfWeek() != DayOfWeek.SATURDAY;
        return workday && second >= 9 * 3600 && second < 18 * 3600 ? "welcome" : "shut";
    }
}
