package org.helpline.core;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as people write them: {@code 500ms}, {@code 20s}, {@code 5m}, {@code 4h}, {@code 1d}, {@code 1h30m}. Any thread. */
public final class DurationText {

    /** For sentences that say what to write. */
    public static final String EXAMPLES = "500ms, 5s, 2m or 1h30m";

    private static final Pattern PARTS =
            Pattern.compile("(?=\\d)(?:(\\d{1,9})d)?(?:(\\d{1,9})h)?(?:(\\d{1,9})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");

    private DurationText() {}

    /** Reads days, hours, minutes, seconds and milliseconds, in this order, each at most once; empty for any other text. */
    public static Optional<Duration> read(String text) {
        Matcher m = PARTS.matcher(text);
        return m.matches()
                ? Optional.of(Duration.ofDays(part(m, 1))
                        .plusHours(part(m, 2))
                        .plusMinutes(part(m, 3))
                        .plusSeconds(part(m, 4))
                        .plusMillis(part(m, 5)))
                : Optional.empty();
    }

    private static long part(Matcher m, int group) {
        String digits = m.group(group);
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
