package org.helpline.acd;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.helpline.core.AgentId;
import org.helpline.core.InteractionId;
import org.helpline.core.QueueName;

/**
 * Somebody who waits, at one moment. Immutable.
 *
 * @param position counts from 1
 * @param since since when they wait, in whatever queue
 * @param needs what an agent must have now, as {@link Demand#words}
 * @param only the agent who alone may take them now
 * @param rung whose phones ring for them
 */
public record LineEntry(
        InteractionId interaction,
        QueueName queue,
        int position,
        Instant since,
        int priority,
        String needs,
        Optional<AgentId> only,
        List<AgentId> rung) {}
