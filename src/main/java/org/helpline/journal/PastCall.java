package org.helpline.journal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.helpline.core.CallFact;
import org.helpline.core.Fact;
import org.helpline.core.Published;
import org.helpline.core.ScriptFact;

/**
 * A call by its own facts, oldest first: what tests, pictures and comparisons are made of. Its texts are open, so it is personal as a whole.
 */
public record PastCall(String id, List<Published> facts) {

    /** When the INVITE came. */
    public Instant arrived() {
        return facts.isEmpty()
                ? Instant.EPOCH
                : facts.getFirst().at().minusMillis(facts.getFirst().offsetMillis());
    }

    /** What was dialled; empty if that is not known. */
    public String dialled() {
        return first(CallFact.Arrived.class).map(CallFact.Arrived::dialled).orElse("");
    }

    /** The script that answered; empty if none did. */
    public String script() {
        return first(ScriptFact.Started.class).map(ScriptFact.Started::script).orElse("");
    }

    /** The first fact of a kind. */
    public <F extends Fact> Optional<F> first(Class<F> kind) {
        return facts.stream()
                .map(Published::fact)
                .flatMap(f -> kind.isInstance(f) ? Stream.of(kind.cast(f)) : Stream.empty())
                .findFirst();
    }
}
