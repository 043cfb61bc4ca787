package org.helpline.app;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.helpline.access.AuditLog;
import org.helpline.config.Retention;
import org.helpline.core.Clock;
import org.helpline.customer.KeptVariables;
import org.helpline.journal.Expiry;
import org.helpline.journal.Reading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes out what was kept as long as the settings say, in small pieces. One thread, which waits for the store. */
final class RetentionChore implements Callable<Map<RetentionChore.Kind, Integer>> {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionChore.class);

    /** What is kept for a time of its own. */
    enum Kind {
        CALLS("calls"),
        SCORES("scores"),
        VALUES("values"),
        AUDIT("audit"),
        ROUTING("routing");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** As in {@code store.WORD-keep}. */
        String word() {
            return word;
        }

        Duration keep(Retention terms) {
            return switch (this) {
                case CALLS -> terms.calls();
                case SCORES -> terms.scores();
                case VALUES -> terms.values();
                case AUDIT -> terms.audit();
                case ROUTING -> terms.routing();
            };
        }
    }

    private final Retention terms;
    private final Expiry expiry;
    private final KeptVariables values;
    private final AuditLog audit;
    private final Clock clock;

    RetentionChore(Retention terms, Expiry expiry, KeptVariables values, AuditLog audit, Clock clock) {
        this.terms = terms;
        this.expiry = expiry;
        this.values = values;
        this.audit = audit;
        this.clock = clock;
    }

    Retention terms() {
        return terms;
    }

    Expiry expiry() {
        return expiry;
    }

    /** How many of each kind were taken out. */
    @Override
    public Map<Kind, Integer> call() {
        Map<Kind, Integer> gone = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            Duration keep = kind.keep(terms);
            int out = keep.isZero() ? 0 : takeOut(kind, clock.now().minus(keep));
            gone.put(kind, out);
            if (out > 0) {
                LOG.info("retention kind={} taken-out={} older-than={}d", kind.word(), out, keep.toDays());
            }
        }
        return gone;
    }

    private int takeOut(Kind kind, Instant before) {
        return switch (kind) {
            case CALLS -> {
                allOf(expiry::states, before);
                yield allOf(expiry::calls, before);
            }
            case SCORES -> allOf(expiry::scores, before);
            case VALUES -> values.expire(before).toCompletableFuture().join();
            case ROUTING -> allOf(expiry::routing, before);
            case AUDIT ->
                audit.expire(Duration.between(before, clock.now()))
                        .toCompletableFuture()
                        .join();
        };
    }

    private static int allOf(Function<Instant, CompletionStage<Reading<Integer>>> some, Instant before) {
        int all = 0;
        for (int piece = 1; piece > 0 && !Thread.currentThread().isInterrupted(); all += piece) {
            piece = some.apply(before).toCompletableFuture().join().orThrow();
        }
        return all;
    }
}
