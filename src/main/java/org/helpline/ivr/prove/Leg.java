package org.helpline.ivr.prove;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.run.Course;
import org.helpline.ivr.run.Effect;
import org.helpline.ivr.run.Move;
import org.jspecify.annotations.Nullable;

/** A way from one situation to the next. Told apart by identity; its end is filled in once by the {@link Explorer}. */
final class Leg {

    private final Begin begin;
    private final World world;
    private final List<Told> told;
    private final List<ScriptFact> facts;
    private final List<String> goals;
    private final boolean open;
    private final List<String> sounds;
    private final Duration time;
    private final boolean endless;
    private @Nullable Node to;

    /**
     * How a way begins.
     *
     * @param from empty: the begin of the call
     * @param zero whether key 0 was pressed in the last words
     * @param guesses forks on it that were taken without knowing whether a call can be made to take them, and whether as true
     */
    record Begin(Optional<Node> from, Optional<Move> move, boolean zero, Map<ScriptStep.When, Boolean> guesses) {}

    /** A way whose end is not known yet; {@code world}: what was known at its end. */
    Leg(Begin begin, World world, Course course, Family family) {
        this.begin = begin;
        this.world = world;
        this.facts = List.copyOf(course.facts());
        this.told = Told.of(family, begin.from().map(n -> n.state.script()).orElse(family.root()), facts);
        this.goals = goals(facts);
        this.open = world.isOpen();
        this.sounds = sounds(course.effects());
        this.time = course.time();
        this.endless = course.endless();
    }

    void leadTo(Node end) {
        to = end;
    }

    /** Where it leads to. */
    Node to() {
        return Objects.requireNonNull(to);
    }

    Optional<Node> from() {
        return begin.from();
    }

    Optional<Move> move() {
        return begin.move();
    }

    boolean zero() {
        return begin.zero();
    }

    Map<ScriptStep.When, Boolean> guesses() {
        return begin.guesses();
    }

    World world() {
        return world;
    }

    /** What the scripts published. */
    List<ScriptFact> facts() {
        return facts;
    }

    /** Where calls leave the scripts on it: {@code queue support}, {@code hang up} and so on. */
    List<String> goals() {
        return goals;
    }

    /** Whether everything is open at its end. */
    boolean isOpen() {
        return open;
    }

    /** The same, and which script it was. */
    List<Told> told() {
        return told;
    }

    /** The prompts that are said, by id. */
    List<String> sounds() {
        return sounds;
    }

    /** How long it takes if everything is heard out. */
    Duration time() {
        return time;
    }

    /** Whether its steps never came to wait for anybody. */
    boolean endless() {
        return endless;
    }

    /** How many questions are answered on it. */
    int presses() {
        return begin.move().map(Move::presses).orElse(0) + (begin.zero() ? 1 : 0);
    }

    private static List<String> goals(List<ScriptFact> facts) {
        List<String> goals = new ArrayList<>();
        for (ScriptFact fact : facts) {
            if (fact instanceof ScriptFact.Left left) {
                goals.add(left.to());
            }
        }
        return List.copyOf(goals);
    }

    private static List<String> sounds(List<Effect> effects) {
        return effects.stream()
                .filter(Effect.Play.class::isInstance)
                .flatMap(e -> ((Effect.Play) e).utterances().stream())
                .map(Effect.Utterance::prompt)
                .toList();
    }
}
