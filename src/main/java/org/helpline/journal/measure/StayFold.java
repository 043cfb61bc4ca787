package org.helpline.journal.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.helpline.core.CallFact;
import org.helpline.core.QueueFact;
import org.helpline.journal.FactRow;
import org.jspecify.annotations.Nullable;

/** The stays of one call, from its facts in order. A caller who is turned away at the door was never offered, and a call-back's customer has waited before. */
final class StayFold {

    private final List<Stay> done = new ArrayList<>();
    private @Nullable FactRow joined;
    private String queue = "";
    private String needs = "";
    private Duration carried = Duration.ZERO;

    void on(FactRow row) {
        switch (row.fact()) {
            case QueueFact.Joined f -> join(row, f);
            case QueueFact.Connected f
            when isIn(f.queue().value()) ->
                end(row, Stay.ANSWERED, f.waited(), f.agent().value());
            case QueueFact.Abandoned f when isIn(f.queue().value()) -> end(row, Stay.ABANDONED, f.waited(), "");
            case QueueFact.SentOn f when isIn(f.queue().value()) -> end(row, how(f.why()), f.waited(), "");
            case CallFact.Ended _ when joined != null -> end(row, Stay.CUT, sinceJoined(row), "");
            default -> {} // tells nothing of waiting
        }
    }

    private boolean isIn(String name) {
        return joined != null && queue.equals(name);
    }

    private void join(FactRow row, QueueFact.Joined fact) {
        if (isIn(fact.queue().value())) {
            return; // in line again after an agent who was gone: the same stay
        }
        if (joined != null) {
            end(row, Stay.OVERFLOWED, sinceJoined(row), "");
        }
        joined = row;
        queue = fact.queue().value();
        carried = fact.carried();
        needs = Skills.of(fact.needs());
    }

    private Duration sinceJoined(FactRow row) {
        return joined == null ? Duration.ZERO : carried.plus(Duration.between(joined.at(), row.at()));
    }

    private static String how(String why) {
        return switch (why) {
            case "max wait" -> Stay.TIMED_OUT;
            case "callback" -> Stay.CALLBACK;
            default -> Stay.OVERFLOWED; // closed, nobody serving, a key, a supervisor
        };
    }

    private void end(FactRow row, String how, Duration waited, String agent) {
        FactRow from = joined;
        if (from != null) {
            done.add(new Stay(
                    row.stream(),
                    from.number(),
                    queue,
                    from.at().toEpochMilli(),
                    row.at().toEpochMilli(),
                    how,
                    Math.max(0, waited.toMillis()),
                    row.offsetMillis(),
                    agent,
                    needs));
        }
        joined = null;
    }

    /** All of them, one that goes on as the last. */
    List<Stay> stays() {
        List<Stay> all = new ArrayList<>(done);
        FactRow open = joined;
        if (open != null) {
            all.add(new Stay(
                    open.stream(), open.number(), queue, open.at().toEpochMilli(), 0, Stay.WAITING, 0, 0, "", needs));
        }
        return List.copyOf(all);
    }
}
