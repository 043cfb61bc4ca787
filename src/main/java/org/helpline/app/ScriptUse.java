package org.helpline.app;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helpline.config.AcdSettings.QueueSettings;
import org.helpline.config.AcdSettings.Target;
import org.helpline.config.CallSettings.Extension;
import org.helpline.config.Settings;
import org.helpline.core.Problem;
import org.helpline.ivr.check.ScriptLibrary.Change;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Steps;

/**
 * Which scripts callers can reach: by a number, by a queue's settings, or from a script that they reach. A broken one among these
 * refuses the start; a broken one that nobody can reach is only told, so that work in progress stops nobody.
 */
final class ScriptUse {

    private final Settings settings;
    private final Origins origins;
    private final Map<String, Script> fit = new TreeMap<>();
    private final Map<String, List<Problem>> broken = new TreeMap<>();

    ScriptUse(Settings settings, Origins origins, List<Change> scripts) {
        this.settings = settings;
        this.origins = origins;
        for (Change change : scripts) {
            switch (change) {
                case Change.Taken t -> fit.put(t.name(), t.script());
                case Change.Saved s -> fit.put(s.name(), s.inForce());
                case Change.Kept k -> broken.put(k.name(), k.problems());
                case Change.Removed _ -> {} // at the start nothing was there before
            }
        }
    }

    /** What keeps the server from starting: names of no script, and the mistakes in those that callers reach. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        Map<String, String> used = usedBySettings();
        used.forEach((key, script) -> {
            if (!fit.containsKey(script) && !broken.containsKey(script)) {
                problems.add(Problem.of(
                        origins.of(key), key + " names the script " + script + ", which does not exist.", there()));
            }
        });
        reached(used.values()).stream()
                .filter(broken::containsKey)
                .forEach(script -> problems.addAll(broken.getOrDefault(script, List.of())));
        return problems;
    }

    private String there() {
        String names = Stream.concat(fit.keySet().stream(), broken.keySet().stream())
                .sorted()
                .collect(Collectors.joining(", "));
        return (names.isEmpty() ? "There is none" : "There are: " + names) + " in "
                + settings.scripts().directory() + ".";
    }

    /** Setting to script. */
    private Map<String, String> usedBySettings() {
        Map<String, String> used = new TreeMap<>();
        settings.calls().numbers().forEach((number, script) -> used.put("numbers." + number, script));
        settings.calls().extensions().forEach(e -> {
            if (e.to() instanceof Extension.To.Script(String script)) {
                used.put("extensions." + e.number() + ".to", script);
            }
        });
        for (QueueSettings queue : settings.acd().queues()) {
            String key = "queues." + queue.name().value() + ".";
            queue.joining().tooLong().stream().flatMap(ScriptUse::script).forEach(s -> used.put(key + "too-long", s));
            script(queue.overflow()).forEach(s -> used.put(key + "overflow", s));
            queue.nobody().stream().flatMap(ScriptUse::script).forEach(s -> used.put(key + "nobody", s));
            queue.closed().stream().flatMap(ScriptUse::script).forEach(s -> used.put(key + "closed", s));
        }
        return used;
    }

    private static Stream<String> script(Target target) {
        return switch (target) {
            case Target.ToScript(String script) -> Stream.of(script);
            case Target.ToQueue _, Target.Goodbye _ -> Stream.empty();
        };
    }

    private Set<String> reached(Iterable<String> entries) {
        Set<String> reached = new TreeSet<>();
        Deque<String> next = new ArrayDeque<>();
        entries.forEach(next::add);
        while (!next.isEmpty()) {
            String name = next.remove();
            Script script = fit.get(name);
            if (reached.add(name) && script != null) {
                new Steps(script).forEach(step -> {
                    if (step instanceof ScriptStep.ToScript to) {
                        next.add(to.script());
                    }
                });
            }
        }
        return reached;
    }
}
