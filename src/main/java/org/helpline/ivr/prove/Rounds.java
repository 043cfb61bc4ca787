package org.helpline.ivr.prove;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.model.Place;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.run.Move;

/**
 * Ways that come back to a situation although the caller does nothing and talks to nobody. Where there is none, every call ends, and
 * every caller has a way out: to do nothing.
 */
final class Rounds {

    private final Family family;
    private final Script script;
    private final Journeys journeys;
    private final Map<Node, Integer> lowest = new HashMap<>();
    private final Map<Node, Integer> order = new HashMap<>();
    private final Deque<Node> stack = new ArrayDeque<>();
    private final Set<Node> onStack = new HashSet<>();
    private final List<Set<Node>> knots = new ArrayList<>();

    Rounds(Family family, Journeys journeys) {
        this.family = family;
        this.script = family.root();
        this.journeys = journeys;
    }

    /** A round: the ways of it, from the situation that a call comes to first, back to it; and the step that closes it. */
    record Round(List<Leg> legs, List<String> sections, Optional<Closing> closes) {}

    /** A step of a script that goes back to where a round began. */
    record Closing(Script script, Place at) {}

    /** One for each set of sections. */
    List<Round> find() {
        Map<Set<String>, Round> rounds = new LinkedHashMap<>();
        journeys.legs().filter(Leg::endless).forEach(l -> add(rounds, round(List.of(l), endlessly(l))));
        for (Node node : journeys.nodes()) {
            if (!order.containsKey(node)) {
                search(node);
            }
        }
        for (Set<Node> knot : knots) {
            Node first = knot.stream()
                    .min(java.util.Comparator.comparingInt(n -> n.id))
                    .orElseThrow();
            back(first, knot).ifPresent(legs -> add(rounds, round(legs, told(legs))));
        }
        return List.copyOf(rounds.values());
    }

    /** The scripts that a caller who does nothing may be handed to, and how. */
    Map<String, Handover> silentlyTo() {
        Map<String, Handover> scripts = new LinkedHashMap<>();
        Map<Node, Leg> reached = new HashMap<>();
        Deque<Leg> open = new ArrayDeque<>(journeys.begins());
        while (!open.isEmpty()) {
            Leg leg = open.poll();
            handedTo(leg, reached, scripts);
            if (reached.putIfAbsent(leg.to(), leg) == null) {
                open.addAll(silent(leg.to()));
            }
        }
        return scripts;
    }

    /** {@code reached}: by which way each situation was come to first. */
    private void handedTo(Leg leg, Map<Node, Leg> reached, Map<String, Handover> scripts) {
        Optional<Place> last = Optional.empty();
        for (Told told : leg.told()) {
            if (told.fact() instanceof ScriptFact.Entered && told.script() == script) {
                last = told.step(family).map(ScriptStep::at);
            } else if (told.fact() instanceof ScriptFact.Left(String to) && to.startsWith(Goals.SCRIPT)) {
                Place at = last.orElse(new Place(Script.START, 1, 1));
                scripts.computeIfAbsent(
                        to.substring(Goals.SCRIPT.length()),
                        _ -> new Handover(at, Trail.of(family, way(leg, reached))));
            }
        }
    }

    private static List<Leg> way(Leg last, Map<Node, Leg> reached) {
        List<Leg> way = new ArrayList<>();
        for (Optional<Leg> leg = Optional.of(last);
                leg.isPresent();
                leg = leg.get().from().map(reached::get)) {
            way.addFirst(leg.get());
        }
        return way;
    }

    private static void add(Map<Set<String>, Round> rounds, Round round) {
        rounds.putIfAbsent(new HashSet<>(round.sections()), round);
    }

    /** The last steps of a way without end: from some step to the same step again. */
    private static List<Told> endlessly(Leg leg) {
        List<Told> entered = leg.told().stream()
                .filter(t -> t.fact() instanceof ScriptFact.Entered)
                .toList();
        int last = entered.size() - 1;
        for (int i = last - 1; i >= 0; i--) {
            if (entered.get(i).equals(entered.get(last))) {
                return entered.subList(i, last);
            }
        }
        return entered;
    }

    private static List<Told> told(List<Leg> legs) {
        return legs.stream().flatMap(l -> l.told().stream()).toList();
    }

