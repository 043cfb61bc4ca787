package org.helpline.journal;

import java.time.Instant;
import java.util.Optional;

/**
 * Which calls to list.
 *
 * @param last at most this many, the latest; 1 or more
 * @param outcome only these; {@code live} for the calls that go on
 * @param queue only those whose last queue this was
 * @param agent only those whose last agent this was
 * @param since only those that arrived at or after this
 */
public record CallQuery(
        int last, Optional<String> outcome, Optional<String> queue, Optional<String> agent, Optional<Instant> since) {

    /** The latest calls of every kind. */
    public static CallQuery last(int last) {
        return new CallQuery(last, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
