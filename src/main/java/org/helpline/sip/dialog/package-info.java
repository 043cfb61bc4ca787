/**
 * User agent core and dialogs: what a request means to us, and what becomes of a call.
 *
 * <p>In: requests and responses from the transactions. Out: {@link org.helpline.sip.IncomingCall}, {@link
 * org.helpline.sip.SipLegEvent}. Thread: the SIP loop that owns the Call-ID. Sources: RFC 3261 §8, §11 to §15; RFC 3326,
 * 5407, 6141. Not here: sockets, retransmission of requests, the registrar.
 */
@org.jspecify.annotations.NullMarked
package org.helpline.sip.dialog;
