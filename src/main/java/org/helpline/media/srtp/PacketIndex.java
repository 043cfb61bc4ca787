package org.helpline.media.srtp;

/**
 * Where one stream stands: the 48-bit index of a packet, guessed from its 16-bit number (RFC 3711 §3.3.1), and which of the last 64 packets
 * have been there (§3.3.2). One thread.
 */
final class PacketIndex {

    private static final int WINDOW = 64;
    private static final int HALF = 1 << 15;
    private static final int NONE = -1;

    private long highest = NONE;
    private long seen;

    /** Forgets everything: another stream takes its place. */
    void clear() {
        highest = NONE;
        seen = 0;
    }

    /** Whether no packet was ever accepted. */
    boolean isNew() {
        return highest == NONE;
    }

    /**
     * The index that a packet most likely has.
     *
     * @param sequence 0 to 65535
     * @return roll-over counter times 65536 plus the sequence number; before the first packet the counter is 0
     */
    long guess(int sequence) {
        if (isNew()) {
            return sequence;
        }
        long rollOvers = highest >>> 16;
        int last = (int) highest & 0xffff;
        if (last < HALF) {
            // never below zero: a source may also begin anew with higher numbers
            rollOvers -= sequence - last > HALF && rollOvers > 0 ? 1 : 0;
        } else {
            rollOvers += last - HALF > sequence ? 1 : 0;
        }
        return rollOvers << 16 | sequence;
    }

    /** Whether the packet of this index has not been there, as far as the window reaches. */
    boolean isFresh(long index) {
        long behind = highest - index;
        return behind < 0 || (behind < WINDOW && (seen >>> behind & 1) == 0);
    }

    /** Takes a packet that is fresh and genuine. */
    void accept(long index) {
        long ahead = index - highest;
        if (isNew() || ahead >= WINDOW) {
            highest = index;
            seen = 1;
        } else if (ahead > 0) {
            highest = index;
            seen = seen << ahead | 1;
        } else {
            seen |= 1L << -ahead;
        }
    }
}
