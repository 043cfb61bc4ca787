package org.helpline.customer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A warning about a customer or a number.
 *
 * @param name one of {@link #NAMES}
 * @param number whether it is about one number alone
 * @param until when it ends by itself; empty: never
 */
public record Flag(
        String name, boolean number, String subject, String why, String by, Instant since, Optional<Instant> until) {

    /** Calls are refused. */
    public static final String BLOCKED = "blocked";

    /** Desks and scripts are warned. */
    public static final String ABUSIVE = "abusive";

    /** All there are. */
    public static final List<String> NAMES = List.of(BLOCKED, ABUSIVE);

    /** Nothing of whom it is about. */
    @Override
    public String toString() {
        return "Flag[" + name + "]";
    }
}
