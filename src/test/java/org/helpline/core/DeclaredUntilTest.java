package org.helpline.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeclaredUntilTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    /** 2026-10-25 is the day of 25 hours there, 2027-03-28 that of 23. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-22T09:00:00Z, 18:00, 2026-11-22T17:00:00Z",
        "2026-11-22T17:00:00Z, 18:00, 2026-11-23T17:00:00Z",
        "2026-11-22T22:30:00Z, end_of_day, 2026-11-22T23:00:00Z",
        "2026-11-22T23:00:00Z, end-of-day, 2026-11-23T23:00:00Z",
        "2026-10-24T22:30:00Z, end_of_day, 2026-10-25T23:00:00Z",
        "2027-03-27T23:30:00Z, end_of_day, 2027-03-28T22:00:00Z",
        "2027-03-28T00:10:00Z, 02:30, 2027-03-28T01:30:00Z",
        "2026-10-24T22:30:00Z, 2h, 2026-10-25T00:30:00Z",
        "2026-11-22T09:00:00Z, 90m, 2026-11-22T10:30:00Z",
    })
    void endsOnTheCalendarsClocks(Instant now, String written, Instant end) {
        assertThat(DeclaredUntil.read(written).orElseThrow().from(now, BERLIN)).contains(end);
    }

    @Test
    void whatIsTakenBackDoesNotEndByItself() {
        assertThat(DeclaredUntil.read("taken_back").orElseThrow().from(Instant.EPOCH, BERLIN))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "25:00", "18:0", "0h", "40d", "2 h", "-1h", "99999d"})
    void whatIsNoEndIsNone(String written) {
        assertThat(DeclaredUntil.read(written)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"end_of_day", "taken_back", "18:00", "2h", "90m", "3d"})
    void isWrittenAsItIsRead(String written) {
        assertThat(DeclaredUntil.read(written).map(DeclaredUntil::written)).contains(written);
    }
}
