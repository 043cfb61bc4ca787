package org.helpline.sip.dialog;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.helpline.config.SipSettings;
import org.helpline.sip.guard.Source;
import org.helpline.sip.guard.TokenBucket;

/**
 * Whether one more call is taken: RFC 3261 §21.5.4. The rates are this loop's share of the settings, the number of calls is
 * counted over all loops. Confined to its loop but for {@link Shared}.
 */
public final class Admission {

    private static final int SOURCES_KEPT = 10_000;
    private static final int RETRY_SECONDS = 2;
    private static final int DRAIN_RETRY_SECONDS = 30;

    /** What the loops share: calls at once, and whether the edge still takes calls. Any thread. */
    public static final class Shared {
        private final AtomicReference<Rates> rates;
        private final AtomicInteger calls = new AtomicInteger();
        private final AtomicBoolean draining = new AtomicBoolean();

        /** Without calls. */
        public Shared(SipSettings settings) {
            this.rates = new AtomicReference<>(Rates.of(settings));
        }

        /** Other limits count from now on, for new calls. */
        public void change(SipSettings settings) {
            rates.set(Rates.of(settings));
        }

        /** Whether every new call is refused from now on. */
        public void drain(boolean on) {
            draining.set(on);
        }

        /** Calls at once. */
        public int calls() {
            return calls.get();
        }
    }

    /** The limits; one of 0 is none. */
    private record Rates(int maxCalls, int callsPerSecond, int perSource) {
        static Rates of(SipSettings settings) {
            return new Rates(settings.maxCalls(), settings.callsPerSecond(), settings.perSource());
        }
    }

    private final Shared shared;
    private final int loops;
    private Rates rates;
    private TokenBucket all;
    private final Map<Source, TokenBucket> sources = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Source, TokenBucket> eldest) {
            return size() > SOURCES_KEPT;
        }
    };

    /** One loop's share of the limits, of {@code loops}. */
    public Admission(Shared shared, int loops, long nowNanos) {
        this.shared = shared;
        this.loops = loops;
        this.rates = Objects.requireNonNull(shared.rates.get());
        this.all = share(rates.callsPerSecond(), nowNanos);
    }

    /** The limits as they are now; buckets of other ones are thrown away. */
    private Rates rates(long nowNanos) {
        Rates now = Objects.requireNonNull(shared.rates.get());
        if (!now.equals(rates)) {
            rates = now;
            all = share(now.callsPerSecond(), nowNanos);
            sources.clear();
        }
        return rates;
    }

    /** Takes a call in, which {@link #left} must follow, or says why not. */
    Optional<Refusal> enter(InetAddress source, long nowNanos) {
        Optional<Refusal> refusal = limits(source, nowNanos);
        if (refusal.isEmpty()) {
            shared.calls.incrementAndGet();
        }
        return refusal;
    }

    /** Whether every new call is refused. */
    boolean isDraining() {
        return shared.draining.get();
    }

    /** Why every new call is refused, and OPTIONS with them, by which others find out whom to send calls to. */
    static Refusal draining() {
        return Refusal.of(
                503,
                "Service Unavailable",
                "The server is stopping and takes no new calls; call another server or later.",
                "Retry-After: " + DRAIN_RETRY_SECONDS);
    }

    /** Whether {@link #enter} would refuse; takes nothing. */
    boolean isFull(InetAddress source, long nowNanos) {
        Rates settings = rates(nowNanos);
        return shared.draining.get()
                || (settings.maxCalls() > 0 && shared.calls.get() >= settings.maxCalls())
                || (settings.perSource() > 0 && !bucket(source, nowNanos).hasOne(nowNanos))
                || (settings.callsPerSecond() > 0 && !all.hasOne(nowNanos));
    }

    /** A call that was taken in is over. */
    void left() {
        shared.calls.decrementAndGet();
    }

    private Optional<Refusal> limits(InetAddress source, long nowNanos) {
        Rates settings = rates(nowNanos);
        if (shared.draining.get()) {
            return Optional.of(draining());
        }
        if (settings.maxCalls() > 0 && shared.calls.get() >= settings.maxCalls()) {
            return busy(
                    "All " + settings.maxCalls() + " calls that sip.max-calls allows are in use; raise it or wait.");
        }
        if (settings.perSource() > 0 && !bucket(source, nowNanos).take(nowNanos)) {
            return busy("This address sends more than the " + settings.perSource()
                    + " calls a second that sip.calls-per-second-per-source allows; raise it or slow the caller down.");
        }
        if (settings.callsPerSecond() > 0 && !all.take(nowNanos)) {
            return busy("More than the " + settings.callsPerSecond()
                    + " calls a second that sip.calls-per-second allows arrive; raise it or slow the callers down.");
        }
        return Optional.empty();
    }

    private TokenBucket bucket(InetAddress source, long nowNanos) {
        return sources.computeIfAbsent(Source.of(source), _ -> share(rates.perSource(), nowNanos));
    }

    /** The long-run rate is shared out; the burst is not, since Call-IDs do not fall on the loops in turn. */
    private TokenBucket share(int perSecond, long nowNanos) {
        return new TokenBucket((double) perSecond / loops, Math.max(1, perSecond), nowNanos);
    }

    private static Optional<Refusal> busy(String explanation) {
        return Optional.of(Refusal.of(503, "Service Unavailable", explanation, "Retry-After: " + RETRY_SECONDS));
    }
}
