package org.helpline.ivr.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.helpline.ivr.draw.Flow.Card;
import org.helpline.ivr.draw.Flow.Kind;
import org.helpline.ivr.draw.Flow.Mark;
import org.helpline.ivr.draw.Flow.Row;
import org.helpline.ivr.draw.Flow.Sort;
import org.helpline.ivr.draw.Flow.Way;
import org.helpline.ivr.model.Script;

/** What differs between two versions of a script, for a designer who did not make the change. */
public final class Changes {

    private final Script old;
    private final Script now;

    /** From {@code old} to {@code now}. */
    public Changes(Script old, Script now) {
        this.old = old;
        this.now = now;
    }

    /** A sentence for each difference, the flow first, then prompts; empty where both say and do the same. */
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        if (!old.languages().equals(now.languages())) {
            sentences.add("Languages: now " + String.join(", ", now.languages()) + "; before "
                    + String.join(", ", old.languages()) + ".");
        }
        Merge.of(Outline.byNames(old), Outline.byNames(now)).cards().forEach(c -> card(c, sentences));
        sentences.addAll(new PromptChanges(old.prompts(), now.prompts(), languages()).sentences());
        return List.copyOf(sentences);
    }

    /** The new version as a picture with what was added, removed and changed in it; as {@link ScriptPicture#svg}. */
    public String svg() {
        return SvgWriter.write(Layout.of(Merge.of(Outline.of(old), Outline.of(now))), java.util.Optional.empty());
    }

    private Set<String> languages() {
        Set<String> all = new TreeSet<>(old.languages());
        all.addAll(now.languages());
        return all;
    }

    private static void card(Card card, List<String> sentences) {
        switch (card.mark()) {
            case SAME -> {}
            case ADDED -> sentences.add(name(card) + " is new.");
            case REMOVED -> sentences.add(name(card) + " is gone.");
            case CHANGED -> {
                for (int i = 0; i < card.rows().size(); i++) {
                    row(card, i, sentences);
                }
            }
        }
    }

    private static void row(Card card, int index, List<String> sentences) {
        Row row = card.rows().get(index);
        String place = name(card) + place(card.rows(), index);
        switch (row.mark()) {
            case SAME -> {}
            case ADDED -> sentences.add(place + ": new: " + what(row) + ".");
            case REMOVED -> sentences.add(place + ": gone: " + what(row) + ".");
            case CHANGED -> row.before().ifPresent(b -> sentences.add(place + ": " + change(b, row) + "."));
        }
    }

    /** Only what differs of the two. */
    private static String change(Row before, Row row) {
        boolean onlyDetail = before.text().equals(row.text()) && before.way().equals(row.way());
        return onlyDetail
                ? "now " + orNothing(row.detail()) + "; before " + orNothing(before.detail())
                : "now " + what(row) + "; before " + what(before);
    }

    private static String orNothing(String detail) {
        return detail.isEmpty() ? "nothing special" : detail;
    }

    private static String name(Card card) {
        return card.kind() == Kind.HUMAN || card.kind() == Kind.QUESTIONS
                ? "'" + card.title() + "'"
                : card.kind().word() + " " + card.title();
    }

    /** The question, keys and branches around a row, and itself. */
    private static String place(List<Row> rows, int index) {
        List<String> names = new ArrayList<>();
        int depth = Integer.MAX_VALUE;
        boolean severalQuestions = rows.stream()
                        .filter(r -> r.sort() == Sort.QUESTION && r.depth() == 0)
                        .count()
                > 1;
        Mark other = rows.get(index).mark() == Mark.ADDED ? Mark.REMOVED : Mark.ADDED;
        for (int i = index; i >= 0 && depth > 0; i--) {
            Row row = rows.get(i);
            if (row.depth() < depth && (i == index || row.mark() != other)) {
                depth = row.depth();
                boolean isAround = row.sort() == Sort.QUESTION && i < index;
                if (!isAround) {
                    names.addFirst(Description.label(row));
                } else if (severalQuestions) {
                    names.addFirst(Description.label(row) + " " + row.text());
                }
            }
        }
        names.removeIf(String::isEmpty);
        return names.isEmpty() ? "" : ", " + String.join(", ", names);
    }

    private static String what(Row row) {
        boolean namesItsTarget = row.way() instanceof Way.To(String card) && card.endsWith(" " + row.text());
        String text = namesItsTarget ? "" : row.text();
        String way = switch (row.way()) {
            case Way.On _ -> "";
            case Way.To(String card) -> "goes to " + card;
            case Way.Word(Way.Said said) ->
                switch (said) {
                    case HANG_UP -> "hangs up";
                    case HUMAN -> "goes to the human";
                    case AGAIN -> "asks again";
                    case NEXT -> "goes on";
                };
        };
        return text.isEmpty() || way.isEmpty() ? text + way : text + ", then " + way;
    }
}
