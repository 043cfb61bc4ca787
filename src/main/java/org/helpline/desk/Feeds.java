package org.helpline.desk;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.helpline.core.AgentFact;
import org.helpline.core.AgentId;
import org.helpline.core.CallFact;
import org.helpline.core.Published;
import org.helpline.core.QueueFact;
import org.helpline.core.Snapshot;
import org.helpline.interaction.DeskPort;

/**
 * Carries each fact to the one agent it concerns. An agent has a feed from the first login to the end of the last session;
 * facts about others are dropped on the publisher's thread. Confined to the desk's loop, except {@link #concerns}.
 */
final class Feeds {

    private final DeskPort port;
    private final Supplier<String> epochs;
    private final Map<AgentId, AgentFeed> byAgent = new HashMap<>();
    private final Map<String, Set<AgentId>> inHand = new HashMap<>();
    private final Map<AgentId, String> shown = new HashMap<>();
    private final Snapshot<Set<AgentId>> watched = new Snapshot<>(Set.of());

    /** {@code epochs} gives a new random word for each feed. */
    Feeds(DeskPort port, Supplier<String> epochs) {
        this.port = port;
        this.epochs = epochs;
    }

    /** Whether a desk may have to hear this. Any thread; cheap, since every fact of the house passes here. */
    boolean concerns(Published published) {
        return switch (published.fact()) {
            case CallFact.Held _,
                    CallFact.Resumed _,
                    CallFact.Muted _,
                    CallFact.MediaSilent _,
                    CallFact.AllTogether _ -> !watched.get().isEmpty();
            case CallFact.Invites _, CallFact.InviteEnded _ -> !watched.get().isEmpty();
            case CallFact.Consults _, CallFact.Consulted _, CallFact.ConsultEnded _, CallFact.Bridged _ ->
                !watched.get().isEmpty();
            default -> agentOf(published).map(a -> watched.get().contains(a)).orElse(false);
        };
    }

    /** The agent's feed, begun now if there was none. */
    AgentFeed open(AgentId agent) {
        AgentFeed feed = byAgent.get(agent);
        if (feed == null) {
            feed = new AgentFeed(agent, port, epochs.get());
            byAgent.put(agent, feed);
            note(agent, feed);
            watched.publish(Set.copyOf(byAgent.keySet()));
        }
        return feed;
    }

    /** The agent's last session ended. */
    void close(AgentId agent) {
        byAgent.remove(agent);
        forget(agent);
        watched.publish(Set.copyOf(byAgent.keySet()));
    }

    /** Takes a fact: for the agent whom it names, or for all who have the call in hand. */
    void on(Published published) {
        Optional<AgentId> agent = agentOf(published);
        List<AgentId> hear = agent.isPresent()
                ? List.of(agent.get())
                : List.copyOf(inHand.getOrDefault(published.stream(), Set.of()));
        hear.forEach(a -> living(a).ifPresent(feed -> {
            feed.on(published);
            note(a, feed);
        }));
    }

    /** Once a second: what no fact told. */
    void heal(Instant now) {
        Set.copyOf(byAgent.keySet())
                .forEach(agent -> living(agent).ifPresent(feed -> {
                    feed.heal(now);
                    note(agent, feed);
                }));
    }

    /** The agent's feed; one of an agent whom a reload took out of the house is closed. */
    private Optional<AgentFeed> living(AgentId agent) {
        Optional<AgentFeed> feed = Optional.ofNullable(byAgent.get(agent));
        if (feed.isPresent()
                && port.board().agents().stream().noneMatch(a -> a.agent().equals(agent))) {
            close(agent);
            return Optional.empty();
        }
        return feed;
    }

    /** Two agents have a call in hand while one asks the other about it. */
    private void note(AgentId agent, AgentFeed feed) {
        String now = feed.interaction().orElse("");
        String before = shown.getOrDefault(agent, "");
        if (!now.equals(before)) {
            forget(agent);
            if (!now.isEmpty()) {
                shown.put(agent, now);
                inHand.computeIfAbsent(now, _ -> new LinkedHashSet<>()).add(agent);
            }
        }
    }

    private void forget(AgentId agent) {
        String before = shown.remove(agent);
        if (before != null) {
            inHand.computeIfPresent(before, (_, agents) -> {
                agents.remove(agent);
                return agents.isEmpty() ? null : agents;
            });
        }
    }

    /** The agent that a fact names. The pop is in one that names the agent offered to: nobody else's desk gets it. */
    private static Optional<AgentId> agentOf(Published published) {
        return switch (published.fact()) {
            case AgentFact fact -> Optional.of(fact.agent());
            case CallFact.Dials fact -> Optional.of(fact.by());
            case CallFact.NotDialled fact -> Optional.of(fact.by());
            case QueueFact.Offered fact -> Optional.of(fact.agent());
            case QueueFact.PopCompleted fact -> Optional.of(fact.agent());
            case QueueFact.OfferAccepted fact -> Optional.of(fact.agent());
            case QueueFact.OfferEnded fact -> Optional.of(fact.agent());
            default -> Optional.empty();
        };
    }
}
