package org.helpline.media.mix;

import org.helpline.media.codec.Samples;
import org.jspecify.annotations.Nullable;

/**
 * One member of a {@link Blend}: puts what is said where it belongs in time, and takes what all the others say. Where a packet overlaps what was put
 * before, the later counts. Allocates nothing after it was made. One media loop, but for the making.
 */
public final class Seat {

    private final Blend blend;
    private final Playout playout = new Playout();
    private final short[] toAll = new short[Blend.RING];
    private final short[] aside = new short[Blend.RING];
    private final int[] heardAlone = new int[Blend.RING];
    private boolean speaksToAll;
    private boolean hears;
    private @Nullable Seat listener;
    private double gain = 1;

    /** A seat for {@link Blend#add}; until {@link #speak} it neither hears nor is heard. Any thread. */
    public Seat(Blend blend) {
        this.blend = blend;
    }

    /**
     * Sets to whom it speaks from now on; what it has said and nobody has heard yet is taken back.
     *
     * @param all whether all hear it
     * @param only who else hears it alone; null: nobody
     * @param listens whether it hears the others
     * @param factor how much louder it is heard than it speaks, as a factor
     */
    public void speak(boolean all, @Nullable Seat only, boolean listens, double factor, long nowNanos) {
        retract(blend.advance(nowNanos));
        speaksToAll = all;
        listener = only;
        hears = listens;
        gain = factor;
    }

    /** Whether it hears the others. */
    public boolean hears() {
        return hears;
    }

    /** Whether this one hears what {@code other} says. */
    public boolean hears(Seat other) {
        return hears && other != this && (other.speaksToAll || other.listener == this);
    }

    /** Takes in a packet of its phone. */
    public void say(Samples packet, long nowNanos) {
        long arrived = blend.advance(nowNanos);
        long place = playout.place(packet, arrived);
        if (place == Playout.LATE || (!speaksToAll && listener == null)) {
            return;
        }
        for (int i = 0; i < packet.count() && blend.holds(place + i); i++) {
            put(Blend.index(place + i), loud(packet.at(i)));
        }
    }

    private short loud(short sample) {
        return gain == 1 ? sample : saturated(Math.round(sample * gain));
    }

    private void put(int at, short sample) {
        Seat only = listener;
        if (speaksToAll) {
            blend.change(at, sample - toAll[at]);
            toAll[at] = sample;
        } else if (only != null) {
            only.heardAlone[at] += sample - aside[at];
            aside[at] = sample;
        }
    }

    /** Takes back what has been said from this place on. */
    void retract(long from) {
        Seat only = listener;
        for (long place = from; place < blend.ready(); place++) {
            int at = Blend.index(place);
            blend.change(at, -toAll[at]);
            toAll[at] = 0;
            if (only != null) {
                only.heardAlone[at] -= aside[at];
            }
            aside[at] = 0;
        }
    }

    void clear(int at) {
        toAll[at] = 0;
        aside[at] = 0;
        heardAlone[at] = 0;
    }

    /** Fills a frame that ends now with the {@code samples} that the others said. */
    public void fill(short[] frame, int samples, long nowNanos) {
        blend.advance(nowNanos);
        long from = blend.place(nowNanos) - samples;
        for (int i = 0; i < samples; i++) {
            frame[i] = blend.holds(from + i) ? heard(Blend.index(from + i)) : 0;
        }
    }

    private short heard(int at) {
        return saturated((long) blend.sum(at) - toAll[at] + heardAlone[at]);
    }

    private static short saturated(long sum) {
        return (short) Math.clamp(sum, Short.MIN_VALUE, Short.MAX_VALUE);
    }
}
