package org.helpline.core;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * How the sound of one leg was, in its worse direction.
 *
 * @param way {@link SoundWay#CAME}: what its phone said, as we heard it; {@link SoundWay#WENT}: what its phone heard; {@link #ONE_WAY}
 * @param jitterMillis the mean; {@code roundTripMillis} the mean there and back; each negative if it is not known
 */
public record SoundVerdict(String way, double lostPercent, double jitterMillis, double roundTripMillis) {

    /** Nothing was heard of its phone, though it was sent sound. */
    public static final String ONE_WAY = "one-way";

    /** Below it many complain: ITU-T G.107 Annex B, R of 70. */
    public static final double FAIR = 3.6;

    /** Below it nearly all do: R of 60. */
    public static final double POOR = 3.1;

    /** From here on nothing is wrong: R of 80. */
    private static final double GOOD = 4.0;

    /** Three seconds of sound: what is less says little. */
    static final long ENOUGH = 150;

    /** Of a leg whose media has closed; empty if too little was said to judge it. */
    public static Optional<SoundVerdict> of(CallFact.MediaClosed f) {
        if (f.packetsReceived() == 0 && f.packetsSent() > ENOUGH) {
            return Optional.of(new SoundVerdict(ONE_WAY, 0, -1, -1));
        }
        Stream<SoundVerdict> went = way(f, SoundWay.WENT).stream();
        Stream<SoundVerdict> came = f.packetsReceived() < ENOUGH
                ? Stream.empty()
                : Stream.of(way(f, SoundWay.CAME)
                        .orElseGet(() -> new SoundVerdict(SoundWay.CAME, lostPercent(f), f.jitterMillis(), -1)));
        return Stream.concat(came, went).reduce((a, b) -> b.quality() < a.quality() ? b : a);
    }

    private static Optional<SoundVerdict> way(CallFact.MediaClosed f, String name) {
        return f.sound().stream()
                .filter(w -> w.way().equals(name))
                .findFirst()
                .map(w -> new SoundVerdict(
                        name,
                        w.lostPercent(),
                        w.jitterMillis().mean(),
                        w.roundTripMillis().mean()));
    }

    /** The share lost of what came, in percent, by our own counters. */
    static double lostPercent(CallFact.MediaClosed f) {
        double of = f.packetsReceived() + f.lost();
        return of == 0 ? 0 : 100 * f.lost() / of;
    }

    /** What a listener would say of it, 1 to 4.4: {@link SoundQuality}; 1 where nothing was heard. */
    public double quality() {
        return way.equals(ONE_WAY) ? 1 : SoundQuality.of(lostPercent, jitterMillis, roundTripMillis);
    }

    /** Whether many would complain of it. */
    public boolean isPoor() {
        return quality() < FAIR;
    }

    /** What made it so: {@code one-way}, {@code lost}, {@code uneven} or {@code delay}; empty if nothing is wrong. */
    public String cause() {
        if (way.equals(ONE_WAY)) {
            return ONE_WAY;
        }
        if (quality() >= GOOD) {
            return "";
        }
        double withoutLoss = SoundQuality.of(0, jitterMillis, roundTripMillis);
        double withoutDelay = SoundQuality.of(lostPercent, 0, 0);
        if (withoutLoss > withoutDelay) {
            return "lost";
        }
        return 2 * jitterMillis > roundTripMillis / 2 ? "uneven" : "delay";
    }
}
