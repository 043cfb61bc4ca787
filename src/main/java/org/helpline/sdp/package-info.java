/**
 * Session descriptions and the offer/answer model, as pure functions.
 *
 * <p>In: SDP text. Out: {@link org.helpline.sdp.NegotiatedAudio} and SDP text. Thread: none: values. Sources: RFC 4566, RFC 3264, RFC 4733 §2.4. Not here: sockets, RTP.
 */
@org.jspecify.annotations.NullMarked
package org.helpline.sdp;
