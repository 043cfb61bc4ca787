package org.helpline.ivr.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helpline.core.Digit;
import org.helpline.core.QueueName;
import org.helpline.ivr.model.Keypad;
import org.helpline.ivr.model.Missed;
import org.helpline.ivr.model.PhoneBook;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Steps;
import org.helpline.ivr.model.Value;

/**
 * What may happen to a call, and what comes of it by the {@link Interpreter} itself. A call is looked at only while it waits for
 * somebody: prompts are heard out, for a key pressed before their end does what it does after it.
 */
public final class Possible {

    private static final String KEYS = "1234567890*#";
    private static final int TURNS = 10_000;

    private Possible() {}

    /** A call that begins, up to where it waits. */
    public static Course begin(Script script, CallContext context, Environment environment) {
        return settled(Interpreter.start(script, context, environment), environment);
    }

    /** The values that are tried; all others do what one of these does. */
    public interface Answers {
        /** What a caller may key. */
        Collection<String> keyed(ScriptStep.Ask step);

        /** What may be found. */
        Collection<Value.Fields> found(ScriptStep.LookUp step);

        /** Whom a caller may dial. */
        PhoneBook book();
    }

    /** Everything that may happen next; none when the call is over. */
    public static List<Move> of(State state, Answers answers) {
        return switch (state.doing) {
            case Doing.Listening l -> listening(state, l.listen(), answers);
            case Doing.Recording r -> recording(state, r);
            case Doing.Booking b -> booking(state, b);
            case Doing.Studio s -> studio(s);
            case Doing.LookingUp l -> lookingUp(l, answers.found(l.step()));
            case Doing.Joining _ -> joining(state);
            case Doing.Waiting w -> waiting(w);
            case Doing.Calling c -> calling(c);
            case Doing.Talking _ -> talking(state.script);
            case Doing.Running _, Doing.Saying _, Doing.Prompting _, Doing.Rehearing _ -> List.of();
            case Doing.Leaving _, Doing.Over _ -> List.of();
        };
    }

    private static List<Move> studio(Doing.Studio studio) {
        List<Move> moves = new ArrayList<>();
        for (ScriptEvent.StudioAnswer answer : ScriptEvent.StudioAnswer.values()) {
            moves.add(new Move.Told(new ScriptEvent.StudioAnswered(studio.token(), answer), "", Move.By.WORLD));
        }
        return moves;
    }

    /** Takes a move that is possible. */
    public static Course take(State state, Move move, Environment environment) {
        return switch (move) {
            case Move.Press p -> press(state, p, environment);
            case Move.Silence _, Move.Announcement _ -> time(state, List.of(), environment);
            case Move.Told t -> settled(Interpreter.on(state, t.event(), environment), environment);
        };
    }

    private static Course press(State state, Move.Press press, Environment environment) {
        State now = state;
        List<Effect> effects = new ArrayList<>();
        for (char key : press.keys().toCharArray()) {
            Step step = Interpreter.on(
                    now, new ScriptEvent.KeyPressed(Digit.ofSymbol(key).orElseThrow()), environment);
            now = step.state();
            effects.addAll(step.effects());
        }
        return press.thenNothing()
                ? time(now, effects, environment)
                : settled(new Step(now, List.copyOf(effects)), environment);
    }

    /** The timer that the script waits for fires. */
    private static Course time(State state, List<Effect> before, Environment environment) {
        List<Effect> effects = new ArrayList<>(before);
        long token = switch (state.doing) {
            case Doing.Listening l -> l.timer();
            case Doing.Waiting w -> w.timer().orElse(0);
            default -> 0;
        };
        Step step = Interpreter.on(state, new ScriptEvent.TimerFired(token), environment);
        effects.addAll(step.effects());
        Course course = settled(new Step(step.state(), List.copyOf(effects)), environment);
        Duration waited = state.doing instanceof Doing.Listening l
                ? l.listen().step().retries().waitFor()
                : Duration.ZERO;
        return new Course(
                course.state(), course.effects(), course.time().plus(waited), course.endless(), course.zero());
    }

