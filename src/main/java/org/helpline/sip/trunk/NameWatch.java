package org.helpline.sip.trunk;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.helpline.core.Loop;
import org.helpline.core.Timers;
import org.helpline.sip.trunk.Resolver.Question;
import org.helpline.sip.trunk.ServerLookup.Kept;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks a name up again and again, always before what it knows ends. The search runs on a virtual thread; nobody waits for it. Confined to the edge
 * loop.
 */
final class NameWatch {

    private static final Logger LOG = LoggerFactory.getLogger(NameWatch.class);

    private final Around around;
    private final String trunk;
    private final String name;
    private final Search search;
    private final Runnable changed;
    private Map<Question, Kept> kept = Map.of();
    private Places places = Places.NONE;
    private Set<String> trouble = Set.of();
    private boolean searched;
    private boolean stopped;
    private Timers.@Nullable Timer next;

    /** One search; blocks. */
    @FunctionalInterface
    interface Search {
        ServerLookup.Result now(Map<Question, Kept> before, long nowNanos);
    }

    /**
     * A watch that has not begun.
     *
     * @param trunk for the log; {@code name} what is looked up
     * @param changed told, on the loop, after every search that found something else, and after the first
     */
    NameWatch(Around around, String trunk, String name, Search search, Runnable changed) {
        this.around = around;
        this.trunk = trunk;
        this.name = name;
        this.search = search;
        this.changed = changed;
    }

    void start() {
        if (stopped) {
            return;
        }
        Loop loop = around.transactions().loop();
        Map<Question, Kept> before = kept;
        long now = loop.clock().nanos();
        around.names().blocking().execute(() -> {
            ServerLookup.Result result = search.now(before, now);
            loop.tell(() -> took(result));
        });
    }

    void stop() {
        stopped = true;
        if (next != null) {
            next.cancel();
        }
    }

    /** What is looked up. */
    String name() {
        return name;
    }

    /** What was found. */
    Places places() {
        return places;
    }

    /** Whether a first search has ended. */
    boolean hasSearched() {
        return searched;
    }

    /** Why the latest search could not ask everything; empty: it could. */
    Set<String> trouble() {
        return trouble;
    }

    private void took(ServerLookup.Result result) {
        if (stopped) {
            return;
        }
        boolean news = !searched
                || !result.places().equals(places)
                || !result.trouble().equals(trouble);
        tell(result);
        searched = true;
        kept = result.kept();
        places = result.places();
        trouble = result.trouble();
        Duration life = result.life();
        next = around.transactions().loop().timers().after(life, this::start);
        if (news) {
            changed.run();
        }
    }

    private void tell(ServerLookup.Result result) {
        boolean none = result.places().all().isEmpty();
        if (!result.trouble().isEmpty() && !result.trouble().equals(trouble)) {
            LOG.warn(
                    "trunk={} the name servers do not answer for {} ({}); {}",
                    trunk,
                    name,
                    String.join("; ", result.trouble()),
                    none ? "nothing is known of it" : "what was found before, or by other records, is used on");
        } else if (result.trouble().isEmpty() && !trouble.isEmpty()) {
            LOG.info("trunk={} the name servers answer again for {}", trunk, name);
        }
        if (none && result.trouble().isEmpty() && (!searched || !places.all().isEmpty())) {
            LOG.warn("trunk={} there is no server {}: the name servers know no address of it", trunk, name);
        } else if (!none && !result.places().equals(places)) {
            LOG.info("trunk={} {} is at {}", trunk, name, result.places().told());
        }
    }
}
