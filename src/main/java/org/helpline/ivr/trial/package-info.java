/**
 * Trials: calls that a designer writes down or plays by hand, in virtual time, without a phone.
 *
 * <p>In: {@code *.test.yaml} beside a script, or lines typed. Out: {@link org.helpline.ivr.trial.Verdict}s, coverage, a transcript. Thread: one for
 * each trial. Sources: docs/scripts.md. Not here: how a script runs (run); the same interpreter serves the phone.
 */
@org.jspecify.annotations.NullMarked
package org.helpline.ivr.trial;
