package org.helpline.desk;

import java.time.Instant;
import java.util.HashMap;
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
    private final Map<String, AgentId> inHand = new HashMap<>();
    private final Snapshot<Set<AgentId>> watched = new Snapshot<>(Set.of());

    /** {@code epochs} gives a new random word for each feed. */
    Feeds(DeskPort port, Supplier<String> epochs) {
        this.port = port;
        this.epochs = epochs;
    }

    /** Whether a desk may have to hear this. Any thread; cheap, since every fact of the house passes here. */
    boolean concerns(Published published) {
        return switch (published.fact()) {
            case CallFact.Held _, CallFact.Resumed _ -> !watched.get().isEmpty();
            default -> agentOf(published).map(a -> watched.get().contains(a)).orElse(false);
        };
    }

    /** The agent's feed, begun now if there was none. */
    AgentFeed open(AgentId agent) {
        AgentFeed feed = byAgent.get(agent);
        if (feed == null) {
            feed = new AgentFeed(agent, port, epochs.get());
            byAgent.put(agent, feed);
            feed.interaction().ifPresent(i -> inHand.put(i, agent));
            watched.publish(Set.copyOf(byAgent.keySet()));
        }
        return feed;
    }

    /** The agent's last session ended. */
    void close(AgentId agent) {
        byAgent.remove(agent);
        inHand.values().removeIf(agent::equals);
        watched.publish(Set.copyOf(byAgent.keySet()));
    }

    /** Takes a fact. */
    void on(Published published) {
        Optional<AgentId> agent = agentOf(published).or(() -> Optional.ofNullable(inHand.get(published.stream())));
        agent.map(byAgent::get).ifPresent(feed -> {
            feed.on(published);
            note(agent.orElseThrow(), feed);
        });
    }

    /** Once a second: what no fact told. */
    void heal(Instant now) {
        byAgent.forEach((agent, feed) -> {
            feed.heal(now);
            note(agent, feed);
        });
    }

    private void note(AgentId agent, AgentFeed feed) {
        inHand.values().removeIf(agent::equals);
        feed.interaction().ifPresent(i -> inHand.put(i, agent));
    }

    /** The agent that a fact names. The pop is in one that names the agent offered to: nobody else's desk gets it. */
    private static Optional<AgentId> agentOf(Published published) {
        return switch (published.fact()) {
            case AgentFact fact -> Optional.of(fact.agent());
            case QueueFact.Offered fact -> Optional.of(fact.agent());
            case QueueFact.PopCompleted fact -> Optional.of(fact.agent());
            case QueueFact.OfferAccepted fact -> Optional.of(fact.agent());
            case QueueFact.OfferEnded fact -> Optional.of(fact.agent());
            default -> Optional.empty();
        };
    }
}
