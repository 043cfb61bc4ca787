package org.helpline.app;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.helpline.acd.AcdScribe;
import org.helpline.core.Clock;
import org.helpline.core.FactSink;
import org.helpline.core.Published;
import org.helpline.core.RoutingFact;

/** Brings the ACD's log to the journal, some lines at a time. */
final class RoutingLog {

    /** How long lines wait. */
    static final Duration PAUSE = Duration.ofMillis(500);

    /** So many in one fact. */
    private static final int LINES = 200;

    private final AcdScribe scribe = new AcdScribe();
    private final FactSink journal;
    private final Clock clock;
    private final AtomicLong number = new AtomicLong();

    RoutingLog(FactSink journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /** What the ACD tells. */
    AcdScribe scribe() {
        return scribe;
    }

    /** Writes what there is; true, for whoever asks again. */
    synchronized boolean write() {
        for (List<String> lines = scribe.take(LINES); !lines.isEmpty(); lines = scribe.take(LINES)) {
            int from = 0;
            for (int i = 0; i < lines.size(); i++) {
                if (AcdScribe.isCheckpoint(lines.get(i))) {
                    publish(lines.subList(from, i));
                    publish(new RoutingFact.Checkpoint(lines.get(i)));
                    from = i + 1;
                }
            }
            publish(lines.subList(from, lines.size()));
        }
        return true;
    }

    private void publish(List<String> inputs) {
        if (!inputs.isEmpty()) {
            publish(new RoutingFact.Inputs(List.copyOf(inputs)));
        }
    }

    private void publish(RoutingFact fact) {
        journal.publish(new Published(RoutingFact.STREAM, number.incrementAndGet(), clock.now(), 0, fact));
    }
}
