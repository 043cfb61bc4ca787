package org.helpline.ivr.trial;

import java.util.List;

/**
 * One test: a call as a designer has written it down.
 *
 * @param file as the designer knows it
 * @param line where it begins, 1-based; {@code column} likewise
 * @param acts in their order
 */
public record Trial(
        String name,
        String file,
        int line,
        int column,
        Circumstances given,
        List<Written<TrialAct>> acts,
        List<Written<Expected>> expected) {}
