/**
 * Figures of the journal: what reports count, how it is folded from facts, and every formula.
 *
 * <p>In: facts as they lie in the store. Out: {@link org.helpline.journal.measure.Report} and the calls behind each of its numbers.
 * Thread: folds are pure; {@link org.helpline.journal.measure.Measuring} belongs to one chore, reports come on the store's reading threads.
 * Sources: docs/metrics.md. Not here: counters of the running server (acd's board).
 */
@org.jspecify.annotations.NullMarked
package org.helpline.journal.measure;
