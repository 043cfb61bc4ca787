package org.helpline.journal.measure;

import java.time.Instant;
import org.helpline.journal.Expiry;
import org.helpline.store.Tx;

/** The rows that reports read, for what takes out the facts that they were folded from. Without state. */
public final class CountedRows implements Expiry.Counted {

    @Override
    public void remove(Tx tx, String call) {
        MeasureTables.remove(tx, call);
    }

    @Override
    public int removeStates(Tx tx, Instant before, int most) {
        return tx.execute(
                        "delete from callback_mark where call in (select call from callback_mark where call >= 'callback:'"
                                + " and call < 'callback;' and at < ? limit ?)",
                        before.toEpochMilli(),
                        most)
                + tx.execute(
                        "delete from agent_span where number in (select number from agent_span where began < ? and ended <> 0"
                                + " limit ?)",
                        before.toEpochMilli(),
                        most);
    }
}
