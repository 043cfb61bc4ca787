package org.helpline.media.codec;

import java.nio.ByteBuffer;

/** What is the same whoever decodes Opus: what a packet holds, what its loss is made up for with, and what is too long. One thread. */
abstract class OpusDecoding implements Decoder {

    /** Bytes of the longest packet that is taken, a datagram's. */
    static final int MOST_PACKET = 1_500;

    private final int rate;
    private final int longest;
    private int frame;

    OpusDecoding(int rate) {
        this.rate = rate;
        longest = rate * Opus.LONGEST_MILLIS / 1_000;
        frame = rate * Opus.FRAME_MILLIS / 1_000;
    }

    /** Takes a payload to be decoded next. */
    abstract void load(ByteBuffer packet, int from, int bytes);

    /**
     * Decodes what was loaded.
     *
     * @param bytes of it; 0: nothing has come, its sound is made up
     * @param most samples at most, as far as {@code to} has room
     * @param fromNext whether it is the packet after the one that is wanted
     * @return samples, 0 if it is no Opus
     */
    abstract int run(int bytes, int most, boolean fromNext, short[] to, int at);

    @Override
    public final int samples(ByteBuffer packet, int from, int bytes) {
        return Opus.samples(packet, from, bytes, rate);
    }

    @Override
    public final int decode(ByteBuffer packet, int from, int bytes, short[] to, int at) {
        if (bytes > MOST_PACKET || bytes == 0) {
            return 0;
        }
        load(packet, from, bytes);
        int made = run(bytes, longest, false, to, at);
        frame = made > 0 ? made : frame;
        return made;
    }

    @Override
    public final int conceal(int samples, short[] to, int at) {
        return run(0, Math.min(samples, longest), false, to, at);
    }

    @Override
    public final boolean recovers() {
        return true;
    }

    @Override
    public final int recover(ByteBuffer packet, int from, int bytes, int packets, short[] to, int at) {
        if (bytes > MOST_PACKET || bytes == 0 || packets * frame > longest) {
            return 0;
        }
        int made = 0;
        for (int i = 1; i < packets; i++) {
            made += conceal(frame, to, at + made);
        }
        load(packet, from, bytes);
        return made + run(bytes, frame, true, to, at + made);
    }
}
