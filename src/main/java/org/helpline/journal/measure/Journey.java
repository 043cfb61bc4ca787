package org.helpline.journal.measure;

/**
 * What a call asked of the caller.
 *
 * @param keys that were pressed
 * @param choices made in menus: how deep they led
 * @param repeats how often the caller was asked again: no key, or a wrong one
 * @param transfers from agent to agent, queue or script
 * @param total milliseconds from the INVITE to the end; 0 while it goes on
 * @param human whether an agent and the caller heard each other
 */
record Journey(String call, long keys, long choices, long repeats, long transfers, long total, boolean human) {}
