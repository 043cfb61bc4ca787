package org.helpline.media.codec;

/**
 * What one packet sounds like, with its place in its source's time; reused for packet after packet. Whoever makes it writes into {@link #room} and then
 * says what is there. One thread.
 */
public final class Samples {

    /** Samples in a second. */
    public static final int RATE = 8_000;

    /** The most that a datagram holds: 256 ms of G.711. */
    public static final int MOST = 2_048;

    private final short[] room = new short[MOST];
    private int count;
    private int ssrc;
    private int sequence;
    private int timestamp;

    /** Room for {@link #MOST} samples. */
    public short[] room() {
        return room;
    }

    /**
     * Says what is in the room.
     *
     * @param ssrc of the source
     * @param sequence its packet's number
     * @param timestamp of the first sample, in samples; wraps
     * @param count of samples, from the room's beginning
     */
    public void set(int ssrc, int sequence, int timestamp, int count) {
        this.ssrc = ssrc;
        this.sequence = sequence;
        this.timestamp = timestamp;
        this.count = count;
    }

    /** Signed 16 bit, at 8 kHz. */
    public short at(int index) {
        return room[index];
    }

    /** How many there are, 0 or more. */
    public int count() {
        return count;
    }

    /** The synchronization source. */
    public int ssrc() {
        return ssrc;
    }

    /** The packet's number, 0 to 65535; wraps. */
    public int sequence() {
        return sequence;
    }

    /** Of the first sample, in samples whatever the codec's clock; wraps. */
    public int timestamp() {
        return timestamp;
    }
}
