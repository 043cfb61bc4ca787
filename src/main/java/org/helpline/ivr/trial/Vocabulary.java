package org.helpline.ivr.trial;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.helpline.ivr.model.LookUpShape;
import org.helpline.ivr.model.PhoneBook;
import org.helpline.ivr.model.Prompts;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.Steps;
import org.helpline.ivr.model.ValueType;

/**
 * The names that a test may use.
 *
 * @param sounds prompts and recordings, of the script and of those that its calls may go on with or into; notices, languages and
 *     sides of splits likewise
 * @param handsOn whether calls go on with scripts that are not known here, so that any sound may be heard
 * @param people agents and extensions
 * @param lookUps what can be looked up, by name
 * @param kept variables of the script that are kept for the customer, with their types
 * @param rules names of the rules that the script has at queues
 */
public record Vocabulary(
        Set<String> sounds,
        boolean handsOn,
        Set<String> sections,
        Set<String> queues,
        Set<String> hours,
        Set<String> notices,
        Set<String> languages,
        Set<String> scripts,
        Set<String> people,
        Map<String, LookUpShape> lookUps,
        Map<String, ValueType> kept,
        Set<String> sides,
        Set<String> rules) {

    /** The same where anything may be heard, in any queue: for tests that were made of another version. */
    public Vocabulary loosely(Set<String> moreQueues, Set<String> moreNotices) {
        Set<String> allQueues = new TreeSet<>(queues);
        allQueues.addAll(moreQueues);
        Set<String> allNotices = new TreeSet<>(notices);
        allNotices.addAll(moreNotices);
        return new Vocabulary(
                sounds,
                true,
                sections,
                allQueues,
                hours,
                allNotices,
                languages,
                scripts,
                people,
                lookUps,
                kept,
                sides,
                rules);
    }

    /** The names that tests of {@code script} may use; {@code others}: the scripts that could be read, by name. */
    public static Vocabulary of(Script script, Set<String> queues, Set<String> hours, Map<String, Script> others) {
        return of(script, queues, hours, PhoneBook.EMPTY, others, Map.of());
    }

    /** The same; {@code book}: who can be rung; {@code lookUps}: what can be looked up, by name. */
    public static Vocabulary of(
            Script script,
            Set<String> queues,
            Set<String> hours,
            PhoneBook book,
            Map<String, Script> others,
            Map<String, LookUpShape> lookUps) {
        Set<String> sounds = new TreeSet<>();
        Set<String> notices = new TreeSet<>();
        Set<String> languages = new TreeSet<>();
        Set<String> sides = new TreeSet<>();
        Set<String> rules = new TreeSet<>();
        Map<String, Optional<Script>> near = near(script, others);
        for (Optional<Script> known : near.values()) {
            known.ifPresent(s -> {
                sounds.addAll(sounds(s.prompts()));
                notices.addAll(s.notices());
                languages.addAll(s.languages());
                sides.addAll(sides(s));
                s.queues().values().forEach(q -> q.rules().forEach(r -> rules.add(r.name())));
            });
        }
        Set<String> names = new TreeSet<>(others.keySet());
        names.addAll(handedTo(script));
        return new Vocabulary(
                sounds,
                near.values().stream().anyMatch(Optional::isEmpty),
                new TreeSet<>(script.sections().keySet()),
                new TreeSet<>(queues),
                new TreeSet<>(hours),
                notices,
                languages,
                names,
                people(book),
                lookUps,
                kept(script),
                sides,
                rules);
    }

    /** The script and all that calls go on with or into, from one to the next; empty for one that is not known. */
    private static Map<String, Optional<Script>> near(Script script, Map<String, Script> others) {
        Map<String, Optional<Script>> near = new TreeMap<>();
        Deque<Script> open = new ArrayDeque<>(List.of(script));
        near.put(script.name(), Optional.of(script));
        while (!open.isEmpty()) {
            for (String name : handedTo(open.poll())) {
                if (!near.containsKey(name)) {
                    near.put(name, Optional.ofNullable(others.get(name)));
                    Optional.ofNullable(others.get(name)).ifPresent(open::add);
                }
            }
        }
        return near;
    }

    private static Map<String, ValueType> kept(Script script) {
        Map<String, ValueType> kept = new TreeMap<>();
        script.head().variables().forEach((name, variable) -> {
            if (variable.ofCustomer()) {
                kept.put(name, variable.type());
            }
        });
        return kept;
    }

    /** The sides of splits: by their shares, and by the sections that they lead to. */
    private static Set<String> sides(Script script) {
        Set<String> sides = new TreeSet<>();
        new Steps(script).forEach(step -> {
            if (step instanceof ScriptStep.Split split) {
                sides.addAll(DrawnSides.names(split));
            }
        });
        return sides;
    }

    private static Set<String> people(PhoneBook book) {
        Set<String> people = new TreeSet<>(book.agents());
        people.addAll(book.numbers());
        return people;
    }

    private static Set<String> handedTo(Script script) {
        Set<String> names = new TreeSet<>();
        new Steps(script).forEach(step -> {
            if (step instanceof ScriptStep.ToScript to) {
                names.add(to.script());
            } else if (step instanceof ScriptStep.Do(var _, ScriptStep.Routine.Script s, var _, var _)) {
                names.add(s.name());
            }
        });
        return names;
    }

    /** Prompts by id, and recordings of values both as {@code position@3} and as {@code position}. */
    private static Collection<String> sounds(Prompts prompts) {
        Set<String> sounds = new TreeSet<>(prompts.texts().keySet());
        prompts.recordings()
                .values()
                .forEach(names -> names.forEach(name -> {
                    int at = name.indexOf('@');
                    sounds.add(at < 0 ? name : name.substring(0, at));
                }));
        return sounds;
    }

    /** Whether this may be heard. */
    boolean isSound(String word) {
        int at = word.indexOf('@');
        return handsOn || sounds.contains(at < 0 ? word : word.substring(0, at));
    }
}
