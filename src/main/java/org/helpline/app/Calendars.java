package org.helpline.app;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.helpline.config.HoursSettings;
import org.helpline.core.BusinessHours;
import org.helpline.core.Clock;
import org.helpline.core.Snapshot;

/** The opening hours of the settings, asked by name. Any thread. */
final class Calendars implements Function<String, BusinessHours.State> {

    private final Snapshot<Map<String, BusinessHours>> byName;
    private final Clock clock;

    Calendars(Map<String, HoursSettings> settings, Clock clock) {
        this.clock = clock;
        this.byName = new Snapshot<>(of(settings));
    }

    /** Others count from now on; one that is gone stays for the calls that still ask for it. One thread at a time. */
    void change(Map<String, HoursSettings> settings) {
        Map<String, BusinessHours> next = new HashMap<>(byName.get());
        next.putAll(of(settings));
        byName.publish(next);
    }

    /** The calendars themselves, by name. */
    static Map<String, BusinessHours> of(Map<String, HoursSettings> settings) {
        Map<String, BusinessHours> all = new HashMap<>();
        settings.forEach((name, hours) -> all.put(name, businessHours(hours)));
        return all;
    }

    @Override
    public BusinessHours.State apply(String name) {
        BusinessHours hours = byName.get().get(name);
        return hours == null ? BusinessHours.State.OPEN : hours.at(clock.now());
    }

    /** One calendar. */
    static BusinessHours businessHours(HoursSettings hours) {
        List<BusinessHours.Opening> weekly = hours.open().stream()
                .map(o -> new BusinessHours.Opening(o.days(), o.from(), o.to()))
                .toList();
        Set<LocalDate> holidays = new HashSet<>(hours.holidays());
        holidays.addAll(PublicHolidays.of(hours.countries()).keySet());
        holidays.removeAll(hours.except());
        Map<LocalDate, LocalTime> halves = new HashMap<>();
        PublicHolidays.halfDays(hours.countries()).forEach((day, half) -> halves.put(day, half.from()));
        halves.keySet().removeAll(hours.except());
        return BusinessHours.of(hours.zone(), weekly, holidays, hours.always()).withHalfDays(halves);
    }
}
