/**
 * The registrar for agents' phones.
 *
 * <p>In: REGISTER requests, from every SIP loop; passes of the desk for browsers. Out: a snapshot of {@link org.helpline.sip.AgentPhones}, changes to the {@link
 * org.helpline.sip.RegistrationListener}. Thread: one edge loop owns the bindings; the snapshot is for any thread. Sources: RFC
 * 3261 §10, §22; RFC 7616, 8760. Not here: calls.
 */
@org.jspecify.annotations.NullMarked
package org.helpline.sip.registrar;
