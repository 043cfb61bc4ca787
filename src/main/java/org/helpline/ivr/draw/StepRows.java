package org.helpline.ivr.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.helpline.core.Digit;
import org.helpline.ivr.draw.Flow.Row;
import org.helpline.ivr.draw.Flow.Sort;
import org.helpline.ivr.draw.Flow.Way;
import org.helpline.ivr.model.Action;
import org.helpline.ivr.model.Answer;
import org.helpline.ivr.model.Assigned;
import org.helpline.ivr.model.Choice;
import org.helpline.ivr.model.Dial;
import org.helpline.ivr.model.Missed;
import org.helpline.ivr.model.Place;
import org.helpline.ivr.model.Ringing;
import org.helpline.ivr.model.ScriptStep;
import org.helpline.ivr.model.SendOn;
import org.helpline.ivr.model.Spoken;
import org.helpline.ivr.model.Wanted;

/** Steps as rows of a card. */
final class StepRows {

    private static final Way ON = new Way.On();
    private static final String NO_BARGE = "no key cuts it short";

    private final Function<List<Spoken>, String> heard;

    /** {@code heard} puts what is said into words. */
    StepRows(Function<List<Spoken>, String> heard) {
        this.heard = heard;
    }

    /** Steps one after the other; one that only leads on joins the plain row before it. */
    List<Row> steps(List<ScriptStep> steps, int depth) {
        List<Row> rows = new ArrayList<>();
        boolean joins = false;
        for (ScriptStep step : steps) {
            List<Row> own = step(step, depth);
            if (joins && own.size() == 1 && isOnlyAWay(step)) {
                rows.add(rows.removeLast().joinedBy(own.getFirst()));
            } else {
                rows.addAll(own);
            }
            joins = isPlain(step);
        }
        return rows;
    }

    private static boolean isOnlyAWay(ScriptStep step) {
        return switch (step) {
            case ScriptStep.Go _, ScriptStep.ToScript _, ScriptStep.HangUp _ -> true;
            case ScriptStep.Human _, ScriptStep.Again _, ScriptStep.Next _ -> true;
            case ScriptStep.Say _, ScriptStep.Notice _, ScriptStep.Input _, ScriptStep.SetLanguage _ -> false;
            case ScriptStep.SetVariables _, ScriptStep.When _, ScriptStep.JoinQueue _ -> false;
            case ScriptStep.Transfer _ -> false;
            case ScriptStep.Do _, ScriptStep.Return _, ScriptStep.Split _ -> false;
            case ScriptStep.Callback _ -> false;
            case ScriptStep.LookUp _, ScriptStep.Switch _, ScriptStep.Declare _ -> false;
        };
    }

    private static boolean isPlain(ScriptStep step) {
        return step instanceof ScriptStep.Say
                || step instanceof ScriptStep.SetLanguage
                || step instanceof ScriptStep.SetVariables;
    }

    private List<Row> step(ScriptStep step, int depth) {
        return switch (step) {
            case ScriptStep.Say s -> say(s, depth);
            case ScriptStep.Notice n -> plain(n, depth, "if on", n.name() + ": " + heard(prompt(n.name())));
            case ScriptStep.SetLanguage l -> plain(l, depth, "speaks", l.language());
            case ScriptStep.SetVariables s -> plain(s, depth, "sets", assignments(s));
            case ScriptStep.Menu m -> question(m, depth, "menu", menu(m, depth));
            case ScriptStep.DialExtension d -> question(d, depth, "extension", dial(d, d.keys(), d.dial(), depth));
            case ScriptStep.SpellName s -> question(s, depth, "directory", names(s, depth));
            case ScriptStep.Ask a -> question(a, depth, "asks", answer(a, depth));
            case ScriptStep.ChooseLanguage c -> question(c, depth, "language", languages(c, depth));
            case ScriptStep.RecordCaller r -> record(r, depth);
            case ScriptStep.Switch s -> plain(s, depth, "switches", s.notice() + " " + s.to().word());
            case ScriptStep.Declare d -> plain(d, depth, "declares", d.calendar() + " " + d.to().replace('_', ' '));
            case ScriptStep.When w -> when(w, depth);
            case ScriptStep.JoinQueue q -> queue(q, depth);
            case ScriptStep.Transfer t -> transfer(t, depth);
            case ScriptStep.Callback c -> callback(c, depth);
            case ScriptStep.LookUp l -> lookUp(l, depth);
            case ScriptStep.Do d -> plain(d, depth, "runs", Wording.run(d));
            case ScriptStep.Return r ->
                plain(r, depth, "returns", r.value().map(Assigned::written).orElse(""));
            case ScriptStep.Split s -> split(s, depth);
            case ScriptStep.Go g -> way(g, depth, g.section(), new Way.To(Outline.sectionId(g.section())));
            case ScriptStep.ToScript t -> way(t, depth, t.script(), new Way.To(Outline.scriptId(t.script())));
            case ScriptStep.HangUp h -> way(h, depth, "", new Way.Word(Way.Said.HANG_UP));
            case ScriptStep.Human h -> way(h, depth, "", new Way.Word(Way.Said.HUMAN));
            case ScriptStep.Again a -> way(a, depth, "", new Way.Word(Way.Said.AGAIN));
            case ScriptStep.Next n -> way(n, depth, "", new Way.Word(Way.Said.NEXT));
        };
    }

