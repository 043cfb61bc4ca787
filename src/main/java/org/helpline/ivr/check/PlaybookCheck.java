package org.helpline.ivr.check;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.helpline.ivr.model.Condition;
import org.helpline.ivr.model.Operation;
import org.helpline.ivr.model.Playbook;
import org.helpline.ivr.model.PlaybookNames;
import org.helpline.ivr.model.Term;
import org.helpline.ivr.model.Value;
import org.helpline.ivr.model.ValueType;
import org.helpline.ivr.parse.SourceText;
import org.helpline.ivr.parse.Words;

/** Whether the conditions and links of a playbook name what there is, and can be true and false. */
final class PlaybookCheck {

    private final Playbook playbook;
    private final PlaybookKnown known;
    private final SourceText source;
    private final Set<String> ids;

    PlaybookCheck(Playbook playbook, PlaybookKnown known, SourceText source) {
        this.playbook = playbook;
        this.known = known;
        this.source = source;
        this.ids = playbook.steps().stream().map(Playbook.Step::id).collect(Collectors.toCollection(TreeSet::new));
    }

    void check() {
        for (Playbook.Step step : playbook.steps()) {
            step.when().ifPresent(when -> condition(when));
            step.links().forEach(this::link);
        }
        cycles();
    }

    private void condition(Condition.Expression when) {
        int before = source.count();
        new Typing(this::kind, source::report).condition(when.tree());
        words(when.tree());
        calendars(when.tree());
        if (source.count() > before) {
            return; // what it comes to would only confuse
        }
        Foregone.of(when.tree(), this::domain)
                .ifPresent(always -> source.report(
                        when.tree().at(),
                        always ? "This is always true." : "This is never true, so nobody ever sees the step.",
                        always
                                ? "Remove the 'when': the step is shown in any case."
                                : "Mend the condition, or remove the step."));
    }

    private void calendars(Term term) {
        if (term instanceof Term.Apply(Term.Spot at, Operation operation, var _) && operation.asksCalendar()) {
            source.report(at, "A playbook asks no calendar.", "Ask for the queue: each queue has its own hours.");
        }
        term.parts().forEach(this::calendars);
    }

    private Kind kind(Term.Name name) {
        Optional<Kind> kind = kind(name.name());
        if (kind.isEmpty()) {
            unknown(name.at(), name.name());
        }
        return kind.orElse(Kind.ANY);
    }

    /** The kind of a name that there is. */
    private Optional<Kind> kind(String name) {
        Optional<String> step = PlaybookNames.step(name);
        Optional<String> answer = PlaybookNames.answer(name);
        if (step.isPresent()) {
            return step.filter(ids::contains).map(_ -> Kind.BOOLEAN);
        }
        if (answer.isPresent()) {
            return answer.filter(this::isAnswer).map(_ -> Kind.OPEN_TEXT);
        }
        return name.equals(PlaybookNames.ANSWERS)
                ? Optional.of(Kind.MAP)
                : Optional.ofNullable(PlaybookNames.types().get(name))
                        .map(type -> type == ValueType.TEXT ? Kind.OPEN_TEXT : Kind.of(type));
    }

    private boolean isAnswer(String line) {
        return known.answers()
                .map(all -> all.stream()
                        .anyMatch(l -> l.equals(line) || PlaybookNames.plain(l).equals(line)))
                .orElse(true);
    }

    private void unknown(Term.Spot at, String name) {
        Optional<String> step = PlaybookNames.step(name);
        Optional<String> answer = PlaybookNames.answer(name);
        if (step.isPresent()) {
            source.report(at, "There is no step '" + step.get() + "'.", Words.suggestion(step.get(), ids, "step"));
        } else if (answer.isPresent()) {
            Set<String> lines = known.answers().orElse(Set.of()).stream()
                    .map(PlaybookNames::plain)
                    .collect(Collectors.toCollection(TreeSet::new));
            source.report(
                    at,
                    "No script writes '" + answer.get() + "' into the pop.",
                    Words.suggestion(answer.get(), lines, "line in the pop of any script"));
        } else {
            Set<String> names = new TreeSet<>(PlaybookNames.types().keySet());
            names.addAll(List.of(PlaybookNames.ANSWERS + ".NAME", PlaybookNames.DONE + ".STEP"));
            source.report(at, "A playbook knows no '" + name + "'.", Words.suggestion(name, names, "name"));
        }
    }

    /** Texts that are compared with a queue, a tag or a code must be one. */
    private void words(Term term) {
        if (term instanceof Term.Apply(var _, Operation operation, List<Term> parts)) {
            if (operation == Operation.INDEX
                    && parts.get(0) instanceof Term.Name(var _, String root)
                    && root.equals(PlaybookNames.ANSWERS)
                    && parts.get(1) instanceof Term.Constant(Term.Spot at, Value.Text(String line))
                    && !isAnswer(line)) {
                unknown(at, PlaybookNames.ANSWERS + "." + line);
            }
            compared(operation, parts);
        }
        term.parts().forEach(this::words);
    }

