package org.helpline.ivr.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
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
    private final List<Moment> moments = new ArrayList<>();
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
        return Transcript.of(moments);
    }

    /** All that happened so far, oldest first; a live view that cannot be changed. */
    public List<Moment> moments() {
        return Collections.unmodifiableList(moments);
    }

    /** Whether something is being said. */
    public boolean isSpeaking() {
        return playEnd.isPresent();
    }

    /** When the script goes on by itself, at the latest; empty when it does not. */
    public Optional<Instant> nextDue() {
        return Optional.ofNullable(due.peek()).map(Due::at);
    }

    /** The caller presses these keys, one after another, without a pause; anything but 0-9, *, # is refused. */
    public ScriptSimulator press(String keys) {
        for (int i = 0; i < keys.length(); i++) {
            char key = keys.charAt(i);
            Digit digit = Digit.ofSymbol(key).orElseThrow(() -> new IllegalArgumentException("no key: " + key));
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
        moments.add(new Moment.Told(elapsed(), event));
        Step step = Interpreter.on(state, event, world.at(now));
        state = step.state();
        carryOut(step);
        return this;
    }

    /** The call goes on with the script that the one before handed it to; it must have ended so. */
    public ScriptSimulator goOn(Script next) {
        forgetPlay();
        due.clear();
        cancellable.clear();
        Step step = Interpreter.start(next, state.handedOn(), world.at(now));
        state = step.state();
        carryOut(step);
        return this;
    }

    /** How long this takes to be said here. */
    public static Duration lasts(Effect.Utterance utterance) {
        return Duration.ofMillis(Math.max(1_000, utterance.text().length() * MILLIS_PER_CHARACTER));
    }

    private void carryOut(Step step) {
        for (Effect effect : step.effects()) {
            moments.add(new Moment.Did(elapsed(), effect));
            switch (effect) {
                case Effect.Play p -> play(p);
                case Effect.StopPlay _ -> forgetPlay();
                case Effect.StartTimer t -> start(t.token(), t.after(), new ScriptEvent.TimerFired(t.token()));
                case Effect.CancelTimer t -> {
                    Due timer = cancellable.remove(t.token());
                    due.remove(timer);
                }
                case Effect.CallOut _ -> {}
                case Effect.StartMusic _, Effect.StopMusic _, Effect.Enqueue _, Effect.LeaveQueue _ -> {}
                case Effect.SetLanguage _, Effect.Publish _, Effect.TransferToScript _, Effect.HangUp _ -> {}
            }
        }
    }

    private void play(Effect.Play play) {
        forgetPlay();
        Duration all = play.utterances().stream().map(ScriptSimulator::lasts).reduce(Duration.ZERO, Duration::plus);
        playEnd = Optional.of(start(play.token(), all, new ScriptEvent.PlayEnded(play.token())));
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

    private Duration elapsed() {
        return Duration.between(begin, now);
    }
}
