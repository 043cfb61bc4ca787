package org.helpline.desk;

import java.util.List;
import org.helpline.journal.Ratings;

/** Where the desk finds what callers answered when they were asked to rate. Called on the desk's executor; may block. */
@FunctionalInterface
public interface Scores {

    /** A house that asks nobody. */
    Scores NONE = List::of;

    /** Those since midnight, by queue, agent and scale. */
    List<Ratings.Total> today();
}
