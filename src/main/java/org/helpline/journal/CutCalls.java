package org.helpline.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.helpline.core.CallFact;
import org.helpline.core.Fact;
import org.helpline.core.QueueFact;
import org.helpline.store.Tx;
import org.jspecify.annotations.Nullable;

/** What is said at the end of calls that a killed server left open: where the caller stood, and that the call was cut. Inside a write. */
final class CutCalls {

    private static final String CUT =
            "The server stopped before this call had ended (killed, crashed or without power), which"
                    + " cut it; the end shown is the last that is known of it.";
    private static final String OPEN_CALLS =
            "select f.stream, max(f.number) as number, max(f.at) as at, max(f.offset_ms) as offset_ms"
                    + " from call_record c join fact f on f.stream = c.id where c.ended is null"
                    + " group by f.stream having max(f.run) < ? order by min(f.at)";
    private static final String QUEUE_FACTS = "select at, kind, json from fact where stream = ? and kind in"
            + " ('queue.joined', 'queue.connected', 'queue.abandoned', 'queue.sent-on', 'call.leg-ended')"
            + " order by run, number";

    private final FactCodec codec;

    CutCalls(FactCodec codec) {
        this.codec = codec;
    }

    /** A call that is open, and the last that is known of it; times as in the store. */
    private record Open(String stream, long number, long at, long offset) {}

    /** The last facts of all calls that an earlier run left open, oldest call first. */
    List<Entry.Line> endings(Tx tx, long run) {
        List<Open> open = tx.query(
                OPEN_CALLS,
                row -> new Open(row.text("stream"), row.number("number"), row.number("at"), row.number("offset_ms")),
                run);
        List<Entry.Line> lines = new ArrayList<>();
        for (Open call : open) {
            QueueFact.CutOff place = place(tx, call);
            if (place != null) {
                lines.add(line(call, run, 1, place));
            }
            lines.add(line(call, run, place == null ? 1 : 2, new CallFact.Ended("cut", "server", CUT)));
        }
        return lines;
    }

    private Entry.Line line(Open call, long run, int after, Fact fact) {
        return new Entry.Line(
                call.stream(),
                run,
                call.number() + after,
                call.at(),
                call.offset(),
                codec.kind(fact),
                null,
                null,
                codec.write(fact),
                fact);
    }

    /** Where the caller stood, or had stood before the talk; null where they did neither. */
    private QueueFact.@Nullable CutOff place(Tx tx, Open call) {
        Standing standing = new Standing();
        tx.query(
                QUEUE_FACTS,
                row -> {
                    codec.readSealed(row.text("kind"), row.text("json"))
                            .ifPresent(fact -> standing.on(fact, Entry.instant(row.number("at"))));
                    return 0;
                },
                call.stream());
        return standing.at(Entry.instant(call.at()));
    }

    /** Where a caller is, by the call's facts. */
    private static final class Standing {
        private QueueFact.@Nullable Joined joined;
        private Instant since = Instant.EPOCH;
        private String talksWith = "";
        private boolean open;

        void on(Fact fact, Instant at) {
            switch (fact) {
                case QueueFact.Joined f -> {
                    QueueFact.Joined before = joined;
                    if (!open || before == null || !before.queue().equals(f.queue())) {
                        since = at.minus(f.carried());
                    }
                    joined = f;
                    open = true;
                    talksWith = "";
                }
                case QueueFact.Connected f -> talksWith = "agent:" + f.agent();
                case QueueFact.Abandoned _, QueueFact.SentOn _ -> open = false;
                case CallFact.LegEnded f -> open &= !f.leg().equals(talksWith);
                default -> {} // not asked for
            }
        }

        QueueFact.@Nullable CutOff at(Instant last) {
            QueueFact.Joined place = joined;
            return place == null || !open
                    ? null
                    : new QueueFact.CutOff(place.queue(), place.priority(), Duration.between(since, last));
        }
    }
}
