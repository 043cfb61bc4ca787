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
import java.util.function.UnaryOperator;
import org.helpline.core.Digit;
import org.helpline.ivr.model.Script;

/**
 * Plays a call against a script in virtual time and writes down what is heard and done. One thread; one call each.
 *
 * <p>Prompts last as long as {@link Lengths} say: unless told otherwise, as long as their text suggests.
 */
public final class ScriptSimulator {

    /** The world at an instant. */
    @FunctionalInterface
    public interface World {
        /** What the script may know at {@code now}. */
        Environment at(Instant now);

        /** What a look-up answers; empty: nobody has said, and the call waits until {@link ScriptEvent.LookedUp} is told. */
        default Optional<MockedAnswer> answer(Effect.LookUp asked) {
            return Optional.empty();
        }

        /** Somebody has declared a calendar by phone. */
        default void declared(Effect.DeclareHours effect) {}

        /** The same world, seen otherwise; look-ups answer as before. */
        default World seeing(UnaryOperator<Environment> otherwise) {
            World same = this;
            return new World() {
                @Override
                public Environment at(Instant now) {
                    return otherwise.apply(same.at(now));
                }

                @Override
                public Optional<MockedAnswer> answer(Effect.LookUp asked) {
                    return same.answer(asked);
                }

                @Override
                public void declared(Effect.DeclareHours effect) {
                    same.declared(effect);
                }
            };
        }
    }

    private record Due(Instant at, long order, ScriptEvent event) implements Comparable<Due> {
        @Override
        public int compareTo(Due other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    /** The PIN of every simulated call. */
    public static final String PIN = "1234";

    private final World world;
    private final Instant begin;
    private final Lengths lengths;
    private final List<Moment> moments = new ArrayList<>();
    private final PriorityQueue<Due> due = new PriorityQueue<>();
    private final Map<Long, Due> cancellable = new TreeMap<>();
    private final List<Effect.KeepRecording> kept = new ArrayList<>();
    private int wrongPins;
    private final Map<Long, Duration> recorded = new TreeMap<>();
    private Optional<Taped> recording = Optional.empty();
    private Optional<Due> recordEnd = Optional.empty();
    private Optional<Due> playEnd = Optional.empty();
    private Optional<Due> answerDue = Optional.empty();
    private Instant now;
    private long order;
    private State state;

    /** A call that begins at {@code begin}; it has run as far as it goes without the caller. */
    public ScriptSimulator(Script script, CallContext context, World world, Instant begin) {
        this(script, context, world, begin, Lengths.OF_TEXT);
    }

    /** The same with prompts that last as long as {@code lengths} say. */
    public ScriptSimulator(Script script, CallContext context, World world, Instant begin, Lengths lengths) {
        this.world = world;
        this.begin = begin;
        this.lengths = lengths;
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

    /** Whether something is being said, or a look-up's answer is on its way. */
    public boolean isBusy() {
        return playEnd.isPresent() || answerDue.isPresent();
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
            if (answerDue.filter(next::equals).isPresent()) {
                answerDue = Optional.empty();
            }
            tell(next.event());
        }
        now = end;
        return this;
    }

    /** Time passes until nothing is said or looked up any more: the script listens, waits, talks or is over. At most an hour. */
    public ScriptSimulator listen() {
        Instant latest = now.plus(Duration.ofHours(1));
        while (isBusy() && now.isBefore(latest)) {
            Instant next = playEnd.or(() -> answerDue).orElseThrow().at();
            pass(Duration.between(now, next));
        }
        return this;
    }

    /** Something else happens: the queue, the agent. */
    public ScriptSimulator tell(ScriptEvent event) {
        if (event instanceof ScriptEvent.Recorded r) {
            recorded.put(r.token(), r.length());
            recording = Optional.empty();
        }
        moments.add(new Moment.Told(elapsed(), event));
        Step step = Interpreter.on(state, event, world.at(now));
        state = step.state();
        carryOut(step);
        return this;
    }

    /** The call goes on with the script that the one before handed it to; it must have ended so. */
    public ScriptSimulator goOn(Script next) {
        forgetPlay();
        answerDue = Optional.empty();
        due.clear();
        recording = Optional.empty();
        cancellable.clear();
        Step step = Interpreter.start(next, state.handedOn(), world.at(now));
        state = step.state();
        carryOut(step);
        return this;
    }

    private void carryOut(Step step) {
        List<ScriptEvent> answers = new ArrayList<>();
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
                case Effect.RecordCaller r -> record(r);
                case Effect.StopRecord r -> stopRecord(r.token()).ifPresent(answers::add);
                case Effect.PlayRecording p -> {
                    forgetPlay();
                    Duration length = recorded.getOrDefault(p.recording(), Duration.ZERO);
                    playEnd = Optional.of(start(p.token(), length, new ScriptEvent.PlayEnded(p.token())));
                }
                case Effect.KeepRecording k -> keep(k);
                case Effect.CheckPin p -> answers.add(pin(p));
                case Effect.SwitchNotice n -> answers.add(done(n.token()));
                case Effect.DeclareHours d -> {
                    world.declared(d);
                    answers.add(done(d.token()));
                }
                case Effect.KeepPrompt k -> answers.add(done(k.token()));
                case Effect.Keep _ -> {}
                case Effect.LookUp l ->
                    answerDue = world.answer(l)
                            .map(m -> start(l.token(), m.after(), new ScriptEvent.LookedUp(l.token(), m.answer())));
                case Effect.StartMusic _, Effect.StopMusic _, Effect.Enqueue _, Effect.LeaveQueue _ -> {}
                case Effect.HoldPlace _, Effect.RequestCallback _ -> {}
                case Effect.SetLanguage _, Effect.Publish _, Effect.TransferToScript _, Effect.HangUp _ -> {}
            }
        }
        answers.forEach(this::tell);
    }

