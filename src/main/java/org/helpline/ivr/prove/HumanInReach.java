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
import java.util.function.ToIntFunction;
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
    private final ToIntFunction<String> beyond;

    /** {@code beyond}: how many keys it takes from the start of another script; {@link #NEVER} where none suffices. */
    HumanInReach(Journeys journeys, ToIntFunction<String> beyond) {
        this.journeys = journeys;
        this.beyond = beyond;
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
            if (leg.isOpen() && !leg.zero()) {
                int after = after(leg);
                most = Math.max(most, after == NEVER ? NEVER : after + leg.presses());
            }
        }
        return most < 0 ? NEVER : most;
    }

    /** How many keys it takes from the begin of the call, whatever comes before the first question. */
    int entry() {
        int most = -1;
        for (Leg leg : journeys.begins()) {
            if (leg.isOpen() && !leg.zero()) {
                most = Math.max(most, after(leg));
            }
        }
        return most < 0 ? NEVER : most;
    }

    /** From the end of a way, where a queue may have been asked, or another script has taken over. */
    private int after(Leg leg) {
        int least = leg.to().isHuman() ? 0 : away(leg.to());
        for (String to : leg.goals()) {
            least = Math.min(
                    least,
                    to.startsWith(Goals.SCRIPT)
                            ? beyond.applyAsInt(to.substring(Goals.SCRIPT.length()))
                            : Goals.isPerson(to) ? 0 : NEVER);
        }
        return least;
    }
}
