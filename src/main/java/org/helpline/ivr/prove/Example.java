package org.helpline.ivr.prove;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.helpline.core.BusinessHours;
import org.helpline.core.QueueName;
import org.helpline.ivr.model.QueueFigure;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.run.Move;
import org.helpline.ivr.run.ScriptEvent;

/** Writes a call as a test file does, so that {@code script test} runs it to the same end. */
final class Example {

    private final Script script;
    private final List<Leg> legs;

    private Example(Script script, List<Leg> legs) {
        this.script = script;
        this.legs = legs;
    }

    /**
     * The call that goes these ways, from its begin.
     *
     * @param name told apart from others by its line
     * @return empty when a test cannot bring it about: a calendar changes on the way
     */
    static Optional<String> of(Script script, String name, List<Leg> legs) {
        if (legs.isEmpty()) {
            return Optional.empty();
        }
        return answered(legs.getLast().to()).flatMap(rest -> {
            List<Leg> all = new ArrayList<>(legs);
            all.addAll(rest);
            return new Example(script, all).text(name);
        });
    }

    /** The shortest way on until nobody else has been asked; empty if there is none. */
    private static Optional<List<Leg>> answered(Node begin) {
        Map<Node, List<Leg>> ways = new HashMap<>();
        Deque<Node> open = new ArrayDeque<>(List.of(begin));
        ways.put(begin, List.of());
        while (!open.isEmpty()) {
            Node node = open.poll();
            List<Leg> way = ways.getOrDefault(node, List.of());
            if (!isPending(node)) {
                return Optional.of(way);
            }
            node.choices.stream().flatMap(c -> c.legs().stream()).forEach(leg -> {
                List<Leg> longer = new ArrayList<>(way);
                longer.add(leg);
                if (ways.putIfAbsent(leg.to(), longer) == null) {
                    open.add(leg.to());
                }
            });
        }
        return Optional.empty();
    }

    /** Whether another computer has been asked: no test may end before it has answered. */
    private static boolean isPending(Node node) {
        boolean settled = node.state.isAsking() || node.state.isRecording() || node.isHuman() || node.state.isOver();
        return !settled && !node.choices.isEmpty();
    }

    private Optional<String> text(String name) {
        Map<String, BusinessHours.State> hours = new TreeMap<>();
        Map<String, Boolean> notices = new TreeMap<>();
        Map<String, String> queues = new TreeMap<>();
        for (Leg leg : legs) {
            for (Map.Entry<String, BusinessHours.State> h : leg.world().hours().entrySet()) {
                BusinessHours.State before = hours.put(h.getKey(), h.getValue());
                if (before != null && before != h.getValue()) {
                    return Optional.empty();
                }
            }
            for (Map.Entry<String, String> q : leg.world().queues().entrySet()) {
                if (!queues.computeIfAbsent(q.getKey(), _ -> q.getValue()).equals(q.getValue())) {
                    return Optional.empty();
                }
            }
            notices.putAll(leg.world().notices());
            if (leg.guessed() || leg.world().fullBoxes().containsValue(true)) {
                return Optional.empty(); // nobody knows how to bring that about
            }
        }
        StringBuilder text = new StringBuilder("- name: ").append(name).append('\n');
        given(hours, notices, legs.getFirst().world())
                .forEach(l -> text.append("  ").append(l).append('\n'));
        asked(queues).ifPresent(l -> text.append("  ").append(l).append('\n'));
        text.append("  call: [").append(String.join(", ", acts())).append("]\n");
        text.append("  ends: ").append(ending()).append('\n');
        return Optional.of(text.toString());
    }

