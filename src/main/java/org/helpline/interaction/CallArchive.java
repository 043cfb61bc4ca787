package org.helpline.interaction;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.helpline.call.CallTape;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.Personal;
import org.helpline.core.QueueName;

/** Who keeps the recordings of conversations. Any thread; nothing blocks. */
public interface CallArchive {

    /** Nobody: nothing is recorded. */
    CallArchive NONE = new CallArchive() {
        @Override
        public Optional<CallTape.Terms> begin(Beginning what) {
            return Optional.empty();
        }

        @Override
        public void ended(Ending how) {}
    };

    /**
     * A recording.
     *
     * @param id of letters, digits and dashes
     * @param queue the caller came from
     * @param by who began it: {@code queue NAME}, {@code the script} or an agent
     */
    record Beginning(String id, InteractionId call, Optional<QueueName> queue, Personal caller, String by) {}

    /** It was paused, since it began. */
    record Pause(Duration from, Duration to, String by) {}

    /**
     * How it ended.
     *
     * @param agents who talked with the caller, in order
     * @param trouble what is missing, in words; empty: nothing
     */
    record Ending(String id, Duration length, List<AgentId> agents, List<Pause> pauses, String trouble) {}

    /** Where a recording goes; empty: it cannot be kept. */
    Optional<CallTape.Terms> begin(Beginning what);

    /** A recording has ended: nothing is written to it any more. */
    void ended(Ending how);
}
