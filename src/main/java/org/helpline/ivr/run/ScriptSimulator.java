package org.helpline.ivr.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import org.helpline.core.Digit;
import org.helpline.ivr.model.Script;

/**
 * Plays a call against a script in virtual time and writes down what is heard and done. One thread; one call each.
 *
 * <p>Prompts last as long as their text suggests ({@value #MILLIS_PER_CHARACTER} ms a character, at least a second).
 */
public final class ScriptSimulator {

    /** How long a character takes to be said. */
    public static final long MILLIS_PER_CHARACTER = 60;

    /** The world at an instant. */
    @FunctionalInterface
    public interface World {
        /** What the script may know at {@code now}. */
        Environment at(Instant now);
    }

    private record Due(Instant at, long order, ScriptEvent event) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private final World world;
    private final Instant begin;
    private final List<String> transcript = new ArrayList<>();
    private final PriorityQueue<Due> due = new PriorityQueue<>();
    private final Map<Long, Due> cancellable = new TreeMap<>();
    private Optional<Due> playEnd = Optional.empty();
    private Instant now;
    private long order;
    private State state;

    /** A call that begins at {@code begin}; it has run as far as it goes without the caller. */
    public ScriptSimulator(Script script, CallContext context, World world, Instant begin) {
        this.world = world;
        this.begin = begin;
        this.now = begin;
        Step step = Interpreter.start(script, context, world.at(begin));
        this.state = step.state();
        carryOut(step);
    }

    /** The state now. */
    public State state() {
        return state;
    }

    /** The virtual instant. */
    public Instant now() {
        return now;
    }

    /** What was heard and done so far: one line each, {@code seconds.tenths what}. */
    public List<String> transcript() {
        return List.copyOf(transcript);
    }

    /** The caller presses these keys, one after another, without a pause; anything but 0-9, *, # is refused. */
    public ScriptSimulator press(String keys) {
        for (int i = 0; i < keys.length(); i++) {
            char key = keys.charAt(i);
            Digit digit = Digit.ofSymbol(key).orElseThrow(() -> new IllegalArgumentException("no key: " + key));
            note("caller presses " + key);
            tell(new ScriptEvent.KeyPressed(digit));
        }
        return this;
    }

    /** Time passes. */
    public ScriptSimulator pass(Duration by) {
        Instant end = now.plus(by);
        for (Due next = due.peek(); next != null && !next.at().isAfter(end); next = due.peek()) {
            due.poll();
            now = next.at();
            if (playEnd.filter(next::equals).isPresent()) {
                playEnd = Optional.empty();
            }
            tell(next.event());
        }
        now = end;
        return this;
    }

    /** Time passes until nothing is said any more: the script listens, waits, talks or is over. At most an hour. */
    public ScriptSimulator listen() {
        Instant latest = now.plus(Duration.ofHours(1));
        while (playEnd.isPresent() && now.isBefore(latest)) {
            pass(Duration.between(now, playEnd.get().at()));
        }
        return this;
    }

    /** Something else happens: the queue, the agent. */
    public ScriptSimulator tell(ScriptEvent event) {
        note(event);
        Step step = Interpreter.on(state, event, world.at(now));
        state = step.state();
        carryOut(step);
        return this;
    }

    private void note(ScriptEvent event) {
        switch (event) {
            case ScriptEvent.PlayEnded _, ScriptEvent.TimerFired _, ScriptEvent.KeyPressed _ -> {}
            case ScriptEvent.Queued q -> note("queue: position " + q.position());
            case ScriptEvent.NotQueued q -> note("queue: not taken, " + q.why());
            case ScriptEvent.PositionChanged q -> note("queue: position " + q.position());
            case ScriptEvent.SentOn q -> note("queue: sent on, " + q.why());
            case ScriptEvent.Connected _ -> note("agent answers");
            case ScriptEvent.AgentLeft _ -> note("agent leaves");
            case ScriptEvent.SentToQueue q -> note("agent sends the caller to queue " + q.queue());
        }
    }

    private void carryOut(Step step) {
        for (Effect effect : step.effects()) {
            switch (effect) {
                case Effect.Play p -> play(p);
                case Effect.StopPlay _ -> {
                    forgetPlay();
                    note("… cut");
                }
                case Effect.StartTimer t -> start(t.token(), t.after(), new ScriptEvent.TimerFired(t.token()));
                case Effect.CancelTimer t -> {
                    Due timer = cancellable.remove(t.token());
                    due.remove(timer);
                }
                case Effect.StartMusic m -> note("music " + m.name());
                case Effect.StopMusic _ -> note("music ends");
                case Effect.Enqueue q -> note("queue " + q.queue() + " priority " + q.priority() + pop(q));
                case Effect.LeaveQueue _ -> note("leaves the queue");
                case Effect.SetLanguage l -> note("language " + l.language() + (l.remember() ? ", remembered" : ""));
                case Effect.Publish _ -> {}
                case Effect.TransferToScript t -> note("script " + t.script());
                case Effect.HangUp h -> note("hangs up: " + h.why());
            }
        }
    }

    private static String pop(Effect.Enqueue enqueue) {
        List<String> lines = enqueue.choices().stream()
                .map(c -> c.label() + "=" + c.value().value())
                .toList();
        return lines.isEmpty() ? "" : " [" + String.join(", ", lines) + "]";
    }

    private void play(Effect.Play play) {
        forgetPlay();
        long millis = 0;
        for (Effect.Utterance u : play.utterances()) {
            note(u.language() + " " + u.recording() + (u.text().isEmpty() ? "" : ": " + u.text()));
            millis += Math.max(1_000, u.text().length() * MILLIS_PER_CHARACTER);
        }
        playEnd = Optional.of(start(play.token(), Duration.ofMillis(millis), new ScriptEvent.PlayEnded(play.token())));
    }

    private void forgetPlay() {
        playEnd.ifPresent(due::remove);
        playEnd = Optional.empty();
    }

    private Due start(long token, Duration after, ScriptEvent event) {
        Due entry = new Due(now.plus(after), order++, event);
        due.add(entry);
        cancellable.put(token, entry);
        return entry;
    }

    private void note(String what) {
        long millis = Duration.between(begin, now).toMillis();
        transcript.add(String.format(java.util.Locale.ROOT, "%d.%d %s", millis / 1000, millis % 1000 / 100, what));
    }
}