    private List<Row> split(ScriptStep.Split split, int depth) {
        List<Row> rows = new ArrayList<>(plain(split, depth, "splits", split.byCaller() ? "by caller" : "by chance"));
        split.sides().forEach(s -> rows.addAll(led(s.action(), depth + 1, Sort.BRANCH, s.label(), "")));
        return rows;
    }

    private List<Row> say(ScriptStep.Say say, int depth) {
        Row row = plain(say, depth, "says", heard(say.what())).getFirst();
        return List.of(say.barge() ? row : row.detailed(NO_BARGE));
    }

    private static List<Row> plain(ScriptStep step, int depth, String label, String text) {
        return List.of(Row.of(depth, Sort.STEP, label, text, ON, step.at().line()));
    }

    private static List<Row> way(ScriptStep step, int depth, String text, Way way) {
        return List.of(Row.of(depth, Sort.STEP, "", text, way, step.at().line()));
    }

    private List<Row> question(ScriptStep.Input input, int depth, String label, List<Row> answers) {
        List<Row> rows = new ArrayList<>();
        Row asked = Row.of(
                depth,
                Sort.QUESTION,
                label,
                heard(input.prompt()),
                ON,
                input.at().line());
        rows.add(asked.detailed("waits " + Wording.length(input.retries().waitFor()) + " for a key"
                + (input.barge() ? "" : ", " + NO_BARGE)));
        rows.addAll(answers);
        rows.addAll(new RetryRows(this).of(input, depth + 1));
        return rows;
    }

    /** Keys in the order written. */
    List<Row> keys(Map<Digit, Choice> keys, int depth) {
        List<Row> rows = new ArrayList<>();
        keys.forEach((key, choice) -> rows.addAll(
                led(choice.action(), depth + 1, Sort.KEY, Character.toString(key.symbol()), choice.show())));
        return rows;
    }

    /** An action whose first row says what leads to it. */
    List<Row> led(Action action, int depth, Sort sort, String label, String show) {
        List<Row> rows = new ArrayList<>(steps(action.steps(), depth));
        Row first = rows.removeFirst();
        boolean onlyNamesItsTarget = first.label().isEmpty();
        String text = show.isEmpty() ? first.text() : onlyNamesItsTarget ? show : show + " · " + first.text();
        for (int i = 0; i < rows.size(); i++) {
            rows.set(i, rows.get(i).at(rows.get(i).depth() + 1));
        }
        rows.addFirst(first.labelled(sort, label, text));
        return rows;
    }

    /** What the caller keys: {@code a score 1–5}, {@code 4–10 digits, ended by #}. */
    private static String answered(ScriptStep.Ask ask) {
        Optional<Answer.Scale> scale = ask.answer().scale();
        if (scale.isPresent()) {
            return "a score " + scale.get().least() + "–" + scale.get().most();
        }
        String digits = ask.min() == ask.max() ? Integer.toString(ask.min()) : ask.min() + "–" + ask.max();
        String end = ask.end().map(e -> ", ended by " + e.symbol()).orElse("");
        return digits + (ask.max() == 1 ? " digit" : " digits") + end;
    }

    private List<Row> answer(ScriptStep.Ask ask, int depth) {
        String text = answered(ask) + " → " + ask.variable();
        List<Row> rows = new ArrayList<>();
        Row takes = Row.of(depth + 1, Sort.NOTE, "takes", text, ON, ask.at().line());
        String shown = ask.show().isEmpty() ? "" : ", shown to the agent as " + Wording.quoted(ask.show());
        rows.add(takes.detailed("waits " + Wording.length(ask.between()) + " between digits" + shown));
        if (!ask.confirm().isEmpty()) {
            rows.add(Row.of(
                    depth + 1,
                    Sort.NOTE,
                    "right?",
                    heard(ask.confirm()),
                    ON,
                    ask.at().line()));
        }
        rows.addAll(keys(ask.keys(), depth));
        return rows;
    }

