package org.helpline.journal;

import java.time.Instant;
import org.helpline.core.RoutingFact;
import org.helpline.store.Tx;

/**
 * Where a replay of the ACD's log has to begin: the newest checkpoint before some moment, else the beginning of the ACD itself.
 *
 * @param number of the fact; 0: the first of the run
 */
record RoutingStart(long run, long number) {

    private static final String CHECKPOINT = new FactCodec().kind(new RoutingFact.Checkpoint(""));

    /** Of the inputs from that moment on. Inside a transaction. */
    static RoutingStart of(Tx tx, Instant moment) {
        long run = tx.first(
                        "select max(run) as run from fact where stream = ? and at < ?",
                        row -> row.numberIfAny("run"),
                        RoutingFact.STREAM,
                        Entry.nanos(moment))
                .flatMap(r -> r)
                .orElse(0L);
        long number = tx.first(
                        "select number from fact where stream = ? and run = ? and kind = ? and at < ?"
                                + " order by number desc limit 1",
                        row -> row.number("number"),
                        RoutingFact.STREAM,
                        run,
                        CHECKPOINT,
                        Entry.nanos(moment))
                .orElse(0L);
        return new RoutingStart(run, number);
    }
}
