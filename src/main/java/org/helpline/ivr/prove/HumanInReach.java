package org.helpline.ivr.prove;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.run.Move;

/**
 * How many keys a human is away from each question while everything is open, whatever the world answers meanwhile: the caller
 * chooses well, the world as badly as it can.
 */
final class HumanInReach {

    /** No number of keys suffices. */
    static final int NEVER = Integer.MAX_VALUE;

    private final Map<Node, Integer> away = new HashMap<>();
    private final Map<Node, List<Node>> comeFrom = new HashMap<>();
    private final Journeys journeys;

    HumanInReach(Journeys journeys) {
        this.journeys = journeys;
        Deque<Node> open = new ArrayDeque<>(journeys.nodes().reversed()); // what is far is known late
        Set<Node> waiting = new HashSet<>(journeys.nodes());
        journeys.legs()
                .forEach(l -> l.from()
                        .ifPresent(f -> comeFrom.computeIfAbsent(l.to(), _ -> new ArrayList<>())
                                .add(f)));
        while (!open.isEmpty()) {
            Node node = open.poll();
            waiting.remove(node);
            int now = of(node);
            if (now < away.getOrDefault(node, NEVER)) {
                away.put(node, now);
                for (Node before : comeFrom.getOrDefault(node, List.of())) {
                    if (waiting.add(before)) {
                        open.add(before);
                    }
                }
            }
        }
    }

    /** The situations of each question, worst first, with the keys that it takes from there; only while everything is open. */
    IdentityHashMap<ScriptStep.Input, Node> worst() {
        IdentityHashMap<ScriptStep.Input, Node> worst = new IdentityHashMap<>();
        for (Node node : journeys.nodes()) {
            if (node.state.isAsking()
                    && node.world.isOpen()
                    && node.situation.step().orElse(null) instanceof ScriptStep.Input input) {
                worst.merge(input, node, (one, other) -> away(other) > away(one) ? other : one);
            }
        }
        return worst;
    }

    int away(Node node) {
        return away.getOrDefault(node, NEVER);
    }

    private int of(Node node) {
        if (node.isHuman()) {
            return 0;
        }
        if (node.state.isAsking() || node.state.isRecording()) {
            return node.choices.stream().mapToInt(this::of).min().orElse(NEVER);
        }
        return node.choices.stream()
                .filter(c -> c.move().by() == Move.By.WORLD)
                .mapToInt(this::of)
                .max()
                .orElse(NEVER);
    }

    /** The most that comes of a move, as long as it stays open. */
    private int of(Node.Choice choice) {
        int most = -1;
        for (Leg leg : choice.legs()) {
            if (leg.world().isOpen() && !leg.zero()) {
                int after = leadsToHuman(leg) ? 0 : away(leg.to());
                most = Math.max(most, after == NEVER ? NEVER : after + leg.presses());
            }
        }
        return most < 0 ? NEVER : most;
    }

    /** Whether a queue was asked, or another script took over: that one has a proof of its own. */
    static boolean leadsToHuman(Leg leg) {
        return leg.to().isHuman()
                || leg.facts().stream().anyMatch(f -> f instanceof ScriptFact.Left l && Goals.isHuman(l.to()));
    }
}
