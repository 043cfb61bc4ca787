package org.helpline.app.stage;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.helpline.core.CallFact;
import org.helpline.core.Fact;
import org.helpline.core.Published;
import org.helpline.core.QueueFact;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.run.Effect;
import org.helpline.ivr.run.Moment;
import org.helpline.ivr.run.ScriptEvent;
import org.helpline.journal.FactWords;

/**
 * What a call went through, whether in virtual time or on a phone: the script's facts, the keys, the queue's words. Times count from the
 * script's begin.
 */
record Trace(List<Line> lines) {

    /** Why callers leave a queue otherwise than by its word. */
    private static final Set<String> LEFT_BY_THEMSELVES = Set.of("key", "callback");

    /** A key that the record does not tell. */
    static final String HIDDEN_KEY = "key •";

    /** What a line tells of. Each kind keeps its own order; between two kinds a loop may come before another. */
    enum Kind {
        SCRIPT,
        KEY,
        QUEUE
    }

    /**
     * Something that happened.
     *
     * @param what compared: a fact whose own measures of time are left out, or words
     */
    record Line(Duration after, Kind kind, Object what) {

        String words() {
            return switch (what) {
                case ScriptFact.PromptEnded ended -> ended.complete() ? "it is heard to its end" : "it is cut short";
                case Fact fact -> FactWords.of(fact);
                default -> what.toString();
            };
        }
    }

    List<Line> of(Kind kind) {
        return lines.stream().filter(l -> l.kind() == kind).toList();
    }

    /** Of a call in virtual time. */
    static Trace virtual(List<Moment> moments) {
        List<Line> lines = new ArrayList<>();
        for (Moment moment : moments) {
            switch (moment) {
                case Moment.Did(Duration after, Effect.Publish(ScriptFact fact)) -> script(after, fact, lines);
                case Moment.Told(Duration after, ScriptEvent event) -> told(after, event, lines);
                case Moment.Did _ -> {}
            }
        }
        return new Trace(List.copyOf(lines));
    }

    private static void told(Duration after, ScriptEvent event, List<Line> lines) {
        switch (event) {
            case ScriptEvent.KeyPressed k ->
                lines.add(new Line(after, Kind.KEY, "key " + k.digit().symbol()));
            case ScriptEvent.Queued q -> queue(after, "takes the caller, position " + q.position(), lines);
            case ScriptEvent.NotQueued q -> queue(after, "does not take the caller: " + q.why(), lines);
            case ScriptEvent.SentOn q -> queue(after, "gives the caller up: " + q.why(), lines);
            case ScriptEvent.Connected _ -> queue(after, "connects an agent", lines);
            default -> {} // what the script makes of it is told by its own facts
        }
    }

    /** Of a call on the phone. */
    static Trace real(List<Published> facts) {
        List<Line> lines = new ArrayList<>();
        Optional<Instant> begin = facts.stream()
                .filter(f -> f.fact() instanceof ScriptFact.Started)
                .map(Published::at)
                .findFirst();
        for (Published published : facts) {
            Duration after = Duration.between(begin.orElse(published.at()), published.at());
            switch (published.fact()) {
                case ScriptFact fact -> script(after, fact, lines);
                case CallFact.DigitPressed k
                when k.leg().equals("caller") ->
                    lines.add(new Line(after, Kind.KEY, "key " + k.digit().value()));
                case QueueFact.Joined q -> queue(after, "takes the caller, position " + q.position(), lines);
                case QueueFact.NotQueued q -> queue(after, "does not take the caller: " + q.why(), lines);
                case QueueFact.SentOn q
                when !LEFT_BY_THEMSELVES.contains(q.why()) -> queue(after, "gives the caller up: " + q.why(), lines);
                case CallFact.Bridged _ -> queue(after, "connects an agent", lines);
                default -> {}
            }
        }
        return new Trace(List.copyOf(lines));
    }

    private static void queue(Duration after, String words, List<Line> lines) {
        lines.add(new Line(after, Kind.QUEUE, "the queue " + words));
    }

    private static void script(Duration after, ScriptFact fact, List<Line> lines) {
        ScriptFact what = switch (fact) { // the times of the lines tell how long it was
            case ScriptFact.PromptEnded e -> new ScriptFact.PromptEnded(0, e.complete());
            case ScriptFact.Kept k -> new ScriptFact.Kept(k.place(), k.name(), k.box(), Duration.ZERO);
            case ScriptFact.LookedUp l ->
                new ScriptFact.LookedUp(l.place(), l.name(), l.outcome(), 0, l.why(), l.answer());
            default -> fact;
        };
        lines.add(new Line(after, Kind.SCRIPT, what));
    }
}