    /** Lets be said what is said, until the script waits for somebody. */
    private static Course settled(Step begin, Environment environment) {
        return settled(begin, environment, true);
    }

    /** {@code zeroToo}: whether key 0 may be pressed meanwhile; once is enough, where it is heard only after the words. */
    private static Course settled(Step begin, Environment environment, boolean zeroToo) {
        State state = begin.state();
        List<Effect> effects = new ArrayList<>(begin.effects());
        Optional<Step> lastWords = Optional.empty();
        for (int turn = 0; turn < TURNS; turn++) {
            Optional<Long> playing = playing(state);
            if (playing.isEmpty()) {
                break;
            }
            if (state.doing instanceof Doing.Saying) {
                lastWords = Optional.of(new Step(state, List.copyOf(effects)));
            }
            Step next = Interpreter.on(state, new ScriptEvent.PlayEnded(playing.get()), environment);
            effects.addAll(next.effects());
            state = next.state();
        }
        boolean endless = state.steps > environment.maxSteps() || playing(state).isPresent();
        boolean hangsUp = zeroToo
                && !effects.isEmpty()
                && effects.getLast() instanceof Effect.HangUp
                && state.script.human().isPresent();
        Optional<Course> zero = hangsUp ? lastWords.map(s -> zero(s, environment)) : Optional.empty();
        return new Course(state, List.copyOf(effects), spoken(state.script, effects), endless, zero);
    }

    /** Key 0 while the last words are said. */
    private static Course zero(Step saying, Environment environment) {
        Step pressed = Interpreter.on(saying.state(), new ScriptEvent.KeyPressed(Digit.ZERO), environment);
        List<Effect> effects = new ArrayList<>(saying.effects());
        effects.addAll(pressed.effects());
        return settled(new Step(pressed.state(), List.copyOf(effects)), environment, false);
    }

    private static Optional<Long> playing(State state) {
        return switch (state.doing) {
            case Doing.Saying s -> Optional.of(s.playing().token());
            case Doing.Prompting p -> Optional.of(p.playing().token());
            case Doing.Rehearing r -> Optional.of(r.playing().token());
            case Doing.Leaving l -> Optional.of(l.playing().token());
            case Doing.Calling c
            when c.announcing() instanceof Doing.Announcing.Now now ->
                Optional.of(now.playing().token());
            case Doing.Waiting w
            when w.announcing() instanceof Doing.Announcing.Now now ->
                Optional.of(now.playing().token());
            default -> Optional.empty();
        };
    }

    private static Duration spoken(Script script, List<Effect> effects) {
        Duration all = Duration.ZERO;
        for (Effect effect : effects) {
            if (effect instanceof Effect.Play play) {
                for (Effect.Utterance u : play.utterances()) {
                    all = all.plus(Lengths.OF_TEXT.of(script, u));
                }
            }
        }
        return all;
    }

    private static List<Move> listening(State state, Listen listen, Answers answers) {
        List<Move> moves = new ArrayList<>(List.of(new Move.Silence()));
        switch (listen.step()) {
            case ScriptStep.Menu m -> {
                single(state, m.keys().keySet(), moves);
                m.extensions().ifPresent(_ -> extensions(answers.book(), moves));
            }
            case ScriptStep.DialExtension d -> {
                extensions(answers.book(), moves);
                several(state, d.keys().keySet(), moves);
            }
            case ScriptStep.SpellName s
            when listen.candidate().isPresent() -> single(state, Dialling.keys(listen, s, answers.book()), moves);
            case ScriptStep.SpellName s -> {
                names(s, answers.book(), moves);
                several(state, s.keys().keySet(), moves);
            }
            case ScriptStep.ChooseLanguage c -> single(state, c.keys().keySet(), moves);
            case ScriptStep.Ask _
            when listen.candidate().isPresent() -> single(state, Set.of(Digit.ONE, Digit.TWO), moves);
            case ScriptStep.RecordCaller _ -> single(state, Set.of(Digit.ONE, Digit.TWO, Digit.THREE), moves);
            case ScriptStep.Ask a -> digits(a, answers.keyed(a), moves);
        }
        return moves;
    }

