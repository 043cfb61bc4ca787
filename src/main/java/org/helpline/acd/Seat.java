package org.helpline.acd;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.helpline.config.AcdSettings.AgentSettings;
import org.helpline.core.AgentId;
import org.jspecify.annotations.Nullable;

/** An agent as the ACD knows them. Confined to the ACD's loop. */
final class Seat {

    /** Callers for this agent alone. */
    final Line own;

    /** Callers who wait for this agent for a while. */
    final Heads wished = new Heads();

    /** The queues that this agent serves and that exist, and those where they help out. Changed only while not listed. */
    List<AcdQueue> serves = List.of();

    List<AcdQueue> helps = List.of();

    /** The queues in whose list of free agents this one stands. */
    final Set<AcdQueue> listedIn = new HashSet<>();

    /** As what the agent is counted in the crews of the queues that they served at that time. */
    @Nullable
    Verdict countedAs;

    List<AcdQueue> countedIn = List.of();

    private final Map<AcdQueue, Standing> standings = new HashMap<>();

    AgentSettings settings;
    AgentState state = new AgentState.Offline();
    boolean reachable;

    /** No longer in the settings; stays until the call in hand has ended. */
    boolean dismissed;

    /** Queues that are no longer in the settings, and that this agent served: until nobody waits in them. */
    final List<AcdQueue> servesOut = new ArrayList<>();

    /** Larger: became ready later. Changed only while not listed. */
    long idleNumber;

    /** The place in the settings. */
    int order;

    /** Calls answered, and the time of talks that are over, since the log-in; whoever logs in starts level with the least of the others. */
    long calls;

    long talkNanos;

    /** When the talk began that runs. */
    long talksSinceNanos;

    Instant since;

    @Nullable
    Long timerEndsNanos;

    Seat(AgentSettings settings, Instant since, Unsettled unsettled) {
        this.own = new Line(unsettled);
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

    /** Whether the agent has these skills, at these levels. */
    boolean meets(Demand demand) {
        return demand.isMetBy(settings.skills());
    }

    /** Where callers stand whom this agent may be offered. */
    List<Heads> heads() {
        List<Heads> heads = new ArrayList<>();
        heads.add(own.heads);
        heads.add(wished);
        for (AcdQueue queue : serves) {
            heads.add(queue.line.heads);
            heads.add(queue.guests);
        }
        for (AcdQueue queue : helps) {
            heads.add(queue.urgent ? queue.line.heads : queue.helped);
        }
        return heads;
    }

    /** How the agent stands in that queue. */
    Standing standing(AcdQueue queue) {
        return standings.computeIfAbsent(queue, _ -> new Standing(this));
    }

    boolean isLoggedIn() {
        return !(state instanceof AgentState.Offline);
    }
}
