package org.helpline.journal.measure;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.helpline.core.SoundVerdict;

/** The legs that sounded worst, as CSV. */
public final class PoorSoundCsv {

    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);
    private static final List<String> TITLES = List.of(
            "at",
            "call",
            "caller",
            "leg",
            "queue",
            "trunk",
            "codec",
            "quality",
            "direction",
            "lost percent",
            "jitter ms",
            "round trip ms",
            "cause");

    private PoorSoundCsv() {}

    /** The whole file as text; times in that zone. What is not known is left empty. */
    public static String of(List<PoorLeg> legs, ZoneId zone) {
        StringBuilder text = new StringBuilder(Csv.MARK).append(Csv.line(TITLES));
        for (PoorLeg leg : legs) {
            SoundVerdict sound = leg.sound();
            text.append(Csv.line(List.of(
                    WHEN.format(leg.at().atZone(zone)),
                    leg.call(),
                    leg.caller().value(),
                    leg.leg(),
                    leg.queue(),
                    leg.trunk(),
                    leg.codec(),
                    tenth(sound.quality()),
                    sound.way(),
                    tenth(sound.lostPercent()),
                    tenth(sound.jitterMillis()),
                    tenth(sound.roundTripMillis()),
                    sound.cause())));
        }
        return text.toString();
    }

    private static String tenth(double value) {
        return value < 0 ? "" : String.format(Locale.ROOT, "%.1f", value);
    }
}
