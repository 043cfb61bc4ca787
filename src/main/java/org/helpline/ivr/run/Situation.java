package org.helpline.ivr.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.helpline.ivr.model.BuiltIn;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Value;

/**
 * All of a waiting call's state that can still matter for where it goes: two calls in the same situation have the same future. What
 * the agent will see, how long it took and the numbers of tokens are left out; counts of retries are kept where they count.
 * Immutable; steps are told apart by identity, so that situations of two readings of a script never are the same.
 */
public final class Situation {

    /** What is still to be run when the call goes on, nearest first. */
    public sealed interface Rest {

        /** Steps from {@code next} on. */
        record Steps(List<ScriptStep> steps, int next) implements Rest {
            @Override
            public boolean equals(Object other) {
                return other instanceof Steps s && s.steps == steps && s.next == next;
            }

            @Override
            public int hashCode() {
                return System.identityHashCode(steps) * 31 + next;
            }
        }

        /** What is above comes back to the step that runs it. */
        record Routine(ScriptStep.Do step) implements Rest {
            @Override
            public boolean equals(Object other) {
                return other instanceof Routine r && r.step == step;
            }

            @Override
            public int hashCode() {
                return System.identityHashCode(step);
            }
        }

        /** A call-back that is asked for next. */
        record Booking(ScriptStep.Callback step, int refusals) implements Rest {
            @Override
            public boolean equals(Object other) {
                return other instanceof Booking b && b.step == step && b.refusals == refusals;
            }

            @Override
            public int hashCode() {
                return System.identityHashCode(step) * 31 + refusals;
            }
        }

        /** A question; {@code again}: the caller is listened to again, {@code silences} and {@code wrongs} counted so far. */
        record Question(ScriptStep.Input step, boolean again, int silences, int wrongs) implements Rest {
            @Override
            public boolean equals(Object other) {
                return other instanceof Question q
                        && q.step == step
                        && q.again == again
                        && q.silences == silences
                        && q.wrongs == wrongs;
            }

            @Override
            public int hashCode() {
                return ((System.identityHashCode(step) * 31 + (again ? 1 : 0)) * 31 + silences) * 31 + wrongs;
            }
        }
    }

