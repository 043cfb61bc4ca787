package org.helpline.ivr.prove;

import java.util.ArrayList;
import java.util.List;

/**
 * Answers what nobody can foresee, in every way one after another: run what asks it until {@link #another} is false. One thread.
 */
final class Oracle {

    private final List<Integer> answers = new ArrayList<>();
    private final List<Integer> alternatives = new ArrayList<>();
    private int asked;

    /** One of {@code count} answers, 0 to count - 1. */
    int choose(int count) {
        if (asked == answers.size()) {
            answers.add(0);
            alternatives.add(count);
        }
        return answers.get(asked++);
    }

    /** Begins the next way; false when all were gone. */
    boolean another() {
        asked = 0;
        while (!answers.isEmpty()) {
            int last = answers.size() - 1;
            if (answers.get(last) + 1 < alternatives.get(last)) {
                answers.set(last, answers.get(last) + 1);
                return true;
            }
            answers.removeLast();
            alternatives.removeLast();
        }
        return false;
    }
}
