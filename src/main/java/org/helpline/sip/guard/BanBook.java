package org.helpline.sip.guard;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.helpline.config.SipGuard;

/**
 * Counts offences and says when a source has had enough of them. Whether an address is real is not known of a datagram: anyone may write any
 * sender into it and so have others banned. So a source is banned for long, and for twice as long each time, only if it has proved that it
 * hears our answers (a TCP connection, a nonce of ours); else for {@link #UNPROVEN} at most.
 *
 * <p>Confined to its loop.
 */
final class BanBook {

    /** Longest ban of a source that may be somebody else's name. */
    static final Duration UNPROVEN = Duration.ofMinutes(1);

    /** Longest ban of all. */
    static final Duration LONGEST = Duration.ofDays(1);

    private static final int SOURCES_KEPT = 20_000;

    private final SipGuard settings;
    private final Map<Source, Page> pages = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Source, Page> eldest) {
            return size() > SOURCES_KEPT;
        }
    };

    /** What is known of one source. */
    private static final class Page {
        private final TokenBucket patience;
        private int bans;

        Page(TokenBucket patience) {
            this.patience = patience;
        }
    }

    BanBook(SipGuard settings) {
        this.settings = settings;
    }

    /**
     * Takes note of an offence.
     *
     * @param proven whether the source has proved that it is there
     * @return for how long it is banned now; empty: not yet
     */
    Optional<Duration> offence(Source source, Offence what, boolean proven, long nowNanos) {
        Page page = pages.computeIfAbsent(source, _ -> new Page(patience(nowNanos)));
        boolean borne = page.patience.take(nowNanos);
        if (borne && !what.isAtOnce()) {
            return Optional.empty();
        }
        return Optional.of(proven ? longer(page) : shorter());
    }

    /** All is forgotten that spoke against it. */
    void forgive(Source source) {
        pages.remove(source);
    }

    private Duration longer(Page page) {
        int doublings = Math.min(page.bans++, 20);
        Duration time = settings.banTime().multipliedBy(1L << doublings);
        return time.compareTo(LONGEST) > 0 ? LONGEST : time;
    }

    private Duration shorter() {
        return settings.banTime().compareTo(UNPROVEN) < 0 ? settings.banTime() : UNPROVEN;
    }

    private TokenBucket patience(long nowNanos) {
        double perSecond = settings.banAfter() / (settings.banWindow().toNanos() / 1e9);
        return new TokenBucket(perSecond, settings.banAfter() - 1.0, nowNanos);
    }
}
