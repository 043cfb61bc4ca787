/**
 * Connectivity checks of browsers, which we only answer.
 *
 * <p>In: datagrams of STUN. Out: answers, and which addresses have shown that they are the peer's. Thread: one media loop. Sources: RFC 8445 (lite), RFC 8489, RFC
 * 7675. Not here: sockets, DTLS.
 */
@org.jspecify.annotations.NullMarked
package org.helpline.media.ice;
