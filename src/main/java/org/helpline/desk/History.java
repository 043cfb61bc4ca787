package org.helpline.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.Personal;

/** Where the desk finds an agent's last calls. Called on the desk's executor; may block. */
@FunctionalInterface
public interface History {

    /** The agent's last calls, newest first, at most {@code limit}. */
    List<PastCall> last(AgentId agent, int limit);

    /**
     * A call that an agent had.
     *
     * @param customer the customer's name, or else that of the phone, or else the number; {@code (forgotten)} once that is so
     * @param talked talking and holding together, without the wait
     * @param code the wrap-up code; empty where none was picked
     * @param score what the caller answered when asked to rate: {@code 4 of 5}; empty where nothing was
     * @param poor how it sounded poorly; empty where it did not
     */
    record PastCall(
            InteractionId interaction,
            Instant at,
            Personal customer,
            String queue,
            Duration talked,
            String code,
            String score,
            Optional<Poor> poor) {}

    /**
     * What was poor of a call's sound.
     *
     * @param own whether it was the agent's phone, and not the caller's, whose sound was the worse
     * @param cause as {@link org.helpline.core.SoundVerdict#cause}
     */
    record Poor(boolean own, String cause) {}
}
