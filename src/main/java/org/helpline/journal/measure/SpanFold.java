package org.helpline.journal.measure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.helpline.core.AgentFact;
import org.helpline.journal.FactRow;

/**
 * The states of all agents, from the facts as they were stored. A server that was killed tells no end of states: whatever was open is over with
 * the last that is known of its run.
 */
final class SpanFold {

    static final String KIND = "agent.state-changed";

    private final Map<String, Span> open = new TreeMap<>();
    private final List<Span> touched = new ArrayList<>();
    private long run;
    private long lastAt;
    private long count;

    /** As it was left: the run, the last instant of it, how many spans there are and which are open. */
    SpanFold(long run, long lastAt, long count, Collection<Span> open) {
        this.run = run;
        this.lastAt = lastAt;
        this.count = count;
        open.forEach(s -> this.open.put(s.agent(), s));
    }

    /** Every fact passes here, whatever its kind: it says that the server lived. */
    void lived(long ofRun, long at) {
        if (ofRun > run) {
            open.values().forEach(s -> touched.add(ended(s, lastAt)));
            open.clear();
            run = ofRun;
            lastAt = at;
        }
        lastAt = ofRun == run ? Math.max(lastAt, at) : lastAt;
    }

    void on(FactRow row) {
        if (row.fact() instanceof AgentFact.StateChanged f) {
            long at = row.at().toEpochMilli();
            Span before = open.remove(f.agent().value());
            if (before != null) {
                touched.add(ended(before, at));
            }
            if (!f.state().equals("offline")) {
                Span next = new Span(++count, f.agent().value(), at, 0, f.state(), f.reason(), f.interaction());
                open.put(next.agent(), next);
                touched.add(next);
            }
        }
    }

    private static Span ended(Span s, long at) {
        return new Span(s.number(), s.agent(), s.began(), Math.max(at, s.began() + 1), s.state(), s.reason(), s.call());
    }

    /** New ones and those that have ended, each in its last form at the end of the list. */
    List<Span> touched() {
        return List.copyOf(touched);
    }

    long run() {
        return run;
    }

    long lastAt() {
        return lastAt;
    }

    long count() {
        return count;
    }
}
