package org.helpline.journal.measure;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The numbers that were asked for.
 *
 * @param rows in order of time, then of group
 * @param version of folds and formulas, by which two reports can be told apart
 * @param complete false while the rows are folded anew
 */
public record Report(Ask ask, List<Row> rows, String version, boolean complete) {

    /**
     * The numbers of one interval and group.
     *
     * @param at the interval's begin; {@code until} its end
     * @param group the queue's, agent's or number's name; empty where nothing is told apart, and for what belongs to none
     * @param values by metric, in the order in which they were asked for
     */
    public record Row(Instant at, Instant until, String group, Map<Metric, Value> values) {}
}
