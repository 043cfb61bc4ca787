package org.helpline.ivr.trial;

import java.util.List;
import org.helpline.core.Problems;

/** A test file that is written in a test of another room. */
public final class TrialText {

    private TrialText() {}

    /** Its tests. */
    public static List<Trial> parse(String text, Vocabulary names, Problems problems) {
        return TrialParser.parse("x.test.yaml", text, names, problems);
    }
}