    /** What was recorded and is kept, oldest first. */
    public List<Effect.KeepRecording> kept() {
        return List.copyOf(kept);
    }

    /** The caller speaks for so long, or until the recording ends; false when nobody is recorded. */
    public boolean speak(Duration speech) {
        if (recording.isEmpty()) {
            return false;
        }
        Instant end = recording.get().afterTone(now).plus(speech);
        recording.get().speakUntil(end);
        plan(recording.get());
        while (recording.isPresent() && now.isBefore(end) && nextDue().isPresent()) {
            Instant next = nextDue().get();
            pass(Duration.between(now, next.isBefore(end) ? next : end));
        }
        return true;
    }

    private void record(Effect.RecordCaller effect) {
        recording = Optional.of(new Taped(effect, now));
        plan(recording.get());
    }

    private void plan(Taped taped) {
        recordEnd.ifPresent(due::remove);
        Instant end = taped.end();
        recordEnd = Optional.of(
                start(taped.token(), Duration.between(now, end.isBefore(now) ? now : end), taped.event(end)));
    }

    /** In a simulated call every PIN is {@value #PIN}, and the third wrong one in a row locks it. */
    private ScriptEvent pin(Effect.CheckPin check) {
        boolean right = check.keyed().value().equals(PIN);
        wrongPins = right ? 0 : wrongPins + 1;
        ScriptEvent.StudioAnswer answer = right
                ? ScriptEvent.StudioAnswer.DONE
                : wrongPins < 3 ? ScriptEvent.StudioAnswer.REFUSED : ScriptEvent.StudioAnswer.LOCKED;
        return new ScriptEvent.StudioAnswered(check.token(), answer);
    }

    private static ScriptEvent done(long token) {
        return new ScriptEvent.StudioAnswered(token, ScriptEvent.StudioAnswer.DONE);
    }

    /** One that is under way is kept if it is long enough. */
    private void keep(Effect.KeepRecording keep) {
        Optional<ScriptEvent.Recorded> underWay =
                recording.filter(r -> r.token() == keep.recording()).map(r -> r.event(now));
        if (underWay.isEmpty() || underWay.get().spoken().compareTo(keep.least()) >= 0) {
            kept.add(keep);
        }
    }

    private Optional<ScriptEvent> stopRecord(long token) {
        Optional<ScriptEvent> event = recording.filter(r -> r.token() == token).map(r -> (ScriptEvent) r.event(now));
        recordEnd.ifPresent(due::remove);
        return event;
    }

    private void play(Effect.Play play) {
        forgetPlay();
        Duration all = lengths.of(state.script(), play.utterances());
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
