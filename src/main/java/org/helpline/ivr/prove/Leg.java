package org.helpline.ivr.prove;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.run.Effect;
import org.helpline.ivr.run.Move;

/**
 * A way from one situation to the next.
 *
 * @param from empty: the begin of the call
 * @param zero whether key 0 was pressed in the last words
 * @param world what was known at its end
 * @param facts what the script published
 * @param sounds the prompts that are said, by id
 * @param time how long it takes if everything is heard out
 * @param endless whether its steps never came to wait for anybody
 */
record Leg(
        Optional<Node> from,
        Optional<Move> move,
        boolean zero,
        World world,
        List<ScriptFact> facts,
        List<String> sounds,
        Duration time,
        boolean endless,
        Node[] end) {

    /** Where it leads to. */
    Node to() {
        return end[0];
    }

    /** How many questions are answered on it. */
    int presses() {
        return move.map(Move::presses).orElse(0) + (zero ? 1 : 0);
    }

    /** The prompts of what was said. */
    static List<String> sounds(List<Effect> effects) {
        return effects.stream()
                .filter(Effect.Play.class::isInstance)
                .flatMap(e -> ((Effect.Play) e).utterances().stream())
                .map(Effect.Utterance::prompt)
                .toList();
    }
}
