package org.helpline.ivr.trial;

import java.util.Comparator;
import org.helpline.ivr.model.Place;

/**
 * A step, or a branch of one, that a caller can be led through.
 *
 * @param at where it was written
 * @param id as {@link Coverage} tells it
 * @param words for people: {@code key 2 of main/1}
 * @param isStep whether it is a step; else a branch
 * @param opens the place of the steps that a branch leads to, if they are written in it; else empty
 */
public record Way(Place at, String id, String words, boolean isStep, String opens) {

    /** Whether it is a rule of a queue: of callers, and nothing that they are led through. */
    public boolean isRule() {
        return id.equals(Coverage.ruled(at.name()));
    }

    /** Where they are written; what leads to something comes before it. */
    static final Comparator<Way> AS_WRITTEN = Comparator.<Way>comparingInt(w -> w.at().line())
            .thenComparingInt(w -> w.at().column())
            .thenComparingInt(w -> w.isStep() ? 1 : w.opens().isEmpty() ? 2 : 0);
}
