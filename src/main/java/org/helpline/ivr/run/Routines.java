package org.helpline.ivr.run;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.model.Action;
import org.helpline.ivr.model.Assigned;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.model.Variable;

/** Runs sections and scripts that come back, and splits calls by percentage. */
final class Routines {

    /** How deep they may run one another; a check finds rounds, so this is for scripts that changed since. */
    private static final int DEEPEST = 20;

    private Routines() {}

    static void run(Turn turn, ScriptStep.Do step) {
        if (depth(turn.frame) >= DEEPEST) {
            turn.goodbye("routines run one another more than " + DEEPEST + " deep");
            return;
        }
        switch (step.routine()) {
            case ScriptStep.Routine.Section s -> {
                turn.frame = new Frame.Routine(step, Optional.empty(), turn.frame);
                turn.enterSection(s.name());
            }
            case ScriptStep.Routine.Script s -> script(turn, step, s.name());
        }
    }

    private static int depth(Frame frame) {
        int depth = 0;
        for (Frame f = frame; !(f instanceof Frame.Bottom); f = f.below()) {
            depth += f instanceof Frame.Routine ? 1 : 0;
        }
        return depth;
    }

    private static void script(Turn turn, ScriptStep.Do step, String name) {
        Optional<Script> found = turn.pinned(name);
        if (found.isEmpty()) {
            turn.publish(new ScriptFact.Undecided(step.at().name(), "the script '" + name + "' is not there"));
            return; // as if it had given nothing back: what comes after it must not be lost
        }
        Map<String, Value> given = given(turn, step, found.get());
        Frame.Outer outer = new Frame.Outer(turn.script, Map.copyOf(turn.variables), turn.language);
        turn.frame = new Frame.Routine(step, Optional.of(outer), turn.frame);
        turn.script = found.get();
        turn.variables.clear();
        turn.variables.putAll(given);
        if (!turn.script.languages().contains(turn.language)) {
            turn.language = turn.script.defaultLanguage();
        }
        turn.publish(new ScriptFact.SubScriptBegan(turn.script.name(), turn.script.version()));
        turn.enterSection(Script.START);
    }

    /** What the other script begins with: its own defaults, and what it takes. */
    private static Map<String, Value> given(Turn turn, ScriptStep.Do step, Script script) {
        Map<String, Value> given = new HashMap<>();
        script.head().variables().forEach((n, v) -> turn.atBegin(n, v).ifPresent(value -> given.put(n, value)));
        for (Map.Entry<String, Variable> takes : script.head().takes().entrySet()) {
            String name = takes.getKey();
            takes.getValue().initial().ifPresent(value -> given.put(name, value));
            Assigned assigned = step.with().get(name);
            if (assigned != null) {
                turn.worked(step, name, assigned)
                        .flatMap(value -> Turn.fit(takes.getValue(), value))
                        .ifPresent(value -> given.put(name, value));
            }
        }
        return given;
    }

    /** {@code return}: back to the step after the one that ran this. */
    static void comesBack(Turn turn, ScriptStep.Return step) {
        Optional<Value> value = step.value().flatMap(a -> turn.worked(step, "return", a));
        if (turn.routine().isEmpty()) {
            turn.goodbye("'return' where nothing was run");
            return;
        }
        end(turn, turn.routine().get(), value.orElse(Value.NOTHING));
    }

    /** What was run is over: with a value, or nothing at its end. */
    static void end(Turn turn, Frame.Routine routine, Value value) {
        turn.frame = routine.below();
        routine.outer().ifPresent(outer -> back(turn, outer));
        if (!routine.step().result().isEmpty()) {
            turn.set(routine.step(), routine.step().result(), value);
        }
    }

    private static void back(Turn turn, Frame.Outer outer) {
        turn.publish(
                new ScriptFact.SubScriptEnded(turn.script.name(), outer.script().name()));
        boolean speaksIt = outer.script().languages().contains(turn.language) && turn.languageChosen;
        turn.script = outer.script();
        turn.language = speaksIt ? turn.language : outer.language();
        turn.variables.clear();
        turn.variables.putAll(outer.variables());
    }

    /** Leaves scripts that have no human for those that ran them. */
    static void leaveUntilSomebodyHasAHuman(Turn turn) {
        for (Optional<Frame.Routine> r = turn.routine();
                turn.script.human().isEmpty() && r.isPresent();
                r = turn.routine()) {
            turn.frame = r.get().below();
            r.get().outer().ifPresent(outer -> back(turn, outer));
        }
    }

    static void split(Turn turn, ScriptStep.Split step) {
        boolean known = step.byCaller() && !turn.context.caller().isEmpty();
        Environment.Chance chance = turn.environment.chance();
        int draw = known
                ? chance.percent(step, byCaller(turn.context.caller().value(), turn.script.name(), step))
                : chance.percent(step);
        Optional<ScriptStep.Side> side = step.side(draw);
        String label = side.map(ScriptStep.Side::label).orElse("none");
        turn.publish(new ScriptFact.Entered(step.at().name(), InWords.of(step) + ": " + label));
        side.map(ScriptStep.Side::action).ifPresent((Action a) -> turn.frame = Frame.of(a, turn.frame));
    }

    /** The same caller gets the same side of a section's split, whatever else of the script changes. */
    private static int byCaller(String caller, String script, ScriptStep.Split step) {
        String section = step.at().name().replaceFirst("[/.].*", "");
        CRC32 sum = new CRC32();
        sum.update((script + "/" + section + "/" + caller).getBytes(StandardCharsets.UTF_8));
        // the lower bits of neighbouring numbers are as far apart as any
        return (int) (sum.getValue() % 100);
    }
}
