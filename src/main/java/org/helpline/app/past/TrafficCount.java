package org.helpline.app.past;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.helpline.core.CallFact;
import org.helpline.core.Published;
import org.helpline.core.QueueFact;
import org.helpline.core.ScriptFact;
import org.helpline.ivr.draw.Traffic;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Steps;
import org.helpline.ivr.run.StepIndex;
import org.helpline.journal.PastCall;

/** Counts what passed through a script, by the facts of calls. Calls of earlier versions count where their steps are still there. One use. */
public final class TrafficCount {

    private final Script script;
    private final StepIndex steps;
    private final Map<String, Integer> lineOfPlace = new HashMap<>();
    private final Map<String, Long> passed = new TreeMap<>();
    private final Map<String, Long> lost = new TreeMap<>();
    private long calls;
    private long elsewhere;

    private TrafficCount(Script script) {
        this.script = script;
        this.steps = new StepIndex(script);
        new Steps(script).forEach(step -> {
            if (step instanceof ScriptStep.Input) {
                lineOfPlace.put(step.at().name(), step.at().line());
            }
        });
    }

    /** Of these calls; {@code zone} is where their days are counted. */
    public static Traffic of(Script script, List<PastCall> calls, ZoneId zone) {
        TrafficCount count = new TrafficCount(script);
        calls.forEach(count::add);
        Map<String, Traffic.Count> counts = new TreeMap<>();
        count.passed.forEach((place, n) -> counts.put(place, new Traffic.Count(n, count.lost.getOrDefault(place, 0L))));
        return new Traffic(count.calls, span(calls, zone), count.elsewhere, Map.copyOf(counts));
    }

    private static String span(List<PastCall> calls, ZoneId zone) {
        Optional<LocalDate> first =
                calls.stream().map(c -> LocalDate.ofInstant(c.arrived(), zone)).min(LocalDate::compareTo);
        Optional<LocalDate> last =
                calls.stream().map(c -> LocalDate.ofInstant(c.arrived(), zone)).max(LocalDate::compareTo);
        return first.isEmpty() ? "" : first.equals(last) ? first.get().toString() : first.get() + " to " + last.get();
    }

    private void add(PastCall call) {
        Course course = new Course();
        call.facts().forEach(course::take);
        if (course.ran) {
            calls++;
            elsewhere += course.unknown ? 1 : 0;
            course.places.forEach(place -> passed.merge(place, 1L, Long::sum));
        }
    }

    /** One call, fact by fact. */
    private final class Course {
        private final Set<String> places = new HashSet<>();
        private boolean here;
        private boolean ran;
        private boolean unknown;
        private boolean served;
        private String at = "";
        private String section = "";

        void take(Published p) {
            if (p.fact() instanceof ScriptFact.Started s) {
                here = s.script().equals(script.name());
                ran |= here;
            } else if (here) {
                takeHere(p);
            }
        }

        private void takeHere(Published p) {
            switch (p.fact()) {
                case ScriptFact fact -> {
                    unknown |= !took(fact, places);
                    if (fact instanceof ScriptFact.Entered e) {
                        at = steps.step(e).map(s -> Traffic.step(s.at().line())).orElse("");
                        section = Traffic.section(section(e.place()));
                    }
                }
                case QueueFact.Joined q -> {
                    at = Traffic.queue(q.queue().value());
                    section = "";
                    places.add(at);
                }
                case CallFact.Bridged _ -> served = true;
                case CallFact.Ended e -> {
                    if (!served && e.by().equals("caller")) {
                        lose(at);
                        lose(section);
                    }
                }
                default -> {} // passes nothing
            }
        }
    }

    private void lose(String place) {
        if (!place.isEmpty()) {
            lost.merge(place, 1L, Long::sum);
        }
    }

    /** Notes where a fact leads through; false if that is not in this version. */
    private boolean took(ScriptFact fact, Set<String> places) {
        switch (fact) {
            case ScriptFact.Entered e -> {
                places.add(Traffic.section(section(e.place())));
                Optional<ScriptStep> step = steps.step(e);
                step.ifPresent(s -> {
                    places.add(Traffic.step(s.at().line()));
                    if (s instanceof ScriptStep.When) {
                        places.add(Traffic.branch(s.at().line(), e.what().endsWith(": yes")));
                    }
                });
                return step.isPresent();
            }
            case ScriptFact.Chose c -> {
                char key = c.keys().isEmpty() ? ' ' : c.keys().value().charAt(0);
                if (c.place().startsWith("queues/")) {
                    places.add(Traffic.queueKey(c.place().substring(7), key));
                } else {
                    line(c.place()).ifPresent(line -> places.add(Traffic.key(line, key)));
                }
            }
            case ScriptFact.Silence s -> retry(s.place(), "silence", s.tries(), places);
            case ScriptFact.WrongKey w -> retry(w.place(), "wrong", w.tries(), places);
            default -> {} // part of what has been counted
        }
        return true;
    }

    private void retry(String place, String word, int tries, Set<String> places) {
        places.add(Traffic.retry(0, word, tries));
        line(place).ifPresent(line -> places.add(Traffic.retry(line, word, tries)));
    }

    private Optional<Integer> line(String place) {
        return Optional.ofNullable(lineOfPlace.get(place));
    }

    private static String section(String place) {
        return place.replaceFirst("[/.].*$", "");
    }
}
