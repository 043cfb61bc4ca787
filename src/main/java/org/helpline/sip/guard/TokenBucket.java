package org.helpline.sip.guard;

/** A rate limit: {@code burst} at once, {@code perSecond} in the long run. Confined to its loop. */
public final class TokenBucket {

    private static final double NANOS = 1e9;

    private final double perSecond;
    private final double burst;
    private double tokens;
    private long filledAt;

    /** A full bucket. {@code nowNanos} is the loop's clock. */
    public TokenBucket(double perSecond, double burst, long nowNanos) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.tokens = burst;
        this.filledAt = nowNanos;
    }

    /** Takes one token; false if there is none. */
    public boolean take(long nowNanos) {
        fill(nowNanos);
        if (tokens < 1) {
            return false;
        }
        tokens -= 1;
        return true;
    }

    /** Whether a token is there; takes none. */
    public boolean hasOne(long nowNanos) {
        fill(nowNanos);
        return tokens >= 1;
    }

    private void fill(long nowNanos) {
        tokens = Math.min(burst, tokens + (nowNanos - filledAt) / NANOS * perSecond);
        filledAt = nowNanos;
    }
}
