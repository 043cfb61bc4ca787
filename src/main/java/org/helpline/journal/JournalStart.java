package org.helpline.journal;

import java.util.random.RandomGenerator;
import org.helpline.core.Clock;
import org.helpline.store.Callers;
import org.helpline.store.Numbers;
import org.helpline.store.Tx;

/** What a journal needs to begin: the number of this run of the server, and who callers are. */
record JournalStart(long run, Callers callers) {

    static JournalStart in(Tx tx, String homeCountry, Clock clock, RandomGenerator random) {
        long run = tx.first("select coalesce(max(id), 0) + 1 as next from run", row -> row.number("next"))
                .orElse(1L);
        tx.execute("insert into run (id, started) values (?, ?)", run, Entry.nanos(clock.now()));
        return new JournalStart(run, Callers.of(tx, new Numbers(homeCountry), random));
    }
}
