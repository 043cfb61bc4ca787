package org.helpline.config;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What {@code sip.properties} knows of traces. */
final class TraceKeys {

    static final Key<String> MODE =
            Key.of("sip.trace", "all", Shapes.matching("all, failed or off", t -> t.matches("all|failed|off")));
    static final Key<Duration> KEEP = Key.of("sip.trace-keep", "14d", Shapes.duration("1h", "365d"));
    static final Key<Integer> SPACE = Key.of("sip.trace-space", "1000", Shapes.whole(1, 1_000_000));
    static final Key<String> HEP = Key.of(
            "sip.hep", "", Shapes.matching("host:port, or nothing", t -> t.matches("|[\\w.\\[\\]:-]+:[1-9]\\d{0,4}")));
    static final Key<Integer> HEP_ID = Key.of("sip.hep-id", "2001", Shapes.whole(0, Integer.MAX_VALUE));
    static final Key<String> HEP_PASSWORD = Key.secret("sip.hep-password", Shapes.text());

    static final List<Key<?>> ALL = List.of(MODE, KEEP, SPACE, HEP, HEP_ID, HEP_PASSWORD);

    private TraceKeys() {}

    static TraceSettings read(Values values) {
        return new TraceSettings(
                TraceSettings.Mode.valueOf(values.get(MODE).toUpperCase(Locale.ROOT)),
                values.get(KEEP),
                values.get(SPACE),
                hep(values));
    }

    private static Optional<TraceSettings.Hep> hep(Values values) {
        String place = values.get(HEP);
        if (place.isEmpty()) {
            return Optional.empty();
        }
        int colon = place.lastIndexOf(':');
        return Optional.of(new TraceSettings.Hep(
                place.substring(0, colon).replaceAll("[\\[\\]]", ""),
                Math.min(65_535, Integer.parseInt(place.substring(colon + 1))),
                values.get(HEP_ID),
                new Secret(values.get(HEP_PASSWORD))));
    }
}
