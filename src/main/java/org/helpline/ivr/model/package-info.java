/**
 * A script as data: sealed records, each step with the place it was written at.
 *
 * <p>In: nothing. Out: {@link org.helpline.ivr.model.Script}. Thread: immutable values. Sources: docs/scripts.md. Not here:
 * reading, judging and running it.
 */
@org.jspecify.annotations.NullMarked
package org.helpline.ivr.model;