    private List<Row> record(ScriptStep.RecordCaller record, int depth) {
        int line = record.at().line();
        List<Row> rows = new ArrayList<>();
        String said = heard(record.prompt());
        String text = record.box().map(b -> b + ": " + said).orElse(said);
        rows.add(Row.of(depth, Sort.QUESTION, record.box().isPresent() ? "voicemail" : "records", text, ON, line)
                .detailed(Wording.recording(record.how())));
        if (!record.variable().isEmpty()) {
            rows.add(Row.of(depth + 1, Sort.NOTE, "keeps", "→ " + record.variable(), ON, line));
        }
        if (!record.review().isEmpty()) {
            rows.add(Row.of(depth + 1, Sort.NOTE, "review", heard(record.review()), ON, line)
                    .detailed("1 keeps, 2 plays it, 3 records again"));
        }
        rows.addAll(keys(record.keys(), depth));
        RetryRows retries = new RetryRows(this);
        if (!record.nothing().isEmpty() && record.nothing().getFirst().at().line() > 0) {
            rows.addAll(retries.list("nothing", record.nothing(), depth + 1));
        }
        record.full().ifPresent(a -> rows.addAll(led(a, depth + 1, Sort.BRANCH, "full", "")));
        record.then().ifPresent(a -> rows.addAll(led(a, depth + 1, Sort.BRANCH, "then", "")));
        rows.addAll(retries.of(record, depth + 1));
        return rows;
    }

    private static List<Row> languages(ScriptStep.ChooseLanguage choose, int depth) {
        List<Row> rows = new ArrayList<>();
        choose.keys()
                .forEach((key, language) -> rows.add(Row.of(
                        depth + 1,
                        Sort.KEY,
                        Character.toString(key.symbol()),
                        language,
                        ON,
                        choose.at().line())));
        if (choose.remember() || choose.always()) {
            String text = choose.always() ? "asked every time" : "kept for the customer";
            rows.add(Row.of(depth + 1, Sort.NOTE, "", text, ON, choose.at().line()));
        }
        return rows;
    }

    /** A fork with one branch that only leads on is one row. */
    private List<Row> when(ScriptStep.When when, int depth) {
        String text = Wording.condition(when.condition());
        Row fork = Row.of(depth, Sort.STEP, "if", text, ON, when.at().line());
        Optional<Row> only = when.then()
                .filter(_ -> when.otherwise().isEmpty())
                .map(a -> steps(a.steps(), depth))
                .filter(rows -> rows.size() == 1 && rows.getFirst().label().isEmpty())
                .map(List::getFirst);
        if (only.isPresent()) {
            return List.of(fork.joinedBy(only.get()));
        }
        List<Row> rows = new ArrayList<>(List.of(fork));
        when.then().ifPresent(a -> rows.addAll(led(a, depth + 1, Sort.BRANCH, "then", "")));
        when.otherwise().ifPresent(a -> rows.addAll(led(a, depth + 1, Sort.BRANCH, "else", "")));
        return rows;
    }

    private List<Row> lookUp(ScriptStep.LookUp step, int depth) {
        String with = step.with().entrySet().stream()
                .map(e -> e.getKey() + " = " + e.getValue().written())
                .collect(Collectors.joining(", "));
        String text = step.name() + (with.isEmpty() ? "" : " by " + with) + " → " + step.variable();
        List<Row> rows = new ArrayList<>();
        Row asked = Row.of(depth, Sort.STEP, "looks up", text, ON, step.at().line());
        rows.add(step.meanwhile().isEmpty() ? asked : asked.detailed("if it takes longer: " + heard(step.meanwhile())));
        rows.addAll(led(step.none(), depth + 1, Sort.BRANCH, "none", ""));
        rows.addAll(led(step.failed(), depth + 1, Sort.BRANCH, "failed", ""));
        return rows;
    }

    private List<Row> queue(ScriptStep.JoinQueue join, int depth) {
        String name = join.queue().value();
        String text = name
                + (join.priority() == 0 ? "" : ", priority " + join.priority())
                + (join.wanted().needs().isEmpty()
                        ? ""
                        : ", needs " + Wanted.words(join.wanted().needs()))
                + (join.wanted().prefer().isEmpty() ? "" : ", an agent preferred")
                + join.recorded()
                        .map(on -> on ? ", recorded" : ", not recorded")
                        .orElse("");
        List<Row> rows = new ArrayList<>();
        rows.add(Row.of(
                depth,
                Sort.STEP,
                "queue",
                text,
                new Way.To(Outline.queueId(name)),
                join.at().line()));
        rows.addAll(sendOn(join.sendOn(), depth + 1));
        join.after().ifPresent(a -> rows.addAll(led(a, depth + 1, Sort.BRANCH, "after", "")));
        return rows;
    }

    private List<Row> transfer(ScriptStep.Transfer transfer, int depth) {
        String whom = switch (transfer.whom()) {
            case ScriptStep.Whom.Agent a -> Wording.template(a.id());
            case ScriptStep.Whom.Extension e -> "extension " + Wording.template(e.number());
            case ScriptStep.Whom.Outside n -> "number " + Wording.template(n.number());
        };
        List<Row> rows = new ArrayList<>();
        Row row = Row.of(depth, Sort.STEP, "transfer", whom, ON, transfer.at().line());
        rows.add(row.detailed("rings " + Wording.length(transfer.ringing().ring())));
        rows.addAll(ringing(transfer.at(), transfer.ringing(), depth + 1));
        return rows;
    }

