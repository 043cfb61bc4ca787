package org.helpline.media.capture;

import org.helpline.media.codec.Samples;

/**
 * Where in a recording the packets of one leg belong. A source's first packet is placed by its arrival, the others by their timestamps after it (RFC
 * 3550 §5.1). A timestamp too far away from the arrival is no longer believed: the source has restarted, does not count its pauses, or has a clock that
 * is slower or faster than ours, and is placed anew. Media loop.
 */
final class Placing {

    private final long farthest;
    private boolean placed;
    private int ssrc;
    private int firstTimestamp;
    private long firstPlace;
    private long newest;

    /** {@code farthest} samples that a timestamp may be away from the arrival. */
    Placing(long farthest) {
        this.farthest = farthest;
    }

    /**
     * The place of a packet's first sample.
     *
     * @param arrived where its first sample would be if it had come in no time
     */
    long place(Samples packet, long arrived) {
        long place = stated(packet, arrived);
        newest = Math.max(newest, place + packet.count());
        return place;
    }

    private long stated(Samples packet, long arrived) {
        if (placed && packet.ssrc() == ssrc) {
            long stated = firstPlace + (packet.timestamp() - firstTimestamp);
            if (Math.abs(stated - arrived) <= farthest) {
                return stated;
            }
        }
        placed = true;
        ssrc = packet.ssrc();
        firstTimestamp = packet.timestamp();
        firstPlace = Math.max(arrived, newest);
        return firstPlace;
    }
}
