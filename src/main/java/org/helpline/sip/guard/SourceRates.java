package org.helpline.sip.guard;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/** How many requests that open something (no ACK, nothing within a dialog) one source may send. One for each loop, confined to it. */
public final class SourceRates {

    private static final int SOURCES_KEPT = 20_000;

    private final int perSecond;
    private final Map<Source, TokenBucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Source, TokenBucket> eldest) {
            return size() > SOURCES_KEPT;
        }
    };

    /** {@code perSecond} requests in the long run, twice as many at once; 0: any number. */
    public SourceRates(int perSecond) {
        this.perSecond = perSecond;
    }

    /** Whether one more may be read. */
    public boolean takes(InetAddress address, long nowNanos) {
        return perSecond == 0
                || buckets.computeIfAbsent(
                                Source.of(address), _ -> new TokenBucket(perSecond, 2.0 * perSecond, nowNanos))
                        .take(nowNanos);
    }
}
