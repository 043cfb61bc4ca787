package org.helpline.interaction;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.helpline.call.Arrival;
import org.helpline.config.CallSettings;

/**
 * The entry of {@code numbers.properties} that serves a call.
 *
 * @param entry the number as it stands there; {@code *} for all the rest
 * @param ring how long to ring first
 */
record ServedNumber(String entry, String script, Duration ring) {

    /** The first of: the number in the house's form, the same without its plus, the number as the trunk wrote it, all the rest. */
    static Optional<ServedNumber> of(CallSettings settings, Arrival arrival) {
        String dialled = arrival.dialled();
        String bare = dialled.startsWith("+") ? dialled.substring(1) : dialled;
        return Stream.of(dialled, bare, arrival.sentDialled(), "*")
                .filter(settings.numbers()::containsKey)
                .findFirst()
                .map(entry -> new ServedNumber(
                        entry,
                        settings.numbers().getOrDefault(entry, ""),
                        settings.ring().getOrDefault(entry, Duration.ZERO)));
    }

    /** Whether it stands in the settings otherwise than it was dialled. */
    boolean isOtherThan(String dialled) {
        return !entry.equals("*") && !entry.equals(dialled);
    }
}
