package org.helpline.media.rtp;

/**
 * Rewrites the sequence numbers and timestamps of a relayed source into our outgoing stream, so that its losses, reorderings and pauses
 * stay visible. Set anew when the source changes, restarts or its timestamps run away from our clock. One thread.
 */
public final class RelayMapping {

    private static final int MAX_DRIFT_MILLIS = 1_000;
    private static final int FRESH_PACKETS = 1_000;

    private boolean set;
    private int ssrc;
    private int firstSequence;
    private int newest; // sequence number
    private int sequenceOffset;
    private int firstIn;
    private int firstOut;
    private int unitsIn;
    private int unitsOut;
    private int mapped;

    /** Lets the next packet set it anew: something else was sent meanwhile. */
    public void reset() {
        set = false;
    }

    /** Whether it passes packets on from this source. */
    public boolean carries(int source) {
        return set && ssrc == source;
    }

    /**
     * Makes room for a packet more than came, under the next sequence number. What comes from now on and is older than the newest is too late: its number
     * is another's.
     */
    public void shift() {
        sequenceOffset++;
        firstSequence = (newest + 1) & 0xffff;
        mapped = 0;
    }

    /** Whether packets are being passed on. */
    public boolean isSet() {
        return set;
    }

    /**
     * Takes a packet of the source.
     *
     * @param unitsPerMilli of the source's clock
     * @param isAudio false for events, whose timestamps stand still for a whole press
     * @return false if it is too late: it belongs before the place where we took the source up
     */
    public boolean map(RtpHeader packet, int unitsPerMilli, boolean isAudio, RtpSender sender, long now) {
        boolean other = packet.ssrc() != ssrc || unitsPerMilli != unitsIn || sender.unitsPerMilli() != unitsOut;
        if (!set || other || (isAudio && hasDrifted(packet, sender, now))) {
            unitsIn = unitsPerMilli;
            begin(packet, sender, now);
            return true;
        }
        // only while the first is near: later it would look late itself, by wrap-around
        boolean inTime = mapped >= FRESH_PACKETS || (short) (packet.sequence() - firstSequence) >= 0;
        mapped += mapped < FRESH_PACKETS ? 1 : 0;
        newest = inTime && (short) (packet.sequence() - newest) > 0 ? packet.sequence() : newest;
        return inTime;
    }

    private boolean hasDrifted(RtpHeader packet, RtpSender sender, long now) {
        return Math.abs((long) (timestamp(packet) - sender.clockTimestamp(now))) > (long) MAX_DRIFT_MILLIS * unitsOut;
    }

    private void begin(RtpHeader packet, RtpSender sender, long now) {
        set = true;
        mapped = 0;
        ssrc = packet.ssrc();
        firstSequence = packet.sequence();
        newest = firstSequence;
        sequenceOffset = sender.nextSequence() - packet.sequence();
        firstIn = packet.timestamp();
        firstOut = sender.freshTimestamp(now);
        unitsOut = sender.unitsPerMilli();
        sender.interrupt();
    }

    /** The outgoing sequence number of a packet that was mapped. */
    public int sequence(RtpHeader packet) {
        return (packet.sequence() + sequenceOffset) & 0xffff;
    }

    /** The outgoing timestamp of a packet that was mapped. */
    public int timestamp(RtpHeader packet) {
        int since = packet.timestamp() - firstIn; // by int: wraps
        return firstOut + (unitsIn == unitsOut ? since : (int) ((long) since * unitsOut / unitsIn));
    }
}