    private record Same(Object what) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Same s && s.what == what;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(what);
        }
    }

    private final List<Rest> rests;
    private final Optional<ScriptStep> step;
    private final boolean ringing;
    private final List<Object> key;
    private final int hash;

    private Situation(List<Rest> rests, Optional<ScriptStep> step, boolean ringing, List<Object> key) {
        this.hash = key.hashCode(); // asked again and again, and it goes deep
        this.rests = rests;
        this.step = step;
        this.ringing = ringing;
        this.key = key;
    }

    /** The situation of a state, all variables left out. */
    public static Situation of(State state) {
        List<Rest> rests = rests(state.frame);
        List<Object> key = new ArrayList<>(rests);
        key.add(state.languageChosen);
        key.add(state.ahead);
        key.add(state.trusted);
        Optional<ScriptStep> step = doing(state.doing, key);
        // a stay in a queue may have been made up for a transfer: such steps are the same if they say the same
        step.ifPresent(s -> key.add(s instanceof ScriptStep.JoinQueue ? s : new Same(s)));
        return new Situation(rests, step, state.doing instanceof Doing.Calling, List.copyOf(key));
    }

    /**
     * The same with what these variables hold, so far as they hold anything.
     *
     * @param variables of the script that runs, then of each that waits for it to come back, nearest first
     */
    public Situation with(State state, List<Set<String>> variables) {
        if (variables.stream().allMatch(Set::isEmpty)) {
            return this;
        }
        List<Object> more = new ArrayList<>(key);
        more.add(held(state, variables.getFirst(), state.variables, state.language));
        int level = 0;
        for (Frame f = state.frame; !(f instanceof Frame.Bottom); f = f.below()) {
            if (f instanceof Frame.Routine r && r.outer().isPresent()) {
                Frame.Outer outer = r.outer().get();
                level++;
                more.add(held(state, variables.get(level), outer.variables(), outer.language()));
            }
        }
        return new Situation(rests, step, ringing, List.copyOf(more));
    }

    private static Map<String, String> held(
            State state, Set<String> variables, Map<String, Value> values, String language) {
        Map<String, String> held = new TreeMap<>();
        for (String name : variables) {
            switch (name) {
                case BuiltIn.CALLER -> held.put(name, state.context.caller().value());
                case BuiltIn.DIALLED -> held.put(name, state.context.dialled());
                case BuiltIn.LANGUAGE -> held.put(name, language);
                default ->
                    Value.find(values, name)
                            .ifPresent(v -> held.put(name, v.type().word() + " " + v.written()));
            }
        }
        return held;
    }

    /** What is still to be run, nearest first. */
    public List<Rest> rests() {
        return rests;
    }

    /** The question that is asked, or the step that began the stay in a queue. */
    public Optional<ScriptStep> step() {
        return step;
    }

    /** Whether somebody's phone rings: the step that rings it is not told. */
    public boolean isRinging() {
        return ringing;
    }

    private static List<Rest> rests(Frame top) {
        List<Rest> rests = new ArrayList<>();
        Frame frame = top;
        while (true) {
            switch (frame) {
                case Frame.Bottom _ -> {
                    return List.copyOf(rests);
                }
                case Frame.Steps s -> {
                    if (s.next() < s.steps().size()) {
                        rests.add(new Rest.Steps(s.steps(), s.next()));
                    }
                    frame = s.below();
                }
                case Frame.Booking b -> {
                    rests.add(new Rest.Booking(b.step(), b.refusals()));
                    frame = b.below();
                }
                case Frame.Routine r -> {
                    rests.add(new Rest.Routine(r.step()));
                    frame = r.below();
                }
                case Frame.Question q -> {
                    // a key's steps begin the question anew or leave it: its counts are over
                    rests.add(
                            q.listenAgain()
                                    ? counted(q.listen())
                                    : new Rest.Question(q.listen().step(), false, 0, 0));
                    frame = q.below();
                }
            }
        }
    }

    private static Rest.Question counted(Listen listen) {
        return new Rest.Question(
                listen.step(),
                true,
                Math.min(listen.silences(), listen.step().retries().silence().size()),
                Math.min(listen.wrongs(), listen.step().retries().wrong().size()));
    }

    private static Optional<ScriptStep> doing(Doing doing, List<Object> key) {
        key.add(doing.getClass().getSimpleName());
        return switch (doing) {
            case Doing.Listening l -> listening(l.listen(), key);
            case Doing.Prompting p -> listening(p.listen(), key);
            case Doing.Recording r -> listening(r.listen(), key);
            case Doing.Rehearing r -> listening(r.listen(), key);
            case Doing.Booking b -> {
                key.add(b.refusals());
                yield Optional.of(b.step());
            }
            case Doing.LookingUp l -> Optional.of(l.step());
            case Doing.Calling c -> {
                key.add(c.asked());
                key.add(new Same(c.how()));
                yield Optional.empty();
            }
            case Doing.Joining j -> stay(j.stay(), key);
            case Doing.Waiting w -> stay(w.stay(), key);
            case Doing.Talking t -> stay(t.stay(), key);
            case Doing.Studio s ->
                switch (s.wanted()) {
                    case Doing.Wanted.Pin p -> listening(p.listen(), key);
                    case Doing.Wanted.Notice n -> Optional.of(n.step());
                    case Doing.Wanted.Hours h -> Optional.of(h.step());
                    case Doing.Wanted.Prompt p -> Optional.of(p.step());
                };
            case Doing.Running _, Doing.Saying _, Doing.Leaving _, Doing.Over _ -> Optional.empty();
        };
    }

    private static Optional<ScriptStep> listening(Listen listen, List<Object> key) {
        key.add(counted(listen));
        key.add(listen.candidate().isPresent());
        return Optional.of(listen.step());
    }

    private static Optional<ScriptStep> stay(Doing.Stay stay, List<Object> key) {
        key.add(stay.queue());
        key.add(stay.tried());
        return Optional.of(stay.step());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Situation s && s.hash == hash && s.key.equals(key);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
