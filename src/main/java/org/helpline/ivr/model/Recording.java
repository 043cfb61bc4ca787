package org.helpline.ivr.model;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.helpline.core.Digit;

/**
 * How a caller is recorded.
 *
 * @param longest the recording ends after this
 * @param least what is shorter, up to the end of the last speech, counts as nothing said
 * @param pause it ends when nobody has spoken for so long; empty: never for that
 * @param end the keys that end it
 * @param beep whether a tone comes first
 */
public record Recording(Duration longest, Duration least, Optional<Duration> pause, Set<Digit> end, boolean beep) {

    /** What holds where nothing is written. */
    public static final Recording USUAL = new Recording(
            Duration.ofMinutes(2), Duration.ofSeconds(1), Optional.of(Duration.ofSeconds(4)), Set.of(Digit.HASH), true);
}
