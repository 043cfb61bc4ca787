package org.helpline.media.mix;

import java.nio.ByteBuffer;
import org.helpline.media.rtp.RtpHeader;
import org.helpline.sdp.AudioCodec;
import org.jspecify.annotations.Nullable;

/**
 * One member of a {@link Blend}: what comes from its phone is evened out in a {@link Playout} and said as time goes on; it hears what all the others say.
 * Allocates nothing after it was made. One media loop, but for the making.
 */
public final class Seat {

    private final Blend blend;
    private final Hearing hearing;
    private final short[] piece = new short[Blend.PIECE];
    private final short[] toAll = new short[Blend.RING];
    private final int[] heardAlone = new int[Blend.RING];
    private boolean speaksToAll;
    private boolean hears;
    private @Nullable Seat listener;
    private double gain = 1;

    /** A seat for {@link Blend#add}; until {@link #speak} it neither hears nor is heard. Any thread. */
    public Seat(Blend blend) {
        this.blend = blend;
        hearing = blend.hearing();
    }

    /**
     * Sets to whom it speaks from now on; what it has said to others and nobody has heard yet is not heard any more.
     *
     * @param all whether all hear it
     * @param only who else hears it alone; null: nobody
     * @param listens whether it hears the others
     * @param factor how much louder it is heard than it speaks, as a factor
     */
    public void speak(boolean all, @Nullable Seat only, boolean listens, double factor, long nowNanos) {
        blend.advance(nowNanos);
        if (all != speaksToAll || only != listener) {
            hearing.playout().restart();
        }
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

    /** Takes in a packet of its phone; {@code bytes} of its payload. */
    public void take(RtpHeader header, ByteBuffer packet, int bytes, AudioCodec spoken, long nowNanos) {
        blend.advance(nowNanos);
        if (isHeard()) {
            hearing.take(header, packet, bytes, spoken, blend.ready());
        }
    }

    /** Takes in a packet of its phone that says how its silence sounds. */
    public void takeNoise(RtpHeader header, ByteBuffer packet, long nowNanos) {
        blend.advance(nowNanos);
        if (isHeard()) {
            hearing.takeNoise(header, packet, blend.ready());
        }
    }

    /** What its phone says is not to be heard now. */
    public void hush(long nowNanos) {
        blend.advance(nowNanos);
        hearing.playout().restart();
    }

    private boolean isHeard() {
        return speaksToAll || listener != null;
    }

    /** Says what is its turn from this place on. */
    void say(long from, int count) {
        if (!isHeard()) {
            return;
        }
        hearing.playout().take(piece, count, from);
        Seat only = listener;
        for (int i = 0; i < count; i++) {
            int at = Blend.index(from + i);
            short sample = loud(piece[i]);
            if (speaksToAll) {
                toAll[at] = sample;
                blend.add(at, sample);
            } else if (only != null) {
                only.heardAlone[at] += sample;
            }
        }
    }

    private short loud(short sample) {
        return gain == 1 ? sample : saturated(Math.round(sample * gain));
    }

    void clear(int at) {
        toAll[at] = 0;
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

    /** Gives back what it holds. */
    public void close() {
        hearing.close();
    }
}
