package org.helpline.ivr.prove;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helpline.core.BusinessHours;
import org.helpline.core.Personal;
import org.helpline.core.QueueName;
import org.helpline.ivr.model.Atom;
import org.helpline.ivr.model.BuiltIn;
import org.helpline.ivr.model.Condition;
import org.helpline.ivr.model.QueueFigure;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.run.CallContext;
import org.helpline.ivr.run.Course;
import org.helpline.ivr.run.Effect;
import org.helpline.ivr.run.Environment;
import org.helpline.ivr.run.Move;
import org.helpline.ivr.run.Possible;
import org.helpline.ivr.run.Situation;
import org.helpline.ivr.run.State;
import org.helpline.ivr.run.Target;

/** Runs the interpreter through every move of every situation, breadth first, so that each is come to by the shortest call. */
final class Explorer {

    /** More situations than a script that people understand can have. */
    static final int MOST = 30_000;

    private static final int STEPS_IN_ONE_GO = 1_500;
    private static final Instant BEGIN = Instant.parse("2027-01-04T10:00:00Z");

    private final Script script;
    private final Family family;
    private final Cells cells;
    private final Given given;
    private final Map<String, Liveness> liveness = new HashMap<>();
    private final int most;
    private final Map<String, Set<BusinessHours.State>> calendars = new TreeMap<>();
    private final Map<Situation, List<Set<String>>> live = new HashMap<>();
    private final Map<Key, Node> known = new HashMap<>();
    private final List<Node> nodes = new ArrayList<>();
    private final Deque<Node> open = new ArrayDeque<>();

    private record Key(Situation situation, Map<String, BusinessHours.State> hours, Map<String, String> queues) {}

    Explorer(Family family, Cells cells, Given given, int most) {
        this.given = given;
        this.family = family;
        this.script = family.root();
        this.cells = cells;
        this.most = most;
        family.all().forEach(s -> liveness.put(s.name(), new Liveness(s, cells.matter(s))));
        family.forEach((_, step) -> {
            if (step instanceof ScriptStep.Declare d) {
                Stream.of(BusinessHours.State.values()).forEach(state -> calendar(d.calendar(), state));
            } else if (step instanceof ScriptStep.When w && w.condition() instanceof Condition.Calendar c) {
                calendar(c.hours(), c.state());
            }
            calendars(Names.atoms(step));
        });
        family.forEachRule((_, rule) -> {
            if (rule.when() instanceof Condition.Calendar c) {
                calendar(c.hours(), c.state());
            }
            calendars(Names.atoms(rule.when()));
        });
    }

    private void calendars(List<Atom> atoms) {
        for (Atom atom : atoms) {
            if (atom instanceof Atom.Calendar c) {
                calendar(c.hours(), c.state());
            }
        }
    }

    private void calendar(String name, BusinessHours.State state) {
        calendars
                .computeIfAbsent(name, _ -> new TreeSet<>(Set.of(BusinessHours.State.OPEN, BusinessHours.State.CLOSED)))
                .add(state);
    }

    Journeys explore() {
        List<Leg> begins = new ArrayList<>();
        boolean asksLanguage = asksLanguage();
        for (String remembered : asksLanguage ? List.of("", script.defaultLanguage()) : List.of("")) {
            for (String caller : cells.of(BuiltIn.CALLER, "+15550100", "")) {
                for (String dialled : cells.of(BuiltIn.DIALLED, "100")) {
                    begins.addAll(
                            begin(new World(Map.of(), Map.of(), Map.of(), Map.of(), remembered, caller, dialled)));
                }
            }
        }
        while (!open.isEmpty() && nodes.size() <= most) {
            Node node = open.poll();
            for (Move move : Possible.of(node.state, cells)) {
                node.choices.add(new Node.Choice(move, moved(node, move)));
            }
        }
        return new Journeys(List.copyOf(nodes), begins, Optional.ofNullable(open.peek()));
    }

    private boolean asksLanguage() {
        boolean[] asks = {false};
        family.forEach((_, s) -> asks[0] |= s instanceof ScriptStep.ChooseLanguage c && !c.always());
        return asks[0];
    }

    private List<Leg> begin(World world) {
        CallContext context = CallContext.of(
                new Personal(world.caller()),
                world.dialled(),
                Optional.of(world.remembered()).filter(l -> !l.isEmpty()));
        return runs(
                Optional.empty(), Optional.empty(), world, environment -> Possible.begin(script, context, environment));
    }

    private List<Leg> moved(Node node, Move move) {
        return runs(
                Optional.of(node),
                Optional.of(move),
                node.isHuman() ? node.world.later() : node.world, // it may have become late meanwhile
                environment -> Possible.take(node.state, move, environment));
    }

    @FunctionalInterface
    private interface Run {
        Course in(Environment environment);
    }

    /** What a run has asked of the world, and was told. */
    private static final class Asked {
        final Map<String, BusinessHours.State> hours = new TreeMap<>();
        final Map<String, Boolean> notices = new TreeMap<>();
        final Map<String, Boolean> boxes = new TreeMap<>();
        final Map<String, Boolean> forks = new HashMap<>();
        final IdentityHashMap<ScriptStep.When, Boolean> guesses = new IdentityHashMap<>();
        final IdentityHashMap<ScriptStep.Split, Drawn> drawn = new IdentityHashMap<>();
        final Map<String, String> queues = new TreeMap<>();
    }

