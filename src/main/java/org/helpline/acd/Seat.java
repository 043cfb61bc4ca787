package org.helpline.acd;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.helpline.config.AcdSettings.AgentSettings;
import org.helpline.core.AgentId;
import org.jspecify.annotations.Nullable;

/** An agent as the ACD knows them. Confined to the ACD's loop. */
final class Seat {

    /** Who has been idle longest. */
    static final Comparator<Seat> IDLE = Comparator.comparingLong(s -> s.idleNumber);

    /** Callers for this agent alone. */
    final Line own = new Line();

    /** The queues in whose list of free agents this one stands. */
    final Set<AcdQueue> listedIn = new HashSet<>();

    AgentSettings settings;
    AgentState state = new AgentState.Offline();
    boolean reachable;

    /** No longer in the settings; stays until the call in hand has ended. */
    boolean dismissed;

    /** Queues that are no longer in the settings, and that this agent served: until nobody waits in them. */
    final List<AcdQueue> servesOut = new ArrayList<>();

    /** Larger: became ready later. Changed only while not listed. */
    long idleNumber;

    Instant since;

    @Nullable
    Long timerEndsNanos;

    Seat(AgentSettings settings, Instant since) {
        this.settings = settings;
        this.since = since;
    }

    AgentId id() {
        return settings.id();
    }

    /** Can be rung now. */
    boolean isFree() {
        return reachable && state instanceof AgentState.Ready;
    }

    /** Whether the agent has all of these skills. */
    boolean has(Set<String> skills) {
        return skills.isEmpty() || settings.skills().containsAll(skills);
    }

    boolean isLoggedIn() {
        return !(state instanceof AgentState.Offline);
    }
}
