/**
 * The SIP edge: packets in, calls and registrations out.
 *
 * <p>In: datagrams and streams. Out: {@link org.helpline.sip.IncomingCall}, {@link org.helpline.sip.SipLegEvent}, registrations. Thread: one Netty loop owns a call; see {@link org.helpline.core.Loop}. Sources: RFC 3261, 3581, 6026, 8760. Not here: media, menus, queues.
 */
@org.jspecify.annotations.NullMarked
package org.helpline.sip;