    private void compared(Operation operation, List<Term> parts) {
        switch (operation) {
            case EQUAL, NOT_EQUAL -> {
                word(parts.get(0), parts.get(1));
                word(parts.get(1), parts.get(0));
            }
            case IN -> {
                if (parts.get(1) instanceof Term.Listing(var _, List<Term> entries)) {
                    entries.forEach(e -> word(parts.get(0), e));
                }
                if (parts.get(1) instanceof Term.Name(var _, String list) && list.equals(PlaybookNames.TAGS)) {
                    word(parts.get(1), parts.get(0));
                }
            }
            default -> {}
        }
    }

    private void word(Term of, Term word) {
        if (of instanceof Term.Name(var _, String name)
                && word instanceof Term.Constant(Term.Spot at, Value.Text(String text))) {
            List<String> allowed = words(name);
            if (!allowed.isEmpty() && !allowed.contains(text)) {
                source.report(
                        at,
                        "There is no " + kindOfWord(name) + " '" + text + "'.",
                        Words.suggestion(text, allowed, kindOfWord(name)));
            }
        }
    }

    private static String kindOfWord(String name) {
        return switch (name) {
            case PlaybookNames.QUEUE -> "queue";
            case PlaybookNames.TAGS -> "tag";
            case PlaybookNames.CODE -> "wrap-up code";
            default -> "word of customer.sure";
        };
    }

    /** The words that a name can have; none: any. */
    private List<String> words(String name) {
        return switch (name) {
            case PlaybookNames.QUEUE -> known.queues().stream().sorted().toList();
            case PlaybookNames.TAGS -> known.tags();
            case PlaybookNames.CODE ->
                known.codes().isEmpty()
                        ? List.of()
                        : Stream.concat(Stream.of(""), known.codes().stream().sorted())
                                .toList();
            case PlaybookNames.SURE -> PlaybookNames.SURE_WORDS;
            default -> List.of();
        };
    }

    private Optional<List<Value>> domain(String name) {
        List<String> words = name.equals(PlaybookNames.TAGS) ? List.of() : words(name);
        return words.isEmpty()
                ? Optional.empty()
                : Optional.of(words.stream().map(Value::text).toList());
    }

    private void link(Playbook.Link link) {
        Term.Spot at = new Term.Spot(link.at().line(), link.at().column());
        for (String name : link.address().names()) {
            Optional<Kind> kind = kind(name);
            if (kind.isEmpty()) {
                unknown(at, name);
            } else if (!kind.get().isText()) {
                source.report(
                        at,
                        "{" + name + "} is " + kind.get().said() + ", and no text.",
                        "Name for example {customer.id}.");
            }
        }
    }

    /** Steps of which each waits for the other are never shown, or flicker. */
    private void cycles() {
        Map<String, Set<String>> asked = new TreeMap<>();
        playbook.steps().forEach(s -> asked.put(s.id(), asks(s)));
        Set<String> told = new HashSet<>();
        for (Playbook.Step step : playbook.steps()) {
            if (!told.contains(step.id()) && reaches(step.id(), asked, told)) {
                source.report(
                        step.when().orElseThrow().tree().at(),
                        asked.getOrDefault(step.id(), Set.of()).contains(step.id())
                                ? "This step depends on itself."
                                : "This step depends on itself by way of " + around(step.id(), asked) + ".",
                        "A step may ask only for those that do not ask for it.");
            }
        }
    }

    private static Set<String> asks(Playbook.Step step) {
        return step.when().stream()
                .flatMap(w -> namesOf(w.tree()).stream())
                .flatMap(n -> PlaybookNames.step(n).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Every dotted name: {@link Term#names} would give the root alone. */
    private static Set<String> namesOf(Term term) {
        Set<String> names = new TreeSet<>();
        if (term instanceof Term.Name(var _, String name)) {
            names.add(name);
        }
        term.parts().forEach(p -> names.addAll(namesOf(p)));
        return names;
    }

    private static boolean reaches(String id, Map<String, Set<String>> asked, Set<String> told) {
        Set<String> seen = reached(id, asked);
        boolean isRound = seen.contains(id);
        if (isRound) {
            seen.stream().filter(other -> reached(other, asked).contains(id)).forEach(told::add);
        }
        return isRound;
    }

    private static Set<String> reached(String id, Map<String, Set<String>> asked) {
        Set<String> seen = new TreeSet<>();
        Deque<String> next = new ArrayDeque<>(asked.getOrDefault(id, Set.of()));
        while (!next.isEmpty()) {
            String step = next.pop();
            if (seen.add(step)) {
                next.addAll(asked.getOrDefault(step, Set.of()));
            }
        }
        return seen;
    }

    private static String around(String id, Map<String, Set<String>> asked) {
        return reached(id, asked).stream()
                .filter(other -> !other.equals(id) && reached(other, asked).contains(id))
                .collect(Collectors.joining(", "));
    }
}