    /** Every way that a run may go. */
    private List<Leg> runs(Optional<Node> from, Optional<Move> move, World world, Run run) {
        List<Leg> legs = new ArrayList<>();
        Oracle oracle = new Oracle();
        do {
            Asked asked = new Asked();
            Course course = run.in(environment(from, world, oracle, asked));
            World after = world.with(asked.hours, asked.notices, asked.boxes, asked.queues)
                    .without(declared(course));
            legs.add(leg(new Leg.Begin(from, move, false, asked.guesses), after, course));
            course.zero().ifPresent(zero -> legs.add(leg(new Leg.Begin(from, move, true, asked.guesses), after, zero)));
        } while (oracle.another());
        return legs;
    }

    /** Calendars of which somebody said by phone what they say: they are asked anew, since that may have failed. */
    private static Set<String> declared(Course course) {
        return course.effects().stream()
                .filter(Effect.DeclareHours.class::isInstance)
                .map(e -> ((Effect.DeclareHours) e).calendar())
                .collect(Collectors.toSet());
    }

    private Environment environment(Optional<Node> from, World world, Oracle oracle, Asked asked) {
        // what depends on how soon a key is pressed shall not depend on the order of exploring
        Instant now = BEGIN.plus(Duration.ofHours(from.map(n -> n.depth + 1).orElse(0)));
        int steps = from.map(n -> n.state.stepsTaken()).orElse(0) + STEPS_IN_ONE_GO;
        return new Environment(
                        now,
                        name -> hours(name, world, oracle, asked),
                        name -> said(name, world.notices(), asked.notices, oracle),
                        _ -> "",
                        (_, _) -> new Target.Goodbye(),
                        steps)
                .with(given.book())
                .with(new Lots(oracle, asked.drawn))
                .withScripts(name -> family.find(name).or(() -> Optional.of(new StandIn(script).of(name))))
                .withBoxes(box -> said(box.value(), world.fullBoxes(), asked.boxes, oracle))
                .expecting(new AskedQueues(world, oracle, asked))
                .foreseeing(fork -> cells.isOpen(fork) ? Optional.of(guessed(fork, asked, oracle)) : Optional.empty());
    }

    /** All that a condition can tell apart of a queue; how long somebody waits who is in it, nobody knows. */
    private final class AskedQueues implements Environment.Waits {

        private final World world;
        private final Oracle oracle;
        private final Asked asked;

        AskedQueues(World world, Oracle oracle, Asked asked) {
            this.world = world;
            this.oracle = oracle;
            this.asked = asked;
        }

        @Override
        public Optional<Environment.Wait> expected(QueueName queue, int position) {
            return Optional.empty();
        }

        @Override
        public Optional<Value> figure(QueueName queue, QueueFigure figure) {
            String name = figure.ask(queue.value());
            String before = world.queues().get(name);
            String said = before != null
                    ? before
                    : asked.queues.computeIfAbsent(name, _ -> {
                        List<String> all = cells.asked(name, figure);
                        return all.get(oracle.choose(all.size()));
                    });
            return figure.type().read(said);
        }
    }

    private static boolean guessed(ScriptStep.When fork, Asked asked, Oracle oracle) {
        boolean holds = said(fork.condition().toString(), Map.of(), asked.forks, oracle);
        asked.guesses.put(fork, holds);
        return holds;
    }

    /** What a split has drawn in one run. */
    private static final class Drawn {
        int times;
        int last;
    }

    /**
     * Every side of a split, one after another. A call that comes to the same split again and again without a pause goes on as it did the
     * last time: a round of many is as good as one of a thousand.
     */
    private record Lots(Oracle oracle, Map<ScriptStep.Split, Drawn> drawn) implements Environment.Chance {

        private static final int OFTEN = 3;

        @Override
        public int percent(ScriptStep.Split split) {
            Drawn before = drawn.computeIfAbsent(split, _ -> new Drawn());
            before.last = before.times++ < OFTEN ? draw(split) : before.last;
            return before.last;
        }

        private int draw(ScriptStep.Split split) {
            List<Integer> draws = new ArrayList<>();
            int from = 0;
            for (ScriptStep.Side side : split.sides()) {
                if (side.percent() > 0) {
                    draws.add(from);
                }
                from += side.percent();
            }
            if (from < 100) {
                draws.add(from);
            }
            return draws.get(oracle.choose(draws.size()));
        }

        @Override
        public int percent(ScriptStep.Split split, int byCaller) {
            return percent(split);
        }
    }

    private BusinessHours.State hours(String name, World world, Oracle oracle, Asked asked) {
        BusinessHours.State said = world.hours().get(name);
        return said != null ? said : asked.hours.computeIfAbsent(name, n -> chosen(n, oracle));
    }

    private static boolean said(String name, Map<String, Boolean> before, Map<String, Boolean> now, Oracle oracle) {
        Boolean said = before.get(name);
        return said != null ? said : now.computeIfAbsent(name, _ -> oracle.choose(2) == 1);
    }

    private BusinessHours.State chosen(String calendar, Oracle oracle) {
        List<BusinessHours.State> states =
                List.copyOf(new TreeSet<>(calendars.getOrDefault(calendar, Set.of(BusinessHours.State.OPEN))));
        return states.get(oracle.choose(states.size()));
    }

    private Leg leg(Leg.Begin begin, World world, Course course) {
        Leg leg = new Leg(begin, world, course, family);
        leg.leadTo(node(course.state(), world, leg));
        return leg;
    }

    private Node node(State state, World world, Leg leg) {
        Situation bare = Situation.of(state);
        Situation situation =
                bare.with(state, live.computeIfAbsent(bare, b -> Liveness.at(b, state.script(), family, liveness)));
        return known.computeIfAbsent(new Key(situation, world.hours(), world.queues()), _ -> {
            Node node = new Node(nodes.size(), state, world, situation, Optional.of(leg));
            nodes.add(node);
            open.add(node);
            return node;
        });
    }
}
