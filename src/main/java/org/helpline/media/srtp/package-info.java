/**
 * Encryption of RTP and RTCP.
 *
 * <p>In: packets as the wire has them, keys from {@code sdp}. Out: packets in the clear, and the other way round; false where a packet is not to be
 * believed. Thread: one media loop each. Sources: RFC 3711, RFC 7714. Not here: how keys are agreed.
 */
@org.jspecify.annotations.NullMarked
package org.helpline.media.srtp;
