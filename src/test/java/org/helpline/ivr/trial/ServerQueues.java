package org.helpline.ivr.trial;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.helpline.app.stage.RealQueues;
import org.helpline.config.AcdSettings;
import org.helpline.config.AcdSettings.AgentSettings;
import org.helpline.config.AcdSettings.QueueSettings;
import org.helpline.config.AcdSettings.Role;
import org.helpline.config.AcdSettings.Sharing;
import org.helpline.config.AcdSettings.Strategy;
import org.helpline.config.AcdSettings.Target;
import org.helpline.core.AgentId;
import org.helpline.core.QueueName;

/** A server's queues for trials. */
public final class ServerQueues {

    private ServerQueues() {}

    /** The same surroundings with queues that ring whoever has been idle longest. */
    public static Surroundings in(Surroundings bare) {
        return bare.queueing(agents -> new RealQueues(settings(Strategy.LONGEST_IDLE), agents));
    }

    /** Two queues, in which phones ring for 20 s; {@code ben} stands before {@code anna} in agents.ini. */
    static AcdSettings settings(Strategy strategy) {
        return new AcdSettings(
                Stream.of("support", "billing").map(q -> queue(q, strategy)).toList(),
                Stream.of("ben", "anna")
                        .map(a -> new AgentSettings(
                                new AgentId(a), a, List.of(new QueueName("support")), false, Role.AGENT))
                        .toList(),
                Duration.ofSeconds(18));
    }

    private static QueueSettings queue(String name, Strategy strategy) {
        return new QueueSettings(
                        new QueueName(name),
                        "music",
                        Duration.ofSeconds(10), // nothing ends a stay but the test
                        1,
                        new Target.Goodbye(),
                        Optional.of(new Target.Goodbye()),
                        Optional.empty(),
                        Optional.empty(),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(30))
                .sharedBy(Sharing.USUAL.by(strategy));
    }
}
