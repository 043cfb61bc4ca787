/**
 * History: every fact in order, sealed per caller, and what is read from it: call records and stories.
 *
 * <p>In: facts, through {@link org.helpline.core.FactSink}. Out: {@link org.helpline.journal.CallRecord},
 * {@link org.helpline.journal.CallStory}. Thread: the journal's own loop encodes and spills, the store's writer writes;
 * publishers only enqueue. Sources: none. Not here: what the facts lead to (whoever publishes has acted already).
 */
@org.jspecify.annotations.NullMarked
package org.helpline.journal;