    private static List<String> given(
            Map<String, BusinessHours.State> hours, Map<String, Boolean> notices, World world) {
        List<String> lines = new ArrayList<>();
        List<String> states = hours.entrySet().stream()
                .map(e -> e.getKey() + ": " + e.getValue().name().toLowerCase(Locale.ROOT))
                .toList();
        if (hours.values().stream().anyMatch(s -> s != BusinessHours.State.OPEN)) {
            lines.add("hours: {" + String.join(", ", states) + "}");
        }
        List<String> on = notices.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .toList();
        if (!on.isEmpty()) {
            lines.add("notices: [" + String.join(", ", on) + "]");
        }
        if (!world.remembered().isEmpty()) {
            lines.add("remembered: " + world.remembered());
        }
        if (!world.caller().equals("+15550100")) {
            lines.add("caller: " + (world.caller().isEmpty() ? "withheld" : "\"" + world.caller() + "\""));
        }
        if (!world.dialled().equals("100")) {
            lines.add("dialled: \"" + world.dialled() + "\"");
        }
        return lines;
    }

    /** {@code queues: {support: {wait: 12m}}}; empty where nothing has been asked, or nothing but what every test says. */
    private static Optional<String> asked(Map<String, String> queues) {
        Map<String, List<String>> said = new TreeMap<>();
        queues.forEach((name, value) -> QueueFigure.Asked.by(name)
                .ifPresent(a -> said.computeIfAbsent(a.queue(), _ -> new ArrayList<>())
                        .add(a.figure().word() + ": " + (value.isEmpty() ? "unknown" : value))));
        return said.isEmpty()
                ? Optional.empty()
                : Optional.of("queues: {"
                        + String.join(
                                ", ",
                                said.entrySet().stream()
                                        .map(q -> q.getKey() + ": {" + String.join(", ", q.getValue()) + "}")
                                        .toList())
                        + "}");
    }

    private List<String> acts() {
        List<String> acts = new ArrayList<>();
        List<String> said = List.of();
        for (Leg leg : legs) {
            boolean asked = leg.from().filter(n -> n.state.isAsking()).isPresent();
            if (asked && leg.presses() > 0) {
                heard(said).ifPresent(id -> acts.add("hears " + id));
            }
            leg.move().map(Move::words).filter(w -> !w.isEmpty()).ifPresent(acts::add);
            if (leg.zero()) {
                acts.add("press 0");
            }
            said = leg.sounds();
        }
        if (acts.isEmpty()) {
            heard(said).ifPresent(id -> acts.add("hears " + id));
        }
        return acts;
    }

    /** What is said last before the caller does something, if tests know it by a name of its own. */
    private Optional<String> heard(List<String> said) {
        return said.isEmpty()
                ? Optional.empty()
                : Optional.of(said.getLast())
                        .filter(id -> script.prompts().texts().containsKey(id));
    }

    private String ending() {
        Leg last = legs.getLast();
        Node end = last.to();
        if (end.state.isTalking() || (end.state.isOver() && isServed())) {
            return "served";
        }
        if (end.state.isOver() && isPromised()) {
            return "callback";
        }
        if (end.state.calling().isPresent()) {
            return "ringing";
        }
        if (end.state.isInQueue()) {
            return "waiting in " + end.state.queue().map(QueueName::value).orElse("");
        }
        Optional<String> handedTo = last.facts().stream()
                .filter(f -> f instanceof org.helpline.core.ScriptFact.Left l && l.to().startsWith("script "))
                .map(f -> ((org.helpline.core.ScriptFact.Left) f).to())
                .findFirst();
        return handedTo.orElse(end.state.isOver() ? "hangup" : "asking");
    }

    private boolean isPromised() {
        return legs.stream()
                .anyMatch(l -> l.move().orElse(null) instanceof Move.Told t
                        && t.event() instanceof ScriptEvent.CallbackAnswered e
                        && (e.answer() == ScriptEvent.CallbackAnswer.TAKEN
                                || e.answer() == ScriptEvent.CallbackAnswer.THERE));
    }

    private boolean isServed() {
        boolean served = false;
        for (Leg leg : legs) {
            boolean answered =
                    leg.move().orElse(null) instanceof Move.Told t && t.event() instanceof ScriptEvent.Connected;
            boolean queued = leg.to().state.isJoining();
            served = (served || answered) && !queued;
        }
        return served;
    }
}
