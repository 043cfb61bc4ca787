package org.helpline.acd;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.helpline.config.AcdSettings.AgentSettings;
import org.helpline.core.AgentId;
import org.helpline.core.QueueName;
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

    // ---- checkpoints

    /** {@code here}: one of those who take calls; {@code queues}: all that there are. */
    Checkpoint.OfSeat checkpoint(boolean here, Collection<AcdQueue> queues) {
        List<Checkpoint.OfStanding> stands = queues.stream()
                .filter(standings::containsKey)
                .map(q -> new Checkpoint.OfStanding(q.settings.name(), standing(q).lastOffer, standing(q).lot))
                .toList();
        Checkpoint.OfLine line = own.checkpoint();
        return new Checkpoint.OfSeat(
                id(),
                dismissed || !here ? Optional.of(settings) : Optional.empty(),
                here,
                state,
                reachable,
                servesOut.stream().map(q -> q.settings.name()).toList(),
                idleNumber,
                order,
                calls,
                talkNanos,
                talksSinceNanos,
                since,
                Optional.ofNullable(timerEndsNanos),
                stands,
                line.equals(Checkpoint.OfLine.EMPTY) ? Optional.empty() : Optional.of(line));
    }

    /** As they were, but for those who wait for them. */
    void resume(Checkpoint.OfSeat was, Map<QueueName, AcdQueue> queues) {
        state = was.state();
        reachable = was.reachable();
        dismissed = was.gone().isPresent();
        was.servesOut().forEach(name -> servesOut.add(there(queues, name)));
        idleNumber = was.idleNumber();
        order = was.order();
        calls = was.calls();
        talkNanos = was.talkNanos();
        talksSinceNanos = was.talksSinceNanos();
        timerEndsNanos = was.timerEndsNanos().orElse(null);
        was.standings().forEach(s -> standing(there(queues, s.queue())).resume(s));
    }

    private static AcdQueue there(Map<QueueName, AcdQueue> queues, QueueName name) {
        return Objects.requireNonNull(queues.get(name), () -> "a checkpoint without its queue " + name);
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