    private static void single(State state, Set<Digit> keys, List<Move> moves) {
        Set<Digit> taken = new TreeSet<>(keys);
        if (state.script.human().isPresent()) {
            taken.add(Digit.ZERO);
        }
        taken.forEach(k -> moves.add(Move.press(k)));
        // all keys that mean nothing do the same
        KEYS.chars()
                .mapToObj(c -> Digit.ofSymbol((char) c).orElseThrow())
                .filter(k -> !taken.contains(k))
                .findFirst()
                .ifPresent(k -> moves.add(Move.press(k)));
    }

    /** One extension of each kind does for all of it. */
    private static void extensions(PhoneBook book, List<Move> moves) {
        Set<Class<?>> kinds = new HashSet<>();
        book.entries().stream()
                .filter(e -> !e.number().isEmpty() && kinds.add(e.reach().getClass()))
                .forEach(e -> moves.add(new Move.Press(e.number(), book.goesOn(e.number()))));
    }

    private static void names(ScriptStep.SpellName step, PhoneBook book, List<Move> moves) {
        book.entries().stream()
                .filter(PhoneBook.Entry::listed)
                .flatMap(e -> Keypad.spellings(e.name()).stream())
                .findFirst()
                .ifPresent(keys -> {
                    boolean enough = step.letters() > 0 && keys.length() >= step.letters();
                    moves.add(new Move.Press(enough ? keys.substring(0, step.letters()) : keys, !enough));
                });
    }

    /** Keys beside those of an answer, a human's among them; star or hash alone is wrong where it leads nowhere. */
    private static void several(State state, Set<Digit> keys, List<Move> moves) {
        Set<Digit> taken = new TreeSet<>(keys);
        if (state.script.human().isPresent()) {
            taken.add(Digit.ZERO);
        }
        taken.forEach(k -> moves.add(Move.press(k)));
        Stream.of(Digit.STAR, Digit.HASH)
                .filter(k -> !taken.contains(k))
                .findFirst()
                .ifPresent(k -> moves.add(Move.press(k)));
    }

    private static void digits(ScriptStep.Ask ask, Collection<String> answers, List<Move> moves) {
        for (String answer : answers) {
            boolean whole = answer.length() == ask.max();
            String end = ask.end().map(d -> Character.toString(d.symbol())).orElse("");
            moves.add(new Move.Press(whole ? answer : answer + end, !whole && end.isEmpty()));
        }
        ask.keys().keySet().forEach(k -> moves.add(Move.press(k)));
        Optional<Digit> wrong = Stream.of(Digit.STAR, Digit.HASH)
                .filter(k -> !ask.keys().containsKey(k))
                .findFirst();
        if (wrong.isPresent()) {
            moves.add(Move.press(wrong.get()));
        } else if (ask.min() > 1) {
            moves.add(new Move.Press("1", true));
        }
    }

    private static List<Move> recording(State state, Doing.Recording recording) {
        List<Move> moves = new ArrayList<>(List.of(
                new Move.Told(recorded(recording, Duration.ZERO), "records nothing", Move.By.WORLD),
                new Move.Told(recorded(recording, Duration.ofSeconds(10)), "records 10s", Move.By.CALLER)));
        Set<Digit> keys = new TreeSet<>();
        if (recording.listen().step() instanceof ScriptStep.RecordCaller step) {
            keys.addAll(step.keys().keySet());
        }
        if (state.script.human().isPresent()) {
            keys.add(Digit.ZERO);
        }
        keys.forEach(k -> moves.add(Move.press(k)));
        return moves;
    }

    private static ScriptEvent recorded(Doing.Recording recording, Duration spoken) {
        return new ScriptEvent.Recorded(recording.token(), spoken, spoken, "");
    }

