package org.helpline.ivr.run;

import java.time.Duration;
import java.util.List;
import org.helpline.ivr.model.Script;

/** How long what a script says takes. Any thread. */
@FunctionalInterface
public interface Lengths {

    /** How long a character takes to be said, where nobody has listened. */
    long MILLIS_PER_CHARACTER = 60;

    /** As the text suggests: {@value #MILLIS_PER_CHARACTER} ms a character, at least a second. */
    Lengths OF_TEXT = (_, u) -> Duration.ofMillis(Math.max(1_000, u.text().length() * MILLIS_PER_CHARACTER));

    /** How long one utterance takes; zero for one that cannot be heard. */
    Duration of(Script script, Effect.Utterance utterance);

    /** How long these take, one after the other. */
    default Duration of(Script script, List<Effect.Utterance> utterances) {
        return utterances.stream().map(u -> of(script, u)).reduce(Duration.ZERO, Duration::plus);
    }
}
