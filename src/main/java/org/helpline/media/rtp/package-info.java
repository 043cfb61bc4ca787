/**
 * RTP and RTCP on the wire: headers, sequence and jitter, the latch, reports, port pairs.
 *
 * <p>In: packets. Out: what they say, and packets. Thread: one media loop each; values are free. Sources: io_uring(7), RFC 3550, 3551, 7022. Not here: what is played or bridged.
 */
@org.jspecify.annotations.NullMarked
package org.helpline.media.rtp;
