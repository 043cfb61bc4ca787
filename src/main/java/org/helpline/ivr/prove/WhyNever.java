package org.helpline.ivr.prove;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.helpline.core.BusinessHours;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.model.Atom;
import org.helpline.ivr.model.BuiltIn;
import org.helpline.ivr.model.Condition;
import org.helpline.ivr.model.Place;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Steps;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.run.State;
import org.helpline.ivr.trial.Way;

/** Why no call comes to a step or takes a branch: there is none to show, but what all calls have there can be told. */
final class WhyNever {

    private static final int SHOWN = 4;

    private final Family family;
    private final Journeys journeys;
    private final Script script;

    WhyNever(Family family, Journeys journeys) {
        this.family = family;
        this.journeys = journeys;
        this.script = family.root();
    }

    /** A sentence; empty where there is nothing more to say. */
    Optional<String> of(Way way) {
        return way.isStep() ? before(way.at()) : fork(way.id()).flatMap(this::held);
    }

    private Optional<ScriptStep.When> fork(String id) {
        List<ScriptStep.When> forks = new ArrayList<>();
        new Steps(script).forEach(step -> {
            if (step instanceof ScriptStep.When w && id.startsWith(w.at().name() + " ")) {
                forks.add(w);
            }
        });
        return forks.stream().findFirst();
    }

    /** What the fork asked, whenever a call came to it. */
    private Optional<String> held(ScriptStep.When fork) {
        Map<String, Set<String>> held = new TreeMap<>();
        journeys.legs()
                .forEach(leg -> at(leg, fork).ifPresent(values -> {
                    Names.decidedBy(fork.condition())
                            .forEach(name -> held.computeIfAbsent(name, _ -> new TreeSet<>())
                                    .add(values.getOrDefault(name, "nothing")));
                    calendars(fork.condition())
                            .forEach(name -> held.computeIfAbsent(name, _ -> new TreeSet<>())
                                    .add(leg.world()
                                            .hours()
                                            .getOrDefault(name, BusinessHours.State.OPEN)
                                            .name()
                                            .toLowerCase(Locale.ROOT)));
                }));
        List<String> said = new ArrayList<>();
        Set<String> anything = keyedOrFound();
        held.forEach((name, values) -> said.add(
                "'" + name + "' is " + (anything.contains(Sources.root(name)) ? "for example " : "") + some(values)));
        return said.isEmpty()
                ? Optional.empty()
                : Optional.of("Whenever a call comes here, " + String.join(", and ", said) + ".");
    }

    /** Variables that callers and other computers fill: what was tried stands for all that does the same. */
    private Set<String> keyedOrFound() {
        Set<String> names = new TreeSet<>();
        new Steps(script).forEach(step -> {
            if (step instanceof ScriptStep.Ask || step instanceof ScriptStep.LookUp) {
                names.addAll(Steps.sets(step));
            }
        });
        return names;
    }

    private static String some(Set<String> values) {
        List<String> shown = values.stream().limit(SHOWN).toList();
        return String.join(" or ", shown) + (values.size() > SHOWN ? " or such" : "");
    }

    private Set<String> calendars(Condition condition) {
        Set<String> names = new TreeSet<>();
        if (condition instanceof Condition.Calendar c) {
            names.add(c.hours());
        }
        Names.atoms(condition).forEach(a -> {
            if (a instanceof Atom.Calendar c) {
                names.add(c.hours());
            }
        });
        return names;
    }

    /** What variables hold when this way comes to the fork; empty if it does not. */
    private Optional<Map<String, String>> at(Leg leg, ScriptStep.When fork) {
        Map<String, String> values = new HashMap<>();
        leg.from().map(n -> n.state).filter(s -> s.script() == script).ifPresent(s -> values.putAll(held(s, fork)));
        values.put(
                BuiltIn.CALLER,
                leg.world().caller().isEmpty() ? "withheld" : leg.world().caller());
        values.put(BuiltIn.DIALLED, leg.world().dialled());
        leg.world().queues().forEach((name, said) -> values.put(name, said.isEmpty() ? "unknown" : said));
        for (Told told : leg.told()) {
            if (told.fact() instanceof ScriptFact.LanguageSet l) {
                values.put(BuiltIn.LANGUAGE, l.language());
            } else if (told.fact() instanceof ScriptFact.Started s) {
                values.put(BuiltIn.LANGUAGE, s.language());
            }
            if (told.script() != script) {
                continue;
            }
            if (told.fact() instanceof ScriptFact.VariableSet v) {
                values.put(v.name(), v.value().value());
            } else if (told.fact() instanceof ScriptFact.Asked a) {
                values.put(a.name(), a.value().value());
            } else if (told.fact() instanceof ScriptFact.LookedUp
                    && leg.to().state.script() == script) {
                values.putAll(held(leg.to().state, fork));
            } else if (told.step(family).filter(s -> s == fork).isPresent()) {
                return Optional.of(values);
            }
        }
        return Optional.empty();
    }

    private static Map<String, String> held(State state, ScriptStep.When fork) {
        Map<String, String> values = new HashMap<>();
        for (String name : Names.decidedBy(fork.condition())) {
            Value.find(state.variables(), name).ifPresent(v -> values.put(name, v.written()));
        }
        values.put(BuiltIn.LANGUAGE, state.language());
        return values;
    }

    /** The step before it, and where calls go from there instead. */
    private Optional<String> before(Place at) {
        int slash = at.name().lastIndexOf('/');
        int number = Integer.parseInt(at.name().substring(slash + 1));
        String place = at.name().substring(0, slash + 1) + (number - 1);
        Map<Integer, Set<Integer>> places = new TreeMap<>();
        List<ScriptStep> step = new ArrayList<>();
        new Steps(script).forEach(s -> {
            if (s.at().name().equals(place)) {
                step.add(s);
            }
        });
        if (step.isEmpty()) {
            return Optional.empty();
        }
        journeys.legs().forEach(leg -> {
            boolean there = leg.from()
                    .filter(n ->
                            n.situation.step().filter(s -> s == step.getFirst()).isPresent())
                    .isPresent();
            for (Told told : leg.told()) {
                Optional<ScriptStep> entered = told.script() == script ? told.step(family) : Optional.empty();
                if (there && entered.isPresent() && entered.get() != step.getFirst()) {
                    places.computeIfAbsent(entered.get().at().line(), _ -> new TreeSet<>())
                            .add(entered.get().at().column());
                    there = false;
                }
                there |= entered.filter(s -> s == step.getFirst()).isPresent();
            }
        });
        places.remove(0); // words without a place
        Place from = step.getFirst().at();
        String begin = "From the step before it, at " + from.line() + ":" + from.column() + ", ";
        List<String> ends = new ArrayList<>();
        places.forEach((line, columns) -> columns.forEach(column -> ends.add(line + ":" + column)));
        return Optional.of(
                ends.isEmpty()
                        ? begin + "no call goes on."
                        : begin + "every call goes to "
                                + String.join(" or ", ends.stream().limit(SHOWN).toList()) + ".");
    }
}
