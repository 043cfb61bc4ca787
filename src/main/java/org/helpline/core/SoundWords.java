package org.helpline.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How the sound of a leg fared, in plain words. */
public final class SoundWords {

    private SoundWords() {}

    /** One direction without its name: {@code 3.0 % lost (12.5 % at worst), jitter 4 ms, round trip 40 ms, estimated quality 3.9 of 5}. */
    public static String of(SoundWay way) {
        String worst = way.worstPercent() > way.lostPercent() + 0.05
                ? String.format(Locale.ROOT, " (%.1f %% at worst)", way.worstPercent())
                : "";
        return String.format(Locale.ROOT, "%.1f %% lost", way.lostPercent()) + worst
                + (way.jitterMillis().isKnown() ? ", jitter " + spread(way.jitterMillis()) : "")
                + (way.roundTripMillis().isKnown() ? ", round trip " + spread(way.roundTripMillis()) : "")
                + ", " + quality(way.quality());
    }

    /** {@code estimated quality 3.9 of 5}. */
    static String quality(double score) {
        return String.format(Locale.ROOT, "estimated quality %.1f of 5", score);
    }

    /** One line of a leg that sounded poorly: {@code 2.9 of 5, what agent:anna heard: lost packets (12.0 % lost, jitter 5 ms, round trip 40 ms)}. */
    public static String of(SoundVerdict v, String leg) {
        if (v.way().equals(SoundVerdict.ONE_WAY)) {
            return String.format(Locale.ROOT, "%.1f of 5, nothing was heard from %s", v.quality(), leg);
        }
        String cause = switch (v.cause()) {
            case "lost" -> "lost packets";
            case "uneven" -> "uneven packets";
            case "delay" -> "delay";
            default -> "nothing wrong";
        };
        return String.format(
                        Locale.ROOT,
                        "%.1f of 5, what %s %s: %s (%.1f %% lost",
                        v.quality(),
                        leg,
                        v.way().equals(SoundWay.CAME) ? "said" : "heard",
                        cause,
                        v.lostPercent())
                + (v.jitterMillis() < 0 ? "" : ", jitter " + Math.round(v.jitterMillis()) + " ms")
                + (v.roundTripMillis() < 0 ? "" : ", round trip " + Math.round(v.roundTripMillis()) + " ms")
                + ")";
    }

    private static String spread(SoundWay.Spread s) {
        return Math.round(s.least()) == Math.round(s.most())
                ? Math.round(s.mean()) + " ms"
                : Math.round(s.mean()) + " ms (" + Math.round(s.least()) + " to " + Math.round(s.most()) + ")";
    }

    /** Both directions in one line; empty if too little was said to judge it. {@code who} is {@code the caller} or a name. */
    public static String of(CallFact.MediaClosed f, String who) {
        List<String> parts = new ArrayList<>();
        f.sound().stream()
                .filter(w -> w.way().equals(SoundWay.WENT))
                .findFirst()
                .ifPresent(w -> parts.add("what we sent " + who + ": " + of(w)));
        if (f.packetsReceived() >= SoundVerdict.ENOUGH) {
            parts.add("what came from " + who + ": "
                    + f.sound().stream()
                            .filter(w -> w.way().equals(SoundWay.CAME))
                            .findFirst()
                            .map(SoundWords::of)
                            .orElseGet(
                                    () -> quality(SoundQuality.of(SoundVerdict.lostPercent(f), f.jitterMillis(), 0))));
        }
        return String.join("; ", parts);
    }

    /** What was poor, each as a sentence; none if all was well. */
    public static List<String> troubles(CallFact.MediaClosed f, String who) {
        List<String> troubles = new ArrayList<>();
        if (f.packetsReceived() == 0 && f.packetsSent() > SoundVerdict.ENOUGH) {
            troubles.add("Sound went one way only: nothing was heard from " + who + "; open and forward media.ports on"
                    + " the way to this server, and behind a NAT look at sip.advertised.");
        }
        boolean enough = f.packetsReceived() > SoundVerdict.ENOUGH;
        if (enough && SoundVerdict.lostPercent(f) > SoundQuality.MUCH_LOST_PERCENT) {
            troubles.add(String.format(
                    Locale.ROOT,
                    "Poor sound: of what %s said %.1f %% was lost on the way to us.",
                    who,
                    SoundVerdict.lostPercent(f)));
        }
        if (enough && f.jitterMillis() > SoundQuality.MUCH_JITTER_MILLIS) {
            troubles.add(String.format(
                    Locale.ROOT, "Poor sound: what %s said came unevenly, jitter %.0f ms.", who, f.jitterMillis()));
        }
        SoundVerdict.of(f)
                .filter(v -> v.isPoor() && v.cause().equals("delay"))
                .ifPresent(v -> troubles.add(String.format(
                        Locale.ROOT, "Poor sound: it takes %.0f ms to %s and back.", v.roundTripMillis(), who)));
        for (SoundWay way : f.sound()) {
            if (way.way().equals(SoundWay.WENT)) {
                there(way, who, troubles);
            }
        }
        return List.copyOf(troubles);
    }

    private static void there(SoundWay way, String who, List<String> troubles) {
        if (way.lostPercent() > SoundQuality.MUCH_LOST_PERCENT) {
            troubles.add(String.format(
                    Locale.ROOT,
                    "Poor sound: of what we sent %.1f %% was lost on the way to %s.",
                    way.lostPercent(),
                    who));
        }
        if (way.jitterMillis().mean() > SoundQuality.MUCH_JITTER_MILLIS) {
            troubles.add(String.format(
                    Locale.ROOT,
                    "Poor sound: what we sent came unevenly to %s, jitter %.0f ms.",
                    who,
                    way.jitterMillis().mean()));
        }
    }
}
