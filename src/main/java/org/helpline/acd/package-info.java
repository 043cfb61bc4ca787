/**
 * Queues and agents: who is offered which caller.
 *
 * <p>In: {@link org.helpline.acd.Acd} commands. Out: {@link org.helpline.acd.AcdEvent}. Thread: one loop, the single writer of queues and agents. Sources: none; what each number counts stands at {@link org.helpline.acd.Board}. Not here: phones; the Switchboard rings them.
 */
@org.jspecify.annotations.NullMarked
package org.helpline.acd;
