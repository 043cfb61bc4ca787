package org.helpline.sip.guard;

import java.util.List;

/**
 * How many of the new calls are let in while more comes than can be done. The sign is the socket: as long as each read takes all that it may
 * and leaves more behind, what is read has waited, and waits longer with each read. From then on fewer new calls are let in, until the socket
 * is read empty again; the rest is refused at once (RFC 3261 §21.5.4), which costs a fraction of a call. Requests of calls that are up are
 * never refused.
 *
 * <p>{@link #read} is confined to the loop that reads the socket; {@link #admits} may be asked on any thread.
 */
public final class Overload {

    /** Half of T1, after which callers send again: what has waited for less is no overload yet, as after a pause of the machine. */
    static final long PATIENCE_NANOS = 250_000_000L;

    static final long STEP_NANOS = 50_000_000L;
    private static final double FEWER = 0.75;
    private static final double MORE = 0.03;
    private static final double LEAST = 0.02;

    private volatile double share = 1;
    private long emptyAt;
    private long steppedAt;

    /** Lets everything in. */
    public Overload(long nowNanos) {
        this.emptyAt = nowNanos;
        this.steppedAt = nowNanos;
    }

    /** A read of a socket has ended; {@code left}: it may have left something behind. */
    public void read(boolean left, long nowNanos) {
        if (!left) {
            emptyAt = nowNanos;
        }
        if (nowNanos - steppedAt >= STEP_NANOS) {
            steppedAt = nowNanos;
            boolean behind = nowNanos - emptyAt > PATIENCE_NANOS;
            double next = behind ? share * FEWER : share + MORE;
            share = Math.clamp(next, LEAST, 1.0);
        }
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
