package org.helpline.media.mix;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.helpline.media.codec.Codecs;
import org.helpline.media.rtp.RtpHeader;
import org.helpline.sdp.AudioCodec;

/**
 * What one phone says to another whose codec is a different one: packets in, an even stream of samples out, later by what the road's unevenness asks for
 * and by the frame that it leaves in. A ring of a quarter of a second, up to now. One media loop; allocates nothing after it was made.
 */
public final class Crossing {

    private static final int RING = 1 << 11;
    private static final int MASK = RING - 1;
    private static final long NANOS_PER_SAMPLE = 125_000;

    private final short[] ring = new short[RING];
    private final short[] piece = new short[Blend.PIECE];
    private final Hearing hearing;
    private final long epochNanos;
    private long ready;
    private boolean active;

    /** Nothing has been said yet. */
    public Crossing(Codecs codecs, PlayoutTerms terms, long nowNanos) {
        hearing = new Hearing(codecs, terms);
        epochNanos = nowNanos;
    }

    /** Whether it goes on; from the first packet to {@link #rest}. */
    public boolean isActive() {
        return active;
    }

    /** Takes in a packet of sound; {@code bytes} of its payload. */
    public void take(RtpHeader header, ByteBuffer packet, int bytes, AudioCodec spoken, long nowNanos) {
        active = true;
        advance(nowNanos);
        hearing.take(header, packet, bytes, spoken, ready);
    }

    /** Takes in a packet that says how silence sounds. */
    public void takeNoise(RtpHeader header, ByteBuffer packet, long nowNanos) {
        advance(nowNanos);
        hearing.takeNoise(header, packet, ready);
    }

    /** Nothing is to be heard of it any more. */
    public void rest() {
        active = false;
        hearing.playout().restart();
        hearing.close();
        Arrays.fill(ring, (short) 0);
    }

    private long place(long nanos) {
        return Math.floorDiv(nanos - epochNanos, NANOS_PER_SAMPLE);
    }

    private void advance(long nowNanos) {
        long now = place(nowNanos);
        ready = Math.max(ready, now - RING); // nobody asks for what was before
        while (ready < now) {
            int count = (int) Math.min(now - ready, piece.length);
            hearing.playout().take(piece, count, ready);
            for (int i = 0; i < count; i++) {
                ring[(int) (ready + i) & MASK] = piece[i];
            }
            ready += count;
        }
    }

    /** Fills a frame that ends now with {@code samples}. */
    public void fill(short[] frame, int samples, long nowNanos) {
        advance(nowNanos);
        long from = place(nowNanos) - samples;
        for (int i = 0; i < samples; i++) {
            frame[i] = from + i >= ready - RING ? ring[(int) (from + i) & MASK] : 0;
        }
    }
}
