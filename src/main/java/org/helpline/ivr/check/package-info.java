/**
 * Judges a script before a caller meets it, loads scripts and keeps the loaded ones.
 *
 * <p>In: folders, {@link org.helpline.ivr.check.Known}. Out: {@link org.helpline.ivr.model.Script} or
 * {@link org.helpline.core.Problem}s. Thread: {@link org.helpline.ivr.check.ScriptLibrary} any; the rest has no state.
 * Sources: docs/scripts.md. Not here: running.
 */
@org.jspecify.annotations.NullMarked
package org.helpline.ivr.check;
