package org.helpline.ivr.run;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.helpline.core.ScriptFact;

/**
 * What came of a {@link Move}: everything until the script waits again, with all that it said heard out.
 *
 * @param time how long it took, as long as the texts suggest
 * @param endless whether the steps went on without end and were stopped
 * @param zero the same with key 0 pressed while the last words before a hang-up were said; empty where nobody is asked for by it
 */
public record Course(State state, List<Effect> effects, Duration time, boolean endless, Optional<Course> zero) {

    /** What the script published, in order. */
    public List<ScriptFact> facts() {
        return effects.stream()
                .filter(Effect.Publish.class::isInstance)
                .map(e -> ((Effect.Publish) e).fact())
                .toList();
    }
}
