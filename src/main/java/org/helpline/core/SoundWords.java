package org.helpline.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How the sound of a leg fared, in plain words. */
public final class SoundWords {

    /** Three seconds of sound: what is less says little. */
    private static final long ENOUGH = 150;

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
        if (f.packetsReceived() >= ENOUGH) {
            parts.add("what came from " + who + ": "
                    + f.sound().stream()
                            .filter(w -> w.way().equals(SoundWay.CAME))
                            .findFirst()
                            .map(SoundWords::of)
                            .orElseGet(() -> quality(SoundQuality.of(lostPercent(f), f.jitterMillis(), 0))));
        }
        return String.join("; ", parts);
    }

    private static double lostPercent(CallFact.MediaClosed f) {
        double of = f.packetsReceived() + f.lost();
        return of == 0 ? 0 : 100 * f.lost() / of;
    }

    /** What was poor, each as a sentence; none if all was well. */
    public static List<String> troubles(CallFact.MediaClosed f, String who) {
        List<String> troubles = new ArrayList<>();
        if (f.packetsReceived() == 0 && f.packetsSent() > ENOUGH) {
            troubles.add("Sound went one way only: nothing was heard from " + who + "; open and forward media.ports on"
                    + " the way to this server, and behind a NAT look at sip.advertised.");
        }
        boolean enough = f.packetsReceived() > ENOUGH;
        if (enough && lostPercent(f) > SoundQuality.MUCH_LOST_PERCENT) {
            troubles.add(String.format(
                    Locale.ROOT,
                    "Poor sound: of what %s said %.1f %% was lost on the way to us.",
                    who,
                    lostPercent(f)));
        }
        if (enough && f.jitterMillis() > SoundQuality.MUCH_JITTER_MILLIS) {
            troubles.add(String.format(
                    Locale.ROOT, "Poor sound: what %s said came unevenly, jitter %.0f ms.", who, f.jitterMillis()));
        }
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
