package org.helpline.app;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.helpline.core.BusinessHours.State;

/**
 * What somebody declared of a calendar.
 *
 * @param until when it ends by itself; empty: it does not
 * @param since when they did; empty where an earlier version of the server did not keep it
 * @param by who, in words; empty likewise
 */
record DeclaredState(State state, Optional<Instant> until, Optional<Instant> since, String by) {

    private static final Pattern LINE = Pattern.compile("([a-z]+)(?:; until (\\S+))?(?:; since (\\S+))?(?:; by (.*))?");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    /** What stands after {@code name =} in the file; empty when it is nothing of the kind. */
    static Optional<DeclaredState> read(String text) {
        Matcher m = LINE.matcher(text.strip());
        if (!m.matches()) {
            return Optional.empty();
        }
        try {
            Optional<Instant> until = Optional.ofNullable(m.group(2)).map(Instant::parse);
            Optional<Instant> since = Optional.ofNullable(m.group(3)).map(Instant::parse);
            String by = m.group(4) == null ? "" : m.group(4);
            return state(m.group(1)).map(s -> new DeclaredState(s, until, since, by));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The line of the file. */
    String line() {
        return word(state)
                + until.map(u -> "; until " + u).orElse("")
                + since.map(s -> "; since " + s).orElse("")
                + (by.isEmpty() ? "" : "; by " + by.replaceAll("\\p{Cntrl}", " "));
    }

    boolean holds(Instant now) {
        return until.filter(u -> !now.isBefore(u)).isEmpty();
    }

    /** {@code since 2026-11-22 12:00 by anna, until 2026-11-22 18:00}, on these clocks. */
    String story(ZoneId zone) {
        String end = until.map(u -> ", until " + MINUTE.format(u.atZone(zone))).orElse(", until it is taken back");
        return (since.map(s -> "since " + MINUTE.format(s.atZone(zone)) + " ").orElse("")
                        + (by.isEmpty() ? "" : "by " + by)
                        + end)
                .strip()
                .replaceFirst("^, ", "");
    }

    /** The state of a word that declares one. */
    static Optional<State> state(String word) {
        for (State state : State.values()) {
            if (word(state).equals(word)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }

    static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
