package org.helpline.ivr.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.helpline.core.ScreenPop;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.model.Place;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.run.Effect;
import org.helpline.ivr.run.Moment;
import org.helpline.ivr.run.StepIndex;

/** Runs trials of one script. Any thread; nothing is kept but the coverage, which one thread fills. */
public final class TrialRun {

    private final Script script;
    private final Surroundings surroundings;
    private final Coverage coverage;

    /** Trials of {@code script}; what they run through is added to {@code coverage}. */
    public TrialRun(Script script, Surroundings surroundings, Coverage coverage) {
        this.script = script;
        this.surroundings = surroundings;
        this.coverage = coverage;
    }

    /** Runs it, up to the first thing that is not as it says. */
    public Verdict run(Trial trial) {
        return play(trial).verdict();
    }

    /** Runs it likewise, and tells all that happened. */
    public Played play(Trial trial) {
        TrialCall call = new TrialCall(script, trial.given(), surroundings);
        Optional<Verdict.Failure> failure = acts(call, trial).or(() -> afterwards(call, trial));
        coverage.add(call.moments());
        return new Played(
                new Verdict(trial, call.elapsed(), failure),
                surroundings.begin(trial.given(), script),
                List.copyOf(call.moments()),
                call.asides(),
                call.hasHungUp(),
                call.ending());
    }

    /** Does what can be done of it, whatever the call makes of that: what a test says of another version need not hold in this one. */
    public Played playLoosely(Trial trial) {
        TrialCall call = new TrialCall(script, trial.given(), surroundings);
        for (Written<TrialAct> act : trial.acts()) {
            if (call.act(act.what()).isPresent()
                    && act.what() instanceof TrialAct.WaitsIn
                    && call.state().isJoining()) {
                call.act(new TrialAct.Position(1)); // another queue: it takes the caller too
            }
        }
        call.settle();
        return new Played(
                new Verdict(trial, call.elapsed(), Optional.empty()),
                surroundings.begin(trial.given(), script),
                List.copyOf(call.moments()),
                call.asides(),
                call.hasHungUp(),
                call.ending());
    }

    private Optional<Verdict.Failure> acts(TrialCall call, Trial trial) {
        for (Written<TrialAct> act : trial.acts()) {
            Optional<Refusal> refusal = call.act(act.what());
            Optional<String> unanswered = call.unanswered().filter(_ -> refusal.isPresent());
            if (unanswered.isPresent()) {
                return Optional.of(unsaid(call, trial, unanswered.get()));
            }
            if (refusal.isPresent()) {
                return Optional.of(failure(
                        call, act, refusal.get().expected(), refusal.get().happened()));
            }
        }
        call.settle(); // who does nothing more
        return call.unanswered().map(name -> unsaid(call, trial, name));
    }

    /** A look-up of which the test does not say what it answers. */
    private Verdict.Failure unsaid(TrialCall call, Trial trial, String lookUp) {
        Written<String> test = new Written<>(trial.name(), "name: " + trial.name(), trial.line(), trial.column());
        return failure(
                call,
                test,
                "the test says what the look-up " + lookUp + " answers",
                "it does not; add 'look_ups: {" + lookUp + ": {…}}' to it, or none, or failed");
    }

    private Optional<Verdict.Failure> afterwards(TrialCall call, Trial trial) {
        for (Written<Expected> expected : trial.expected()) {
            Optional<Refusal> refusal = unmet(call, expected.what());
            if (refusal.isPresent()) {
                return Optional.of(failure(
                        call, expected, refusal.get().expected(), refusal.get().happened()));
            }
        }
        return Optional.empty();
    }

    private static Optional<Refusal> unmet(TrialCall call, Expected expected) {
        return switch (expected) {
            case Expected.Ends e -> ends(call, e.ending());
            case Expected.Language l ->
                same(
                        "the language is " + l.language(),
                        l.language(),
                        call.state().language());
            case Expected.Remembers r ->
                same(
                        "the language remembered is " + r.language().orElse("none"),
                        r.language().orElse("none"),
                        remembered(call));
            case Expected.Variable v -> variable(call, v);
            case Expected.Message m -> message(call, m.queue());
            case Expected.Keeps k -> same(k.name() + " is kept as " + k.value(), k.value(), kept(call, k.name()));
            case Expected.Pop p -> pop(call, p);
            case Expected.Rules r -> rules(call, r.names());
            case Expected.Never n ->
                call.everHeard(n.sound())
                        ? Optional.of(new Refusal(n.sound() + " is never heard", "it was heard"))
                        : Optional.empty();
        };
    }