    private List<Row> menu(ScriptStep.Menu menu, int depth) {
        List<Row> rows = keys(menu.keys(), depth);
        menu.extensions().ifPresent(d -> rows.addAll(dial(menu, Map.of(), d, depth)));
        return rows;
    }

    private List<Row> dial(ScriptStep step, Map<Digit, Choice> keys, Dial dial, int depth) {
        List<Row> rows = new ArrayList<>(keys(keys, depth));
        Row row = Row.of(
                depth + 1, Sort.NOTE, "dials", "an extension", ON, step.at().line());
        rows.add(row.detailed("waits " + Wording.length(dial.between()) + " between digits, rings "
                + Wording.length(dial.ringing().ring())));
        rows.addAll(ringing(step.at(), dial.ringing(), depth + 1));
        return rows;
    }

    private List<Row> names(ScriptStep.SpellName step, int depth) {
        List<Row> rows = new ArrayList<>(keys(step.keys(), depth));
        rows.add(Row.of(
                depth + 1,
                Sort.NOTE,
                "each",
                heard(step.choose()),
                ON,
                step.at().line()));
        rows.addAll(ringing(step.at(), step.dial().ringing(), depth + 1));
        return rows;
    }

    private List<Row> ringing(Place at, Ringing ringing, int depth) {
        List<Row> rows = new ArrayList<>();
        if (!ringing.say().isEmpty()) {
            rows.add(Row.of(depth, Sort.NOTE, "says", heard(ringing.say()), ON, at.line()));
        }
        for (Missed.Why why : Missed.Why.values()) {
            Action own = ringing.missed().branches().get(why);
            if (own != null) {
                rows.addAll(led(own, depth, Sort.BRANCH, why.words(), ""));
            }
        }
        String rest = ringing.missed().branches().isEmpty() ? "not reached" : "else";
        ringing.missed().then().ifPresent(a -> rows.addAll(led(a, depth, Sort.BRANCH, rest, "")));
        ringing.after().ifPresent(a -> rows.addAll(led(a, depth, Sort.BRANCH, "after", "")));
        return rows;
    }

    /** A queue's ways out. */
    List<Row> sendOn(SendOn sendOn, int depth) {
        List<Row> rows = new ArrayList<>();
        for (SendOn.Reason reason : SendOn.Reason.values()) {
            Action own = sendOn.branches().get(reason);
            if (own != null) {
                rows.addAll(led(own, depth, Sort.BRANCH, reason.word().replace('_', ' '), ""));
            }
        }
        String rest = sendOn.branches().isEmpty() ? "not served" : "else";
        sendOn.then().ifPresent(a -> rows.addAll(led(a, depth, Sort.BRANCH, rest, "")));
        return rows;
    }

    String heard(List<Spoken> what) {
        return heard.apply(what);
    }

    private static List<Spoken> prompt(String id) {
        return List.of(new Spoken.Prompt(id));
    }

    private List<Row> callback(ScriptStep.Callback step, int depth) {
        int line = step.at().line();
        String text = step.queue() + (step.priority() == 0 ? "" : ", priority " + step.priority());
        List<Row> rows = new ArrayList<>();
        rows.add(Row.of(depth, Sort.STEP, "calls back", text, ON, line));
        rows.add(Row.of(depth + 1, Sort.NOTE, "asks", heard(step.ask().prompt()), ON, line));
        rows.add(Row.of(depth + 1, Sort.NOTE, "right?", heard(step.ask().confirm()), ON, line));
        rows.addAll(new RetryRows(this).of(step.ask(), depth + 1));
        rows.add(Row.of(depth + 1, Sort.NOTE, "promises", heard(step.promise()), ON, line));
        step.failed().ifPresent(a -> rows.addAll(led(a, depth, Sort.BRANCH, "failed", "")));
        step.then().ifPresent(a -> rows.addAll(led(a, depth, Sort.BRANCH, "then", "")));
        if (step.then().isEmpty()) {
            rows.add(Row.of(depth + 1, Sort.BRANCH, "then", "", new Way.Word(Way.Said.HANG_UP), line));
        }
        return rows;
    }

    private static String assignments(ScriptStep.SetVariables set) {
        return set.values().entrySet().stream()
                .map(e -> e.getValue() instanceof Assigned.Computed
                        ? e.getKey() + " " + e.getValue().written() // begins with "= " itself
                        : e.getKey() + " = " + e.getValue().written())
                .collect(Collectors.joining(", "));
    }
}
