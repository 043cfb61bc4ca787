/**
 * The only hallway: the Switchboard carries a value from one room to the next.
 *
 * <p>In: calls, script effects, ACD events, desk commands. Out: commands to call and acd, facts. Thread: a call's own loop; what comes from the ACD is told to it. Sources: none. Not here: decisions that belong to a script or a queue.
 */
@org.jspecify.annotations.NullMarked
package org.helpline.interaction;
