package org.helpline.ivr.prove;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.helpline.core.BusinessHours;
import org.helpline.core.QueueName;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.model.QueueFigure;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.run.Move;
import org.helpline.ivr.run.ScriptEvent;
import org.helpline.ivr.trial.DrawnSides;

/** Writes a call as a test file does, so that {@code script test} runs it to the same end. */
final class Example {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private final List<Trail.Part> parts;
    private final List<Leg> legs;

    private Example(List<Trail.Part> parts) {
        this.parts = parts;
        this.legs = parts.stream().flatMap(p -> p.legs().stream()).toList();
    }

    /**
     * The call that goes these ways, from its begin; {@code parts} in the scripts that hand it on, one or more.
     *
     * @param name told apart from others by its line
     * @return empty when a test cannot bring it about: a fork on the way was taken without knowing how
     */
    static Optional<String> of(List<Trail.Part> parts, String name) {
        Trail.Part last = parts.getLast();
        if (last.legs().isEmpty()) {
            return Optional.empty();
        }
        return answered(last.legs().getLast().to()).flatMap(rest -> {
            List<Leg> legs = new ArrayList<>(last.legs());
            legs.addAll(rest);
            List<Trail.Part> all = new ArrayList<>(parts.subList(0, parts.size() - 1));
            all.add(new Trail.Part(last.family(), legs));
            return new Example(all).text(name);
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

    /** Why no test brings this call about, as a sentence. */
    static String whyNone(List<Trail.Part> parts) {
        Example example = new Example(parts);
        List<ScriptStep.When> undecided = ClockGuess.undecided(example.legs);
        if (!undecided.isEmpty()) {
            return "No call is shown: whether the condition in line "
                    + undecided.getFirst().at().line() + " holds was taken both ways.";
        }
        if (ClockGuess.of(example.legs).isEmpty()) {
            return "No call is shown: no time was found at which its conditions on the clock go this way.";
        }
        return example.queuesChange()
                ? "No call is shown: a queue says one thing and later another."
                : "No call is shown: no test can bring it about.";
    }

    private Optional<String> text(String name) {
        Optional<List<String>> sides = sides();
        Optional<LocalDateTime> at = ClockGuess.of(legs);
        if (sides.isEmpty() || at.isEmpty() || queuesChange() || !isOneWorld()) {
            return Optional.empty(); // nobody knows how to bring that about
        }
        List<List<String>> acts = acts();
        if (parts.size() > 1 && acts.getLast().isEmpty()) {
            return Optional.empty(); // a test goes into the next script only to do or to hear something there
        }
        StringBuilder text = new StringBuilder("- name: ").append(name).append('\n');
        boolean asksClock = legs.stream().anyMatch(l -> !l.guesses().isEmpty());
        if (asksClock) {
            text.append("  at: ").append(MINUTE.format(at.get())).append('\n');
        }
        given(sides.get(), asksClock).forEach(l -> text.append("  ").append(l).append('\n'));
        text.append("  call: [")
                .append(String.join(", ", acts.stream().flatMap(List::stream).toList()))
                .append("]\n");
        text.append("  ends: ").append(ending()).append('\n');
        return Optional.of(text.toString());
    }

    /** Whether what cannot change in a call says the same on all of these ways, which may have been found by different calls. */
    private boolean isOneWorld() {
        Map<String, Boolean> said = new TreeMap<>();
        World first = legs.getFirst().world();
        return legs.stream()
                .map(Leg::world)
                .allMatch(w -> w.caller().equals(first.caller())
                        && w.dialled().equals(first.dialled())
                        && (w.remembered().equals(first.remembered()) || parts.size() > 1)
                        && isSame(said, "notice ", w.notices())
                        && isSame(said, "box ", w.fullBoxes()));
    }

    private static boolean isSame(Map<String, Boolean> said, String what, Map<String, Boolean> now) {
        return now.entrySet().stream().allMatch(e -> {
            Boolean before = said.putIfAbsent(what + e.getKey(), e.getValue());
            return before == null || before.equals(e.getValue());
        });
    }

    /** Whether a queue says one thing and then another, which no test can. */
    private boolean queuesChange() {
        Map<String, String> queues = queues();
        return legs.stream()
                .anyMatch(leg ->
                        !queues.entrySet().containsAll(leg.world().queues().entrySet()));
    }

    /** What queues say when they are asked first. */
    private Map<String, String> queues() {
        Map<String, String> queues = new TreeMap<>();
        legs.forEach(leg -> leg.world().queues().forEach(queues::putIfAbsent));
        return queues;
    }

    /** What calendars say when they are asked first. */
    private Map<String, BusinessHours.State> hours() {
        Map<String, BusinessHours.State> hours = new TreeMap<>();
        legs.forEach(leg -> leg.world().hours().forEach(hours::putIfAbsent));
        return hours;
    }

    private static Set<String> those(List<Leg> legs, Function<World, Map<String, Boolean>> asked) {
        Set<String> names = new TreeSet<>();
        legs.forEach(leg -> asked.apply(leg.world()).forEach((name, is) -> {
            if (is) {
                names.add(name);
            }
        }));
        return names;
    }

    /** What a test has to say of splits; empty if it cannot. */
    private Optional<List<String>> sides() {
        List<DrawnSides.Drawn> drawn = new ArrayList<>();
        parts.forEach(part -> part.legs().stream()
                .flatMap(leg -> leg.told().stream())
                .forEach(told -> {
                    if (told.fact() instanceof ScriptFact.Entered e
                            && told.step(part.family()).orElse(null) instanceof ScriptStep.Split split) {
                        drawn.add(new DrawnSides.Drawn(
                                split, e.what().substring(e.what().lastIndexOf(": ") + 2)));
                    }
                }));
        return DrawnSides.toDraw(drawn);
    }

    private List<String> given(List<String> sides, boolean atSomeTime) {
        World world = legs.getFirst().world();
        Map<String, BusinessHours.State> hours = hours();
        List<String> lines = new ArrayList<>();
        // a call that does not say when comes in while everything is open
        if (hours.values().stream().anyMatch(s -> s != BusinessHours.State.OPEN) || (atSomeTime && !hours.isEmpty())) {
            List<String> states = hours.entrySet().stream()
                    .map(e -> e.getKey() + ": " + word(e.getValue()))
                    .toList();
            lines.add("hours: {" + String.join(", ", states) + "}");
        }
        asked(queues()).ifPresent(lines::add);
        listed("notices", those(legs, World::notices)).ifPresent(lines::add);
        listed("full", those(legs, World::fullBoxes)).ifPresent(lines::add);
        listed("split", sides).ifPresent(lines::add);
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

    private static Optional<String> listed(String word, Collection<String> names) {
        return names.isEmpty() ? Optional.empty() : Optional.of(word + ": [" + String.join(", ", names) + "]");
    }

    private static String word(BusinessHours.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** {@code queues: {support: {wait: 12m}}}; empty where nothing has been asked. */
    private static Optional<String> asked(Map<String, String> queues) {
        Map<String, List<String>> said = new TreeMap<>();
        queues.forEach((name, value) -> QueueFigure.Asked.by(name)
                .ifPresent(a -> said.computeIfAbsent(a.queue(), _ -> new ArrayList<>())
                        .add(a.figure().word() + ": " + (value.isEmpty() ? "unknown" : value))));
        List<String> tables = said.entrySet().stream()
                .map(q -> q.getKey() + ": {" + String.join(", ", q.getValue()) + "}")
                .toList();
        return tables.isEmpty() ? Optional.empty() : Optional.of("queues: {" + String.join(", ", tables) + "}");
    }

    /** For each part what is done and heard in it. */
    private List<List<String>> acts() {
        Map<String, BusinessHours.State> hours = hours();
        return parts.stream().map(part -> acts(part.legs(), hours)).toList();
    }

    /** {@code hours}: what calendars have said so far. */
    private List<String> acts(List<Leg> ways, Map<String, BusinessHours.State> hours) {
        List<String> acts = new ArrayList<>();
        List<String> said = List.of();
        for (Leg leg : ways) {
            boolean asked = leg.from().filter(n -> n.state.isAsking()).isPresent();
            if (asked && leg.presses() > 0) {
                heard(said).ifPresent(id -> acts.add("hears " + id));
            }
            new TreeMap<>(leg.world().hours()).forEach((calendar, state) -> {
                if (hours.put(calendar, state) != state) {
                    acts.add(calendar + " becomes " + word(state));
                }
            });
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
                        .filter(id -> parts.stream()
                                .flatMap(p -> p.family().all().stream())
                                .anyMatch(s -> s.prompts().texts().containsKey(id)));
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
                .filter(f -> f instanceof ScriptFact.Left l && l.to().startsWith("script "))
                .map(f -> ((ScriptFact.Left) f).to())
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