    private static List<Move> booking(State state, Doing.Booking booking) {
        List<Move> moves = new ArrayList<>();
        for (ScriptEvent.CallbackAnswer answer : ScriptEvent.CallbackAnswer.values()) {
            String words = switch (answer) {
                case TAKEN -> "callback to " + state.booking().orElse("");
                case THERE -> "callback there";
                case NUMBER_REFUSED -> "callback refused";
                case FAILED -> "callback failed";
            };
            moves.add(new Move.Told(new ScriptEvent.CallbackAnswered(booking.token(), answer), words, Move.By.WORLD));
        }
        return moves;
    }

    private static List<Move> lookingUp(Doing.LookingUp asking, Collection<Value.Fields> found) {
        List<LookUpAnswer> all = new ArrayList<>(List.of(new LookUpAnswer.None(), new LookUpAnswer.Failed("")));
        found.forEach(f -> all.add(new LookUpAnswer.Found(f)));
        List<Move> moves = new ArrayList<>();
        for (LookUpAnswer answer : all) {
            String said = answer instanceof LookUpAnswer.Found f ? spelled(f.fields()) : answer.word();
            moves.add(new Move.Told(
                    new ScriptEvent.LookedUp(asking.token(), answer),
                    "answer " + asking.step().name() + " " + said,
                    Move.By.WORLD));
        }
        return moves;
    }

    private static String spelled(Value.Fields fields) {
        return fields.values().entrySet().stream()
                .map(e -> e.getKey() + "=" + quoted(e.getValue().written()))
                .collect(Collectors.joining(" "));
    }

    private static String quoted(String written) {
        return written.matches("[A-Za-z0-9.-]+") ? written : '"' + written + '"';
    }

    private static List<Move> joining(State state) {
        String queue = state.queue().map(QueueName::value).orElse("");
        return List.of(
                new Move.Told(new ScriptEvent.Queued(1), "waits in " + queue, Move.By.WORLD),
                new Move.Told(new ScriptEvent.NotQueued("full"), "queue full", Move.By.WORLD),
                new Move.Told(new ScriptEvent.NotQueued("closed"), "queue closed", Move.By.WORLD),
                new Move.Told(new ScriptEvent.NotQueued("nobody serving"), "queue nobody", Move.By.WORLD));
    }

    private static List<Move> waiting(Doing.Waiting waiting) {
        List<Move> moves = new ArrayList<>(List.of(
                new Move.Told(new ScriptEvent.SentOn("max wait"), "queue too_long", Move.By.WORLD),
                new Move.Told(new ScriptEvent.SentOn("closed"), "queue closed", Move.By.WORLD),
                new Move.Told(new ScriptEvent.SentOn("nobody serving"), "queue nobody", Move.By.WORLD),
                new Move.Told(new ScriptEvent.Connected(), "agent answers", Move.By.AGENT)));
        Set<Digit> keys = new TreeSet<>(waiting.stay().hears().keys().keySet());
        waiting.stay().hears().offer().ifPresent(o -> keys.add(o.key()));
        keys.forEach(k -> moves.add(Move.press(k)));
        if (waiting.timer().isPresent()) {
            moves.add(new Move.Announcement(
                    "wait " + waiting.stay().hears().every().toSeconds() + "s"));
        }
        return moves;
    }

    private static List<Move> calling(Doing.Calling calling) {
        List<Move> moves =
                new ArrayList<>(List.of(new Move.Told(new ScriptEvent.Connected(), "agent answers", Move.By.AGENT)));
        for (Missed.Why why : Missed.Why.values()) {
            moves.add(new Move.Told(new ScriptEvent.NotReached(calling.token(), why), why.words(), Move.By.WORLD));
        }
        return moves;
    }

    private static List<Move> talking(Script script) {
        List<Move> moves =
                new ArrayList<>(List.of(new Move.Told(new ScriptEvent.AgentLeft(), "agent leaves", Move.By.AGENT)));
        Set<String> queues = new TreeSet<>(script.queues().keySet());
        new Steps(script).forEach(step -> {
            if (step instanceof ScriptStep.JoinQueue join) {
                queues.add(join.queue().value());
            }
        });
        queues.forEach(q -> moves.add(
                new Move.Told(new ScriptEvent.SentToQueue(new QueueName(q)), "agent sends to " + q, Move.By.AGENT)));
        return moves;
    }
}