    private Round round(List<Leg> legs, List<Told> facts) {
        List<String> sections = new ArrayList<>();
        Map<String, Closing> enteredBy = new HashMap<>();
        Optional<Closing> before = Optional.empty();
        for (Told told : facts) {
            if (told.fact() instanceof ScriptFact.Entered e) {
                String section = e.place().replaceFirst("[/.].*$", "");
                String named = told.script() == script ? section : told.script().name() + ": " + section;
                boolean begins = e.place().equals(section + "/1");
                if (begins && !sections.contains(named)) {
                    sections.add(named);
                }
                if (begins && before.isPresent()) {
                    enteredBy.put(named, before.get());
                }
                before = told.step(family)
                        .map(ScriptStep::at)
                        .filter(p -> p.line() > 0)
                        .map(p -> new Closing(told.script(), p));
            }
        }
        return closed(legs, sections, enteredBy, before);
    }

    /** Told from the section that comes first in the script, as people read it. */
    private Round closed(
            List<Leg> legs, List<String> sections, Map<String, Closing> enteredBy, Optional<Closing> last) {
        if (sections.isEmpty()) {
            return new Round(legs, sections, last);
        }
        int first = 0;
        for (int i = 1; i < sections.size(); i++) {
            if (order(sections.get(i)) < order(sections.get(first))) {
                first = i;
            }
        }
        List<String> told = new ArrayList<>(sections.subList(first, sections.size()));
        told.addAll(sections.subList(0, first));
        Optional<Closing> closes =
                Optional.ofNullable(enteredBy.get(told.getFirst())).or(() -> last);
        told.add(told.getFirst());
        return new Round(legs, told, closes);
    }

    private int order(String section) {
        int order = List.copyOf(script.sections().keySet()).indexOf(section);
        return order < 0 ? Integer.MAX_VALUE : order; // human
    }

    /** The ways of a caller who does nothing. */
    private static List<Leg> silent(Node node) {
        List<Leg> legs = new ArrayList<>();
        for (Node.Choice choice : node.choices) {
            if (choice.move().by() == Move.By.WORLD && !(choice.move() instanceof Move.Announcement)) {
                choice.legs().stream().filter(l -> !l.zero()).forEach(legs::add);
            }
        }
        return legs;
    }

    /** The shortest way back to {@code first} within {@code knot}. */
    private static Optional<List<Leg>> back(Node first, Set<Node> knot) {
        Map<Node, List<Leg>> ways = new HashMap<>();
        Deque<Node> open = new ArrayDeque<>(List.of(first));
        ways.put(first, List.of());
        while (!open.isEmpty()) {
            Node node = open.poll();
            for (Leg leg : silent(node)) {
                List<Leg> way = new ArrayList<>(ways.getOrDefault(node, List.of()));
                way.add(leg);
                if (leg.to() == first) {
                    return Optional.of(way);
                }
                if (knot.contains(leg.to()) && ways.putIfAbsent(leg.to(), way) == null) {
                    open.add(leg.to());
                }
            }
        }
        return Optional.empty();
    }

    private record Visit(Node node, java.util.Iterator<Leg> legs) {}

    /** Tarjan's strongly connected components, without recursion: a script may be deep. */
    private void search(Node root) {
        Deque<Visit> visits = new ArrayDeque<>();
        enter(root, visits);
        while (!visits.isEmpty()) {
            Visit visit = visits.getLast();
            if (!visit.legs().hasNext()) {
                visits.removeLast();
                leave(visit.node());
                if (!visits.isEmpty()) {
                    lower(visits.getLast().node(), lowest.getOrDefault(visit.node(), 0));
                }
                continue;
            }
            Node to = visit.legs().next().to();
            if (!order.containsKey(to)) {
                enter(to, visits);
            } else if (onStack.contains(to)) {
                lower(visit.node(), order.getOrDefault(to, 0));
            }
        }
    }

    private void enter(Node node, Deque<Visit> visits) {
        order.put(node, order.size());
        lowest.put(node, order.size() - 1);
        stack.push(node);
        onStack.add(node);
        visits.addLast(new Visit(node, silent(node).iterator()));
    }

    private void lower(Node node, int to) {
        lowest.merge(node, to, Math::min);
    }

    private void leave(Node node) {
        if (!lowest.getOrDefault(node, 0).equals(order.get(node))) {
            return;
        }
        Set<Node> knot = new LinkedHashSet<>();
        Node member;
        do {
            member = stack.pop();
            onStack.remove(member);
            knot.add(member);
        } while (member != node);
        boolean closed = knot.size() > 1 || silent(node).stream().anyMatch(l -> l.to() == node);
        if (closed) {
            knots.add(knot);
        }
    }
}
