package org.helpline.app;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.helpline.config.HoursSettings;
import org.helpline.core.BusinessHours;
import org.helpline.core.Clock;
import org.helpline.core.HoursReview;
import org.helpline.interaction.SettingsBoard.Fault;
import org.helpline.interaction.SettingsBoard.OpenAt;
import org.jspecify.annotations.Nullable;

/** What a calendar says at a moment, and what looks like a mistake in it. Any thread. */
record CalendarLook(Clock clock) {

    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    /** @param moment on the calendar's clocks, such as {@code 2027-01-01T10:00}; "" is now */
    OpenAt at(@Nullable HoursSettings settings, String moment) {
        if (settings == null) {
            return faulty("There is no such calendar.", "");
        }
        BusinessHours hours = Calendars.businessHours(settings);
        Instant at;
        try {
            at = moment.isEmpty()
                    ? clock.now()
                    : LocalDateTime.parse(moment).atZone(hours.zone()).toInstant();
        } catch (DateTimeException e) {
            return faulty("This is no moment.", "Expected one such as 2027-01-01T10:00.");
        }
        Optional<Instant> next = hours.nextChange(at);
        return new OpenAt(
                hours.at(at).name().toLowerCase(Locale.ROOT),
                next.map(n -> MOMENT.format(n.atZone(hours.zone()))).orElse(""),
                HoursReview.of(
                        hours,
                        LocalDate.ofInstant(clock.now(), hours.zone()),
                        !settings.countries().isEmpty()),
                List.of());
    }

    private static OpenAt faulty(String what, String fix) {
        return new OpenAt("", "", List.of(), List.of(new Fault("", what, fix)));
    }
}
