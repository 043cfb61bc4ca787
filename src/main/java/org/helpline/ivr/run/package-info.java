/**
 * The interpreter: a pure function of state and event to state and effects.
 *
 * <p>In: {@link org.helpline.ivr.run.ScriptEvent}. Out: {@link org.helpline.ivr.run.Effect}. Thread: none: values. Sources: docs/scripts.md. Not here: anything that touches a phone.
 */
@org.jspecify.annotations.NullMarked
package org.helpline.ivr.run;
