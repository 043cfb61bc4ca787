package org.helpline.ivr.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.helpline.ivr.draw.Flow.Card;
import org.helpline.ivr.draw.Flow.Mark;
import org.helpline.ivr.draw.Flow.Row;

/** Two flows as one, each card and row marked by what became of it. */
final class Merge {

    private Merge() {}

    /** The new flow with what is gone from the old one among it. */
    static Flow of(Flow old, Flow now) {
        List<Card> cards = new ArrayList<>();
        for (Card card : now.cards()) {
            cards.add(old.card(card.id()).map(b -> card(b, card)).orElseGet(() -> all(card, Mark.ADDED)));
        }
        old.cards().stream().filter(c -> now.card(c.id()).isEmpty()).forEach(c -> cards.add(all(c, Mark.REMOVED)));
        return new Flow(now.script(), now.languages(), List.copyOf(cards));
    }

    private static Card all(Card card, Mark mark) {
        return card.with(mark, card.rows().stream().map(r -> r.marked(mark)).toList());
    }

    private static Card card(Card old, Card now) {
        List<Row> rows = rows(old.rows(), now.rows());
        boolean same = rows.stream().allMatch(r -> r.mark() == Mark.SAME);
        return now.with(same ? Mark.SAME : Mark.CHANGED, rows);
    }

    /** Along a longest common subsequence; between its members, rows of one label are taken to be one that changed. */
    private static List<Row> rows(List<Row> old, List<Row> now) {
        int[][] common = common(old, now);
        List<Row> rows = new ArrayList<>();
        List<Row> gone = new ArrayList<>();
        List<Row> come = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < old.size() || j < now.size()) {
            if (i < old.size() && j < now.size() && old.get(i).saysTheSame(now.get(j))) {
                flush(gone, come, rows);
                rows.add(now.get(j));
                i++;
                j++;
            } else if (j == now.size() || (i < old.size() && common[i + 1][j] >= common[i][j + 1])) {
                gone.add(old.get(i++));
            } else {
                come.add(now.get(j++));
            }
        }
        flush(gone, come, rows);
        return List.copyOf(rows);
    }

    private static int[][] common(List<Row> old, List<Row> now) {
        int[][] common = new int[old.size() + 1][now.size() + 1];
        for (int i = old.size() - 1; i >= 0; i--) {
            for (int j = now.size() - 1; j >= 0; j--) {
                common[i][j] = old.get(i).saysTheSame(now.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    private static void flush(List<Row> gone, List<Row> come, List<Row> rows) {
        for (Row row : come) {
            Optional<Row> before = gone.stream().filter(g -> isOneWith(g, row)).findFirst();
            if (before.isPresent()) {
                // what stood above it and has no successor is gone
                int index = gone.indexOf(before.get());
                gone.subList(0, index).forEach(g -> rows.add(g.marked(Mark.REMOVED)));
                gone.subList(0, index + 1).clear();
                rows.add(row.changedFrom(before.get()));
            } else {
                rows.add(row.marked(Mark.ADDED));
            }
        }
        gone.forEach(g -> rows.add(g.marked(Mark.REMOVED)));
        gone.clear();
        come.clear();
    }

    private static boolean isOneWith(Row old, Row now) {
        return old.depth() == now.depth()
                && old.sort() == now.sort()
                && old.label().equals(now.label());
    }
}
