package org.helpline.journal.measure;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.CompletionStage;
import org.helpline.core.QueueName;
import org.helpline.journal.Reading;
import org.helpline.store.Row;
import org.helpline.store.Store;

/** How long callers had to wait in each queue, and behind how many. Any thread; answers come on the store's reading threads. */
public final class WaitHistory {

    /** As many as a busy house has in a month; the newest count. */
    private static final int MOST = 200_000;

    /** Whose offer comes so soon has not waited: an agent was free. */
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    private final Store store;

    /** That of {@code store}. */
    public WaitHistory(Store store) {
        this.store = store;
    }

    /**
     * A wait that had to be waited.
     *
     * @param position on joining, from 1
     * @param answered else it ended otherwise, and would have been longer
     */
    public record Waited(QueueName queue, Instant joined, int position, Duration waited, boolean answered) {}

    private record Line(Stay stay, boolean atOnce) {}

    /** All since then, in order of joining. */
    public CompletionStage<Reading<List<Waited>>> since(Instant since) {
        return Reading.of(store.read(tx -> waits(tx.query(
                "select s.*, (select count(*) from part p where p.call = s.call and p.queue = s.queue"
                        + " and p.offered >= s.entered and p.offered <= s.entered + ?) as at_once"
                        + " from stay s where s.entered >= ? order by s.entered desc limit ?",
                WaitHistory::line,
                AT_ONCE.toMillis(),
                since.toEpochMilli(),
                MOST))));
    }

    private static Line line(Row row) {
        return new Line(MeasureTables.stay(row), row.number("at_once") > 0);
    }

    /** Walks through the stays from the first on; who has not left yet is before those who come. */
    private static List<Waited> waits(List<Line> newestFirst) {
        Map<String, PriorityQueue<Long>> leaving = new HashMap<>();
        List<Waited> waits = new ArrayList<>();
        for (Line line : newestFirst.reversed()) {
            Stay stay = line.stay();
            PriorityQueue<Long> before = leaving.computeIfAbsent(stay.queue(), _ -> new PriorityQueue<>());
            while (!before.isEmpty() && before.peek() <= stay.entered()) {
                before.poll();
            }
            if (tells(line)) {
                waits.add(new Waited(
                        new QueueName(stay.queue()),
                        Instant.ofEpochMilli(stay.entered()),
                        before.size() + 1,
                        Duration.ofMillis(Math.max(0, stay.left() - stay.entered())),
                        stay.is(Stay.ANSWERED)));
            }
            before.add(stay.is(Stay.WAITING) ? Long.MAX_VALUE : stay.left());
        }
        return waits;
    }

    /** Not of who was served at once, nor of waits whose end nobody knows. */
    private static boolean tells(Line line) {
        return !line.atOnce() && !line.stay().is(Stay.WAITING) && !line.stay().is(Stay.CUT);
    }
}
