/**
 * Reads a script's files as people type them into {@link org.helpline.ivr.model.Script}.
 *
 * <p>In: YAML texts. Out: a script, or {@link org.helpline.core.Problems} with file, line and column. Thread: any; no state.
 * Sources: YAML 1.2, docs/scripts.md. Not here: whether what was written makes sense (check).
 */
@org.jspecify.annotations.NullMarked
package org.helpline.ivr.parse;
