package org.helpline.ivr.draw;

import java.util.List;
import java.util.Optional;

/**
 * A script as a picture shows it.
 *
 * @param script the script's name
 * @param languages as declared, the first is shown
 * @param cards in the order written, the entry first
 */
record Flow(String script, List<String> languages, List<Card> cards) {

    /** What a card stands for. */
    enum Kind {
        /** The section that a call begins with. */
        START("section"),
        SECTION("section"),
        HUMAN("human"),
        /** What silence and wrong keys lead to wherever a question does not say it. */
        QUESTIONS("questions"),
        QUEUE("queue"),
        /** Another script. */
        SCRIPT("script");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** As sentences name it. */
        String word() {
            return word;
        }
    }

    /** How it differs from the version before. */
    enum Mark {
        SAME,
        ADDED,
        REMOVED,
        CHANGED
    }

    /**
     * A card.
     *
     * @param id unique among the cards
     * @param note small, at the title's right
     * @param line in {@code script.yaml}, 1-based; 0: written nowhere
     */
    record Card(String id, Kind kind, String title, String note, int line, Mark mark, List<Row> rows) {

        Card with(Mark other, List<Row> otherRows) {
            return new Card(id, kind, title, note, line, other, otherRows);
        }
    }

    /** What a row is. */
    enum Sort {
        /** Something is said, set or tested. */
        STEP,
        /** A question is put. */
        QUESTION,
        /** A key's way on. */
        KEY,
        /** A branch's way on. */
        BRANCH,
        /** A property of the row before it. */
        NOTE
    }

    /**
     * A line of a card.
     *
     * @param depth 0 for a step of the card itself, more inside keys and branches
     * @param label the key, the branch or the verb
     * @param text what is heard, in the default language, or what is done
     * @param detail what the tooltip says besides: how long keys are awaited, whether they cut the text short
     * @param way where it leads; {@link Way.On} for the next row
     * @param line in {@code script.yaml}, 1-based; 0: written nowhere
     * @param wayLine the line of the step that leads on, which may be a later one
     * @param before the row as it was before a change
     */
    record Row(
            int depth,
            Sort sort,
            String label,
            String text,
            String detail,
            Way way,
            int line,
            int wayLine,
            Mark mark,
            Optional<Row> before) {

        static Row of(int depth, Sort sort, String label, String text, Way way, int line) {
            return new Row(depth, sort, label, text, "", way, line, line, Mark.SAME, Optional.empty());
        }

        Row marked(Mark other) {
            return new Row(depth, sort, label, text, detail, way, line, wayLine, other, before);
        }

        /** The row after a change of {@code old}. */
        Row changedFrom(Row old) {
            return new Row(depth, sort, label, text, detail, way, line, wayLine, Mark.CHANGED, Optional.of(old));
        }

        /** The row with the way on of the step after it. */
        Row joinedBy(Row next) {
            return new Row(depth, sort, label, text, detail, next.way, line, next.line, mark, before);
        }

        Row labelled(Sort other, String name, String words) {
            return new Row(depth, other, name, words, detail, way, line, wayLine, mark, before);
        }

        Row detailed(String words) {
            return new Row(depth, sort, label, text, words, way, line, wayLine, mark, before);
        }

        Row at(int otherDepth) {
            return new Row(otherDepth, sort, label, text, detail, way, line, wayLine, mark, before);
        }

        /** Whether both say the same; where they stand in the file does not count. */
        boolean saysTheSame(Row other) {
            return depth == other.depth
                    && sort == other.sort
                    && label.equals(other.label)
                    && text.equals(other.text)
                    && detail.equals(other.detail)
                    && way.equals(other.way);
        }
    }

    /** Where a row leads. */
    sealed interface Way {

        /** To the next row. */
        record On() implements Way {}

        /** To another card. */
        record To(String card) implements Way {}

        /** To the end of the call, to the human, back to the question, past it: said in the row, not drawn as a line. */
        record Word(Said said) implements Way {}

        /** Ways that a word tells better than a line. */
        enum Said {
            HANG_UP("hang up"),
            HUMAN("human"),
            AGAIN("again"),
            NEXT("go on");

            private final String word;

            Said(String word) {
                this.word = word;
            }

            String word() {
                return word;
            }
        }
    }

    /** The card with this id. */
    Optional<Card> card(String id) {
        return cards.stream().filter(c -> c.id().equals(id)).findFirst();
    }
}
