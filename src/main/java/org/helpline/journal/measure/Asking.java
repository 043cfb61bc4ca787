package org.helpline.journal.measure;

import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.helpline.config.ReportSettings.Terms;

/** How what callers answered is counted, and what became of their call-backs. */
final class Asking {

    private static final long SATISFIED = 4;
    private static final int OF_FIVE = 5;
    private static final int OF_SEVEN = 7;

    private Asking() {}

    private static Predicate<Score> asked(String question, long most) {
        return question.isEmpty() ? s -> s.most() == most : s -> s.question().equals(question);
    }

    static Counted fcr(Cell cell, Terms t) {
        return Counted.share(cell.scores(), asked(t.fcrQuestion(), 1), s -> s.score() == 1, Score::call);
    }

    static Counted csat(Cell cell, Terms t) {
        return Counted.share(cell.scores(), asked(t.csatQuestion(), OF_FIVE), s -> s.score() >= SATISFIED, Score::call);
    }

    static Counted csatMean(Cell cell, Terms t) {
        return Counted.mean(cell.scores(), asked(t.csatQuestion(), OF_FIVE), Score::score, Score::call);
    }

    static Counted ces(Cell cell, Terms t) {
        return Counted.mean(cell.scores(), asked(t.cesQuestion(), OF_SEVEN), Score::score, Score::call);
    }

    static BiFunction<Cell, Terms, Counted> marked(String what) {
        return (cell, _) -> Counted.count(cell.marks(), m -> m.what().equals(what), CallbackMark::call);
    }
}
