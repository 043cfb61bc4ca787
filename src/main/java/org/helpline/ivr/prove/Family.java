package org.helpline.ivr.prove;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.helpline.ivr.model.BuiltIn;
import org.helpline.ivr.model.QueueFigure;
import org.helpline.ivr.model.QueueRule;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Steps;
import org.helpline.ivr.run.StepIndex;

/**
 * A script and those that it runs, near and far, each read once: a call that is explored goes into them and comes back. A variable's
 * key tells those of one script from those of another; what every call has, such as the caller's number, has one key everywhere.
 */
final class Family {

    private final Script root;
    private final Map<String, Script> scripts = new LinkedHashMap<>();
    private final Map<String, String> prefixes = new HashMap<>();
    private final Map<String, StepIndex> indexes = new HashMap<>();
    private final IdentityHashMap<ScriptStep, Script> owners = new IdentityHashMap<>();

    /** The family of {@code root}; {@code find} knows the scripts that may be run. */
    Family(Script root, Function<String, Optional<Script>> find) {
        this.root = root;
        Deque<Script> open = new ArrayDeque<>(List.of(root));
        scripts.put(root.name(), root);
        while (!open.isEmpty()) {
            Script script = open.poll();
            prefixes.put(script.name(), script == root ? "" : prefixes.size() + ":");
            indexes.put(script.name(), new StepIndex(script));
            new Steps(script).forEach(step -> {
                owners.put(step, script);
                runs(step)
                        .filter(name -> !scripts.containsKey(name))
                        .flatMap(find)
                        .ifPresent(sub -> {
                            scripts.put(sub.name(), sub);
                            open.add(sub);
                        });
            });
        }
    }

    /** The other script that a step runs. */
    static Optional<String> runs(ScriptStep step) {
        return step instanceof ScriptStep.Do d && d.routine() instanceof ScriptStep.Routine.Script s
                ? Optional.of(s.name())
                : Optional.empty();
    }

    Script root() {
        return root;
    }

    /** Its name, unless it is the root. */
    Optional<String> other(Script script) {
        return script == root ? Optional.empty() : Optional.of(script.name());
    }

    /** The script of this name; empty when it is not there or cannot be read. */
    Optional<Script> find(String name) {
        return Optional.ofNullable(scripts.get(name));
    }

    /** The root first. */
    List<Script> all() {
        return List.copyOf(scripts.values());
    }

    /** The scripts that the root runs. */
    List<Script> run() {
        return all().subList(1, scripts.size());
    }

    /** Steps that run a script which sooner or later runs theirs: they are told of themselves, and nothing is proved behind them. */
    List<Doubt> rounds() {
        List<Doubt> rounds = new ArrayList<>();
        forEach((script, step) -> runs(step)
                .filter(n -> leadsTo(n, script.name()))
                .ifPresent(name -> rounds.add(new Doubt(
                        other(script), step.at(), "'" + name + "' runs this script again, and so on for ever"))));
        return rounds;
    }

    private boolean leadsTo(String from, String to) {
        Deque<String> open = new ArrayDeque<>(List.of(from));
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            String name = open.poll();
            if (name.equals(to)) {
                return true;
            }
            if (seen.add(name)) {
                find(name)
                        .ifPresent(s -> new Steps(s).forEach(step -> runs(step).ifPresent(open::add)));
            }
        }
        return false;
    }

    /** Every step of every script. */
    void forEach(BiConsumer<Script, ScriptStep> consumer) {
        scripts.values().forEach(script -> new Steps(script).forEach(step -> consumer.accept(script, step)));
    }

    /** Every rule of every queue of every script. */
    void forEachRule(BiConsumer<Script, QueueRule> consumer) {
        scripts.values().forEach(script -> rules(script).forEach(rule -> consumer.accept(script, rule)));
    }

    /** The rules of a script's queues. */
    static List<QueueRule> rules(Script script) {
        return script.queues().values().stream()
                .flatMap(q -> q.rules().stream())
                .toList();
    }

    /** The script in which a step is written; the root for one that the interpreter has made up. */
    Script of(ScriptStep step) {
        return owners.getOrDefault(step, root);
    }

    /** The steps of one of these scripts. */
    StepIndex steps(Script script) {
        StepIndex index = indexes.get(script.name());
        return index == null ? Objects.requireNonNull(indexes.get(root.name())) : index;
    }

    /** What tells a variable of {@code script} from those of the other scripts. */
    String key(Script script, String name) {
        return isOfTheCall(name) ? name : prefixes.getOrDefault(script.name(), "") + name;
    }

    private static boolean isOfTheCall(String name) {
        return BuiltIn.NAMES.contains(name) || QueueFigure.Asked.by(name).isPresent();
    }

    /** The name, as {@code script} knows it, of the variable with this key; empty for one of another script. */
    Optional<String> name(Script script, String key) {
        String prefix = prefixes.getOrDefault(script.name(), "");
        if (isOfTheCall(key)) {
            return Optional.of(key);
        }
        boolean others = prefix.isEmpty() && key.indexOf(':') >= 0;
        return key.startsWith(prefix) && !others ? Optional.of(key.substring(prefix.length())) : Optional.empty();
    }

    /** What scripts give back by {@code return}, of the script that this step runs or of its own. */
    List<ScriptStep.Return> returns(Script script, ScriptStep.Do step) {
        List<ScriptStep.Return> returns = new ArrayList<>();
        Optional<Script> run = runs(step).isPresent() ? runs(step).flatMap(this::find) : Optional.of(script);
        run.ifPresent(s -> new Steps(s).forEach(r -> {
            if (r instanceof ScriptStep.Return back) {
                returns.add(back);
            }
        }));
        return returns;
    }
}
