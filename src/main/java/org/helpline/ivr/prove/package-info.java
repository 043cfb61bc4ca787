/**
 * Proves what holds of every call to a script, by exploring the interpreter's own states.
 *
 * <p>In: {@link org.helpline.ivr.model.Script}. Out: {@link org.helpline.ivr.prove.Proof}. Thread: any; values, no state. Sources:
 * docs/scripts.md, "What a check proves". Not here: reading files, mistakes that one step shows by itself.
 */
@org.jspecify.annotations.NullMarked
package org.helpline.ivr.prove;
