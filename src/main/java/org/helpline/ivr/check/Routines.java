package org.helpline.ivr.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.helpline.ivr.model.Action;
import org.helpline.ivr.model.Head;
import org.helpline.ivr.model.Place;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Steps;

/** Sections that are run by {@code do}: which they are, and whether they run one another for ever. */
final class Routines {

    private final Script script;
    /** Where each section goes, and whether it runs what it goes to. */
    private final Map<String, List<Way>> ways = new LinkedHashMap<>();

    private record Way(String to, boolean runs, Place at) {}

    Routines(Script script) {
        this.script = script;
        script.sections().forEach((name, action) -> {
            List<Way> from = new ArrayList<>();
            collect(action, from);
            ways.put(name, from);
        });
    }

    private static void collect(Action action, List<Way> ways) {
        for (ScriptStep step : action.steps()) {
            if (step instanceof ScriptStep.Go go) {
                ways.add(new Way(go.section(), false, go.at()));
            } else if (step instanceof ScriptStep.Do(Place at, ScriptStep.Routine.Section s, var _, var _)) {
                ways.add(new Way(s.name(), true, at));
            }
            Steps.inner(step).forEach(a -> collect(a, ways));
        }
    }

    /** Sections whose end goes back to where they were run: those that are run, and where they go from there. */
    Set<String> sections() {
        Deque<String> open = new ArrayDeque<>();
        ways.values().forEach(all -> all.stream().filter(Way::runs).map(Way::to).forEach(open::add));
        Head head = script.head();
        if (!head.takes().isEmpty() || head.gives().isPresent()) {
            open.add(Script.START);
        }
        Set<String> sections = new LinkedHashSet<>();
        while (!open.isEmpty()) {
            String name = open.pop();
            if (sections.add(name)) {
                ways.getOrDefault(name, List.of()).stream().map(Way::to).forEach(open::add);
            }
        }
        return sections;
    }

    /** Whether a step can be reached only from a section that is run: what it returns is no matter of the whole script. */
    boolean isOnlyRun(ScriptStep step) {
        String section = step.at().name().replaceFirst("[/.].*", "");
        Deque<String> open = new ArrayDeque<>(List.of(Script.START));
        Set<String> gone = new LinkedHashSet<>();
        while (!open.isEmpty()) {
            String name = open.pop();
            if (gone.add(name)) {
                ways.getOrDefault(name, List.of()).stream()
                        .filter(w -> !w.runs())
                        .map(Way::to)
                        .forEach(open::add);
            }
        }
        return !gone.contains(section);
    }

    /** Rounds in which a section runs itself, each told once. */
    List<Findings.Finding> rounds() {
        List<Findings.Finding> rounds = new ArrayList<>();
        Set<String> told = new LinkedHashSet<>();
        ways.forEach((from, all) -> {
            for (Way way : all) {
                List<String> back = way.runs() ? path(way.to(), from) : List.of();
                if (!back.isEmpty() && told.add(Set.copyOf(back).toString())) {
                    rounds.add(new Findings.Finding(
                            way.at(),
                            "This runs itself again and again: " + from + " → " + String.join(" → ", back) + ".",
                            "Let 'do' run something that does not lead here; to begin anew, go there instead."));
                }
            }
        });
        return rounds;
    }

    /** The shortest way from one section to another, both named; empty if there is none. */
    private List<String> path(String from, String to) {
        Deque<List<String>> open = new ArrayDeque<>(List.of(List.of(from)));
        Set<String> seen = new LinkedHashSet<>();
        while (!open.isEmpty()) {
            List<String> path = open.pop();
            String last = path.getLast();
            if (last.equals(to)) {
                return path;
            }
            if (seen.add(last)) {
                for (Way way : ways.getOrDefault(last, List.of())) {
                    List<String> longer = new ArrayList<>(path);
                    longer.add(way.to());
                    open.add(longer);
                }
            }
        }
        return List.of();
    }
}
