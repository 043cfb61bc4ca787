package org.helpline.ivr.draw;

import java.util.ArrayList;
import java.util.List;
import org.helpline.ivr.draw.Flow.Row;
import org.helpline.ivr.draw.Flow.Sort;
import org.helpline.ivr.draw.Flow.Way;
import org.helpline.ivr.model.Action;
import org.helpline.ivr.model.ScriptStep;

/** What silence and wrong keys lead to, as rows; entries in a row that are alike share one. */
final class RetryRows {

    /** The parser's name for what {@code input:} says for all questions. */
    private static final String EVERY_QUESTION = "input";

    private final StepRows steps;

    RetryRows(StepRows steps) {
        this.steps = steps;
    }

    /** Only what the question says itself: the rest stands in a card of its own. */
    List<Row> of(ScriptStep.Input input, int depth) {
        List<Action> silence = input.retries().silence();
        List<Action> wrong = input.retries().wrong();
        if (input instanceof ScriptStep.ChooseLanguage && isUnwritten(silence) && isUnwritten(wrong)) {
            int line = input.at().line();
            return List.of(Row.of(depth, Sort.NOTE, "no key", "again, then go on", new Way.On(), line));
        }
        if (input instanceof ScriptStep.RecordCaller && isUnwritten(silence) && isUnwritten(wrong)) {
            return List.of();
        }
        List<Row> rows = new ArrayList<>();
        if (!isForAll(silence)) {
            rows.addAll(list("silence", silence, depth));
        }
        if (!isForAll(wrong)) {
            rows.addAll(list("wrong", wrong, depth));
        }
        return rows;
    }

    /** Entry by entry: {@code silence 1}, {@code silence 2–3}. */
    List<Row> list(String word, List<Action> entries, int depth) {
        List<Row> rows = new ArrayList<>();
        for (int from = 0; from < entries.size(); ) {
            int to = from + 1;
            while (to < entries.size() && alike(entries.get(from), entries.get(to))) {
                to++;
            }
            String turn = entries.size() == 1 ? "" : to == from + 1 ? " " + to : " " + (from + 1) + "–" + to;
            rows.addAll(steps.led(entries.get(from), depth, Sort.BRANCH, word + turn, ""));
            from = to;
        }
        return rows;
    }

    private boolean alike(Action one, Action other) {
        List<Row> a = steps.steps(one.steps(), 0);
        List<Row> b = steps.steps(other.steps(), 0);
        for (int i = 0; i < a.size() && i < b.size(); i++) {
            if (!a.get(i).saysTheSame(b.get(i))) {
                return false;
            }
        }
        return a.size() == b.size();
    }

    /** Whether the list is what every question of the script has that does not say otherwise. */
    static boolean isForAll(List<Action> entries) {
        return !entries.isEmpty() && nameOf(entries.getFirst()).startsWith(EVERY_QUESTION);
    }

    private static boolean isUnwritten(List<Action> entries) {
        return !entries.isEmpty() && entries.stream().allMatch(e -> e.at().line() == 0) && !isForAll(entries);
    }

    private static String nameOf(Action action) {
        String name = action.at().name();
        int end = name.indexOf('.');
        return end < 0 ? name : name.substring(0, end);
    }
}
