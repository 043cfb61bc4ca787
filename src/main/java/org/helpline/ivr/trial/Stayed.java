package org.helpline.ivr.trial;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.helpline.core.QueueName;
import org.helpline.ivr.run.Effect;
import org.helpline.ivr.run.Moment;

/** How long a caller has been in the queue in which they wait. A place that is kept during a question counts on. */
record Stayed(VirtualCall call) {

    /** Who may be rung now for the caller, who waits. */
    Set<String> mayRing() {
        Duration since = Duration.ZERO;
        Optional<Effect.Enqueue> wanted = Optional.empty();
        Optional<QueueName> held = Optional.empty();
        for (Moment moment : call.moments()) {
            if (moment instanceof Moment.Did(Duration after, Effect.Enqueue e)) {
                since = held.equals(Optional.of(e.queue())) ? since : after;
                wanted = Optional.of(e);
                held = Optional.empty();
            } else if (moment instanceof Moment.Did(var _, Effect.HoldPlace _)) {
                held = wanted.map(Effect.Enqueue::queue);
            }
        }
        Duration stayed = call.elapsed().minus(since);
        return wanted.map(w -> call.agents().mayRing(w, stayed)).orElse(Set.of());
    }
}
