/**
 * Calls and their legs: a SIP dialog and an RTP session each, joined by offer and answer.
 *
 * <p>In: {@link org.helpline.sip.IncomingCall}s and media events. Out: {@link org.helpline.call.Leg} and its events. Thread: the SIP loop that owns the call. Sources: RFC 3261 §13–15, RFC 3264. Not here: menus and queues.
 */
@org.jspecify.annotations.NullMarked
package org.helpline.call;
