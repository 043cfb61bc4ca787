package org.helpline.sip.guard;

import java.util.List;

/**
 * How many of the new calls are let in while more comes than can be done. What counts is how long a datagram that comes now will wait: those that
 * lie in the socket, times what one has cost lately. As that grows too long, or the socket too full, fewer new calls are let in; the rest is
 * refused at once (RFC 3261 §21.5.4), which costs a fraction of a call, so that the others wait no longer. Requests of calls that are up are never
 * refused.
 *
 * <p>A pause of the machine (the collector, the compiler after a start) leaves something in the socket too, but what is soon done refuses nobody.
 * Where the system does not tell what lies in a socket, it may be as much as has come since it was last read empty.
 *
 * <p>{@link #read} is confined to the loop that reads the socket; {@link #admits} may be asked on any thread.
 */
public final class Overload {

    /** What waits for less is no overload. */
    static final long PATIENCE_NANOS = 200_000_000L;

    /** Below T1, after which callers send again: hardly anybody is let in who would wait for longer. */
    static final long END_OF_PATIENCE_NANOS = 400_000_000L;

    private static final double LEAST = 0.02;
    private static final double FULL = 0.5;
    private static final double TOO_FULL = 0.9;
    private static final double USUAL_NANOS = 100_000; // a third of a call
    private static final double LATEST = 0.1;
    private static final int MOST_TIMES = 8; // what one pause may add to the mean

    private volatile double share = 1;
    private double nanosEach = USUAL_NANOS;
    private long readAt;
    private long emptyAt;
    private boolean leftSome;

    /** Lets everything in. */
    public Overload(long nowNanos) {
        this.readAt = nowNanos;
        this.emptyAt = nowNanos;
    }

    /** What a read left in the socket. */
    public sealed interface Left {

        /** As far as can be known. */
        enum Unknown implements Left {
            /** Nothing. */
            NOTHING,
            /** Something. */
            SOME
        }

        /** About {@code datagrams}, which take up {@code share} of the room: 0 to 1. */
        record Known(int datagrams, double share) implements Left {}
    }

    /** A read of a socket has ended, which took {@code taken} datagrams and saw to them. */
    public void read(int taken, Left left, long nowNanos) {
        if (leftSome && taken > 0) { // else there was time to wait for them
            double each = Math.min((nowNanos - readAt) / (double) taken, MOST_TIMES * nanosEach);
            nanosEach += LATEST * (each - nanosEach);
        }
        readAt = nowNanos;
        leftSome = left != Left.Unknown.NOTHING;
        emptyAt = leftSome ? emptyAt : nowNanos;
        double admitted = switch (left) {
            case Left.Unknown.NOTHING -> 1;
            case Left.Unknown.SOME -> patience((double) (nowNanos - emptyAt));
            case Left.Known(int datagrams, double room) ->
                Math.min(patience(datagrams * nanosEach), falling(room, FULL, TOO_FULL));
        };
        share = Math.clamp(admitted, LEAST, 1.0);
    }

    private static double patience(double waitNanos) {
        return falling(waitNanos, PATIENCE_NANOS, END_OF_PATIENCE_NANOS);
    }

    /** From 1 at {@code first} to 0 at {@code last}. */
    private static double falling(double value, double first, double last) {
        return (last - value) / (last - first);
    }

    /** Of the new calls, how many are let in: 1 is all. Any thread. */
    public double share() {
        return share;
    }

    /**
     * Whether a new call is let in by all of them.
     *
     * @param call the same number for every copy of its INVITE, so that a copy fares as the first did; any distribution
     */
    public static boolean admits(List<Overload> all, int call) {
        double least = 1;
        for (Overload overload : all) {
            least = Math.min(least, overload.share());
        }
        return least >= 1 || spread(call) < least;
    }

    /** Evenly from 0 to 1. */
    private static double spread(int call) {
        return ((call * 0x9E3779B9) >>> 8) / (double) (1 << 24);
    }
}
