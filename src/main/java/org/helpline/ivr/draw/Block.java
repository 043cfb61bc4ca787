package org.helpline.ivr.draw;

import java.util.ArrayList;
import java.util.List;
import org.helpline.ivr.draw.Flow.Card;
import org.helpline.ivr.draw.Flow.Row;
import org.helpline.ivr.draw.Flow.Way;

/**
 * A card with its lettering set: what is where within it, in pixels from its upper left corner.
 *
 * @param height of the whole card
 */
record Block(Card card, List<Line> lines, int height) {

    /** All cards are as wide. */
    static final int WIDTH = 264;

    /** Where a card's name stands. */
    static final int HEAD = 32;

    /** Height of a line of text. */
    static final int LEADING = 16;

    /** Room around text. */
    static final int PAD = 12;

    /** Font size of text. */
    static final double TEXT = 12;

    /** Font size of labels. */
    static final double SMALL = 11;

    /** A key's side. */
    static final int KEY = 18;

    private static final int GAP = 6;
    private static final int STEP_IN = 16;
    private static final int ROW_AIR = 8;
    private static final int FOOT = 6;
    private static final int DEEPEST = 4;

    /**
     * A row, set.
     *
     * @param top its upper edge
     * @param left where its label begins
     * @param textLeft where its text begins
     * @param pill the word at its end, empty for none
     * @param former what stood there before a change, cut to a line; empty for none
     */
    record Line(Row row, int top, int height, int left, int textLeft, List<String> text, String pill, String former) {

        /** Where a way leaves. */
        int middle() {
            return top + ROW_AIR / 2 + LEADING / 2;
        }

        /** The base line of a line of text, 0-based. */
        int base(int index) {
            return top + ROW_AIR / 2 + 12 + index * LEADING;
        }
    }

    /** Sets a card. {@code columns} says which ways are lines, the others are named. */
    static Block of(Card card, Flow flow, Columns columns) {
        List<Line> lines = new ArrayList<>();
        int top = HEAD + FOOT / 2;
        for (Row row : card.rows()) {
            Line line = line(row, end(card, row, flow, columns), top);
            lines.add(line);
            top += line.height();
        }
        return new Block(card, List.copyOf(lines), top + FOOT);
    }

    /** The word at a row's end. */
    private static String end(Card card, Row row, Flow flow, Columns columns) {
        return switch (row.way()) {
            case Way.On _ -> "";
            case Way.Word(Way.Said said) -> said.word();
            case Way.To(String to) when columns.isNext(card.id(), to) -> "";
            case Way.To(String to) -> (columns.isEarlier(card.id(), to) ? "← " : "→ ") + title(flow, to);
        };
    }

    private static String title(Flow flow, String card) {
        return flow.card(card).map(Card::title).orElse(card);
    }

    private static Line line(Row row, String end, int top) {
        int left = PAD + Math.min(row.depth(), DEEPEST) * STEP_IN;
        int textLeft = left + labelWidth(row);
        String pill = Lettering.cut(end, SMALL, WIDTH / 2.0);
        boolean isSaidAtTheEnd = row.way() instanceof Way.To to && isNameOf(row.text(), to) && !pill.isEmpty();
        double room = WIDTH - PAD - textLeft;
        double first = pill.isEmpty() ? room : room - pillWidth(pill) - GAP;
        List<String> text = Lettering.wrap(isSaidAtTheEnd ? "" : row.text(), TEXT, first, room, most(row));
        String former = row.before()
                .map(b -> Lettering.cut(formerly(row, b), SMALL, WIDTH - PAD - textLeft))
                .orElse("");
        int count = Math.max(1, text.size()) + (former.isEmpty() ? 0 : 1);
        return new Line(row, top, count * LEADING + ROW_AIR, left, textLeft, text, pill, former);
    }

    /** A row that only names where it leads need not do so twice. */
    private static boolean isNameOf(String text, Way.To to) {
        return to.card().endsWith(" " + text);
    }

    /** What differed before, shortly: the text, else the way, else what the tooltip tells. */
    private static String formerly(Row row, Row before) {
        if (!before.text().equals(row.text()) && !before.text().isEmpty()) {
            return before.text();
        }
        return before.way().equals(row.way()) ? before.detail() : Description.where(before.way());
    }

    private static int labelWidth(Row row) {
        if (row.label().isEmpty()) {
            return 0;
        }
        return row.sort() == Flow.Sort.KEY ? KEY + GAP : (int) Math.ceil(Lettering.width(row.label(), SMALL)) + GAP;
    }

    /** The width of a word at a row's end. */
    static int pillWidth(String word) {
        return (int) Math.ceil(Lettering.width(word, SMALL)) + 2 * GAP;
    }

    private static int most(Row row) {
        return switch (row.sort()) {
            case QUESTION -> 4;
            case STEP -> 3;
            case KEY, BRANCH, NOTE -> 2;
        };
    }
}
