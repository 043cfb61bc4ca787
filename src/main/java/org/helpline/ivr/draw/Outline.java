package org.helpline.ivr.draw;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.helpline.ivr.draw.Flow.Card;
import org.helpline.ivr.draw.Flow.Kind;
import org.helpline.ivr.draw.Flow.Mark;
import org.helpline.ivr.draw.Flow.Row;
import org.helpline.ivr.draw.Flow.Sort;
import org.helpline.ivr.draw.Flow.Way;
import org.helpline.ivr.model.Action;
import org.helpline.ivr.model.QueueRule;
import org.helpline.ivr.model.QueueWait;
import org.helpline.ivr.model.Script;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.SendOn;
import org.helpline.ivr.model.Steps;

/** Turns a script into cards. */
final class Outline {

    private final Script script;
    private final StepRows steps;

    private Outline(Script script, StepRows steps) {
        this.script = script;
        this.steps = steps;
    }

    /** A script's cards, the entry first, the rest in the order written; with the texts of the default language. */
    static Flow of(Script script) {
        StepRows steps = new StepRows(w -> Wording.heard(w, script.prompts(), script.defaultLanguage()));
        return new Flow(script.name(), script.languages(), new Outline(script, steps).cards());
    }

    /** The same with prompts by name, so that a changed text changes nothing here. */
    static Flow byNames(Script script) {
        StepRows steps = new StepRows(Wording::named);
        return new Flow(script.name(), script.languages(), new Outline(script, steps).cards());
    }

    static String sectionId(String name) {
        return "section " + name;
    }

    static String queueId(String name) {
        return "queue " + name;
    }

    static String scriptId(String name) {
        return "script " + name;
    }

    private List<Card> cards() {
        Map<String, Card> cards = new LinkedHashMap<>();
        Action start = script.sections().get(Script.START);
        if (start != null) {
            add(cards, section(Script.START, start));
        }
        script.sections().forEach((name, action) -> {
            if (!name.equals(Script.START)) {
                add(cards, section(name, action));
            }
        });
        script.human().ifPresent(a -> add(cards, human(a)));
        forAllQuestions().forEach(c -> add(cards, c));
        queueNames().forEach(q -> add(cards, queue(q)));
        others().forEach(s -> add(cards, otherScript(s)));
        return List.copyOf(cards.values());
    }

    private static void add(Map<String, Card> cards, Card card) {
        cards.put(card.id(), card);
    }

    private Card section(String name, Action action) {
        Kind kind = name.equals(Script.START) ? Kind.START : Kind.SECTION;
        String note = kind == Kind.START ? "every call begins here" : "";
        return card(sectionId(name), kind, name, note, action.at().line(), rows(action));
    }

    private Card human(Action action) {
        return card("human", Kind.HUMAN, "human", "key 0", action.at().line(), rows(action));
    }

    private List<Row> rows(Action action) {
        return steps.steps(action.steps(), 0).stream()
                .map(r -> r.label().isEmpty() && r.sort() == Sort.STEP ? r.labelled(Sort.STEP, "then", r.text()) : r)
                .toList();
    }

    /** What silence and wrong keys lead to by default; none where every question says it itself. */
    private List<Card> forAllQuestions() {
        Map<String, List<Action>> lists = new LinkedHashMap<>();
        new Steps(script).forEach(step -> {
            if (step instanceof ScriptStep.Input input) {
                note(lists, "silence", input.retries().silence());
                note(lists, "wrong", input.retries().wrong());
            }
        });
        if (lists.isEmpty()) {
            return List.of();
        }
        RetryRows retries = new RetryRows(steps);
        List<Row> rows = new ArrayList<>();
        int line = 0;
        for (String word : List.of("silence", "wrong")) {
            List<Action> list = lists.getOrDefault(word, List.of());
            rows.addAll(retries.list(word, list, 0));
            line = list.isEmpty() ? line : Math.max(line, list.getFirst().at().line());
        }
        int from = rows.stream().mapToInt(Row::line).filter(l -> l > 0).min().orElse(line);
        return List.of(card("questions", Kind.QUESTIONS, "no answer", "unless a question says it", from, rows));
    }

    private static void note(Map<String, List<Action>> lists, String word, List<Action> entries) {
        if (RetryRows.isForAll(entries)) {
            lists.putIfAbsent(word, entries);
        }
    }

    private Set<String> queueNames() {
        Set<String> names = new LinkedHashSet<>(script.queues().keySet());
        new Steps(script).forEach(step -> {
            if (step instanceof ScriptStep.JoinQueue join) {
                names.add(join.queue().value());
            }
        });
        return names;
    }

    private Card queue(String name) {
        QueueWait wait = script.queues().get(name);
        if (wait == null) {
            Row settings = Row.of(0, Sort.NOTE, "", "waits as the settings say", new Way.On(), 0);
            return card(queueId(name), Kind.QUEUE, name, "queue", 0, List.of(settings));
        }
        int line = wait.at().line();
        List<Row> rows = new ArrayList<>();
        if (!wait.say().isEmpty()) {
            String every = wait.every().isZero() ? "once" : "each " + Wording.length(wait.every());
            rows.add(Row.of(0, Sort.STEP, every, steps.heard(wait.say()), new Way.On(), line));
        }
        if (!wait.music().isEmpty()) {
            rows.add(Row.of(0, Sort.STEP, "music", wait.music(), new Way.On(), line));
        }
        wait.rules().forEach(r -> rows.add(rule(r)));
        rows.addAll(steps.keys(wait.keys(), -1));
        wait.offer().ifPresent(o -> {
            String over = "wait over " + Wording.length(o.waitOver());
            rows.add(Row.of(0, Sort.STEP, over, steps.heard(o.say()), new Way.On(), line));
            if (!wait.keys().containsKey(o.key())) {
                rows.addAll(steps.keys(Map.of(o.key(), o.choice()), -1));
            }
        });
        wait.maxWait()
                .ifPresent(m ->
                        rows.add(Row.of(0, Sort.NOTE, "waits", "at most " + Wording.length(m), new Way.On(), line)));
        rows.addAll(steps.sendOn(wait.sendOn(), 0));
        if (wait.sendOn().then().isEmpty() && wait.sendOn().branches().size() < SendOn.Reason.values().length) {
            String label = wait.sendOn().branches().isEmpty() ? "not served" : "else";
            rows.add(Row.of(0, Sort.NOTE, label, "as the settings say", new Way.On(), line));
        }
        return card(queueId(name), Kind.QUEUE, name, "queue", line, rows);
    }

    private static Row rule(QueueRule rule) {
        String asks = "if " + Wording.condition(rule.when()) + (rule.note().isEmpty() ? "" : " (" + rule.note() + ")");
        return Row.of(0, Sort.NOTE, asks, rule.words(), new Way.On(), rule.at().line());
    }

    private Set<String> others() {
        Set<String> names = new LinkedHashSet<>();
        new Steps(script).forEach(step -> {
            if (step instanceof ScriptStep.ToScript to) {
                names.add(to.script());
            }
        });
        return names;
    }

    private static Card otherScript(String name) {
        Row row = Row.of(0, Sort.NOTE, "", "goes on from its start", new Way.On(), 0);
        return card(scriptId(name), Kind.SCRIPT, name, "script", 0, List.of(row));
    }

    private static Card card(String id, Kind kind, String title, String note, int line, List<Row> rows) {
        return new Card(id, kind, title, note, line, Mark.SAME, rows);
    }
}