    /** A value may be written in any way that reads as it: {@code 12.5 TRY}, {@code yes}. */
    private static Optional<Refusal> variable(TrialCall call, Expected.Variable wanted) {
        Optional<Value> held = Value.find(call.state().variables(), wanted.name());
        boolean reads =
                held.filter(v -> v.type().read(wanted.value()).equals(held)).isPresent();
        return reads
                ? Optional.empty()
                : same(
                        wanted.name() + " is " + wanted.value(),
                        wanted.value(),
                        held.map(Value::written).orElse("(not set)"));
    }

    private static Optional<Refusal> ends(TrialCall call, Expected.Ending wanted) {
        Expected.Ending ending = call.ending();
        boolean anyQueue = wanted instanceof Expected.Ending.Waiting(Optional<String> queue)
                && queue.isEmpty()
                && ending instanceof Expected.Ending.Waiting;
        if (wanted.equals(ending) || anyQueue) {
            return Optional.empty();
        }
        return Optional.of(new Refusal(
                "the call ends: " + wanted.words(), "it ends: " + ending.words() + "; " + call.situation()));
    }

    private static Optional<Refusal> same(String expected, String wanted, String found) {
        return wanted.equals(found) ? Optional.empty() : Optional.of(new Refusal(expected, "it is " + found));
    }

    private static String kept(TrialCall call, String name) {
        for (Moment moment : call.moments().reversed()) {
            if (moment instanceof Moment.Did(var _, Effect.Keep(String kept, Value value)) && kept.equals(name)) {
                return value.written();
            }
        }
        return "(not kept)";
    }

    private static String remembered(TrialCall call) {
        for (Moment moment : call.moments().reversed()) {
            if (moment instanceof Moment.Did(var _, Effect.SetLanguage(String language, boolean remember))
                    && remember) {
                return language;
            }
        }
        return "none";
    }

    private static Optional<Refusal> rules(TrialCall call, List<String> wanted) {
        List<String> held = new ArrayList<>();
        for (Moment moment : call.moments()) {
            if (moment instanceof Moment.Did(var _, Effect.Publish(ScriptFact.Ruled r))) {
                held.add(r.rule());
            }
        }
        return held.equals(wanted)
                ? Optional.empty()
                : Optional.of(new Refusal(
                        wanted.isEmpty() ? "no rule of a queue holds" : "the rules hold: " + String.join(", ", wanted),
                        held.isEmpty() ? "none holds" : "these hold: " + String.join(", ", held)));
    }

    private static Optional<Refusal> message(TrialCall call, Optional<String> wanted) {
        List<String> left = call.messages();
        boolean met = wanted.map(left::contains).orElse(left.isEmpty());
        return met
                ? Optional.empty()
                : Optional.of(new Refusal(
                        wanted.map(q -> "a message is left for " + q).orElse("no message is left"),
                        left.isEmpty() ? "none is left" : "messages are left for " + String.join(", ", left)));
    }

    private static Optional<Refusal> pop(TrialCall call, Expected.Pop wanted) {
        List<ScreenPop.Choice> choices = call.state().choices();
        for (ScreenPop.Choice choice : choices) {
            if (choice.label().equals(wanted.label())) {
                return same(
                        "the agent sees " + wanted.label() + ": " + wanted.value(),
                        wanted.value(),
                        choice.value().value());
            }
        }
        List<String> lines =
                choices.stream().map(c -> c.label() + ": " + c.value().value()).toList();
        return Optional.of(new Refusal(
                "the agent sees " + wanted.label() + ": " + wanted.value(),
                lines.isEmpty() ? "the agent sees nothing of it" : "the agent sees " + String.join(", ", lines)));
    }

    private Verdict.Failure failure(TrialCall call, Written<?> said, String expected, String happened) {
        return new Verdict.Failure(said, expected, happened, step(call), call.transcript());
    }

    /** {@code ivr-scripts/x/script.yaml:21:5 (main/1, menu main_menu)}. */
    private String step(TrialCall call) {
        Script now = call.state().script();
        return call.lastStep()
                .map(e -> {
                    Optional<Place> at = new StepIndex(now).step(e).map(ScriptStep::at);
                    String file = now.folder().resolve("script.yaml").toString();
                    String where = at.filter(p -> p.line() > 0)
                            .map(p -> file + ":" + p.line() + ":" + p.column())
                            .orElse(file);
                    return where + " (" + e.place() + ": " + e.what() + ")";
                })
                .orElse("");
    }
}
