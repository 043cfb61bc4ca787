package org.helpline.sdp;

/**
 * How long the packets of sound are that a peer is sent, by its {@code ptime} and {@code maxptime} (RFC 4566 §6).
 *
 * @param millis in each packet that we make: what it wishes, 20 unless it says so, and never more than {@code mostMillis}
 * @param mostMillis the most that it takes in one; {@link #UNBOUNDED} if it does not say
 */
public record PacketTime(int millis, int mostMillis) {

    /** More than any packet holds. */
    public static final int UNBOUNDED = 200;

    /** What we ask for. */
    public static final PacketTime USUAL = new PacketTime(20, UNBOUNDED);

    private static final int LONG = 20;
    private static final int SHORT = 10;
    private static final int SHORTEST = 5;
    private static final int LEAST_SAID = 3; // the least that RFC 7587 §6.1 knows, for 2.5 ms

    /** For a peer who takes longer ones, too. */
    static PacketTime of(int millis) {
        return new PacketTime(millis, UNBOUNDED);
    }

    /** What a line asks for; what is odd in it is as if it were not said. */
    static PacketTime of(MediaDescription line) {
        int said = line.maxptime().orElse(0);
        int most = said < LEAST_SAID ? UNBOUNDED : Math.clamp(said, SHORTEST, UNBOUNDED);
        int wished = line.ptime().orElse(LONG);
        boolean usable = switch (wished) {
            case 10, 20, 30, 40, 60 -> wished <= most;
            default -> false;
        };
        return new PacketTime(usable ? wished : most(most), most);
    }

    private static int most(int atMost) {
        if (atMost >= LONG) {
            return LONG;
        }
        return atMost >= SHORT ? SHORT : SHORTEST;
    }

    /** What we ask of whoever sends to a peer who takes no longer ones: as much as is usual, and no more than it takes. */
    public PacketTime forOthers() {
        return new PacketTime(most(mostMillis), mostMillis);
    }

    /** Whether it takes no packets that are longer than that. */
    boolean isBounded() {
        return mostMillis < UNBOUNDED;
    }
}
